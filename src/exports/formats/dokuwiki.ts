import type { Writer } from '../checklist.ts';
import { encodeIn, isHarmless, textIn, type Wikitext, wikitextOf } from '../wikitext.ts';

/**
 * Words of letters or of digits, in brackets or with a sign at their end: no typography (`"`, `--`, `640x480`, `(c)`), no
 * address, no camel case, and none of the smileys that are words (`entities.conf`, `smileys.conf`, `Quotes`).
 */
const harmless =
	/^(?!LOL|FIXME|DELETEME|\((?:c|r|tm)\))\(?(?:\p{Lu}+|\p{Lu}?\p{Ll}+(?:-\p{Ll}+)*|\p{Nd}+)\)?[,.;:?]?$/u;

/**
 * Literal text, `%%text%%` or `<nowiki>text</nowiki>`: to their end the lexer looks for that end only (`Unformatted`).
 *
 * Two things are taken apart: the end itself, and the tags of the todo plugin, which counts them in literal text too
 * when somebody ticks a box.
 */
function literal(text: string): string {
	return text
		.split(/(?<=<)(?=\/nowiki>|\/?todo)/)
		.map((part) => (part.includes('%') ? `<nowiki>${part}</nowiki>` : `%%${part}%%`))
		.join('');
}

/**
 * A link, `[[address|title]]`. Its title is literal up to the first `]]` that no `]` follows (`Internallink`), and is an
 * image when it is all in `{{` and `}}` (`Doku_Handler::internallink`); such titles become two links side by side. A
 * title of blanks would be replaced by the address.
 */
function link(url: string, title: string): string {
	if (title.trim() === '') return title;
	const address = encodeIn(url, /[[\]|\s]/g);
	return title
		.split(/(?<=\]\])(?!\])|(?<=^\{)(?=\{)|(?<=<)(?=\/?todo)/)
		.filter(Boolean)
		.map((part) => `[[${address}|${part}]]`)
		.join('');
}

/** DokuWiki's language. */
export const dokuwiki: Wikitext = {
	// A heading is literal, without the signs of equality and the blanks at its ends.
	heading: (title) => `===== ${title.replace(/\s+/g, ' ').trim()} =====`,
	bullets: ['  * ', '    * '],
	check: ({ check }, ticked) => `${ticked ? '☑' : '☐'} ${dokuwiki.strong(textIn(dokuwiki, check))}`,
	harmless,
	literal,
	code: (code) => `''${isHarmless(dokuwiki, code) ? code : literal(code)}''`,
	// Titles hold no marks, so a title with marks becomes a link for each part, with the marks around it.
	link: (url, label) =>
		label
			.map((part) => {
				if (typeof part === 'string') return link(url, part);
				if ('code' in part) return `''${link(url, part.code)}''`;
				if ('link' in part) return dokuwiki.link(url, part.text);
				return 'strong' in part
					? dokuwiki.strong(dokuwiki.link(url, part.strong))
					: dokuwiki.emphasis(dokuwiki.link(url, part.emphasis));
			})
			.join(''),
	strong: (wikitext) => `**${wikitext}**`,
	emphasis: (wikitext) => `//${wikitext}//`,
};

/**
 * A list in DokuWiki's language, with `☐` and `☑` in front of the steps: DokuWiki alone has no boxes to tick, and no
 * anchors but headings.
 */
export const write: Writer = (checklist, ticked) => wikitextOf(checklist, ticked, dokuwiki);
