import type { Writer } from '../checklist.ts';
import { encodeIn, inlineIn, textIn, type Wikitext, wikitextOf } from '../wikitext.ts';

/** Words of letters and digits with a few signs in and after them, without a capital inside: that would be a link. */
const harmless = /^(?!\P{Ll}*\p{Ll}\P{Lu}*\p{Lu})\(?[\p{L}\p{Nd}]+(?:[-'./][\p{L}\p{Nd}]+)*\)?[,.;:?]?$/u;

/** Literal text: a widget that shows its attribute. */
const literal = (text: string) =>
	quotable(text)
		.map((part) => `<$text text=${part}/>`)
		.join('');

/** A text as quoted attributes, in as many parts as it takes: quotes know no escape (`$tw.utils.parseStringLiteral`). */
function quotable(text: string): string[] {
	if (!text.includes('"')) return [`"${text}"`];
	if (!text.includes("'")) return [`'${text}'`];
	if (!/"""|"$/.test(text)) return [`"""${text}"""`];
	return text
		.split(/("+)/)
		.filter(Boolean)
		.map((part) => (part.startsWith('"') ? `'${part}'` : `"${part}"`));
}

/** The name of a tiddler. The list of open tiddlers cannot hold brackets and bars, nor an address a name after `#`. */
const nameOf = (title: string) =>
	title
		.replace(/[|[\]{}\r\n]+|^[\s#]+/g, ' ')
		.replace(/ {2,}/g, ' ')
		.trim();

const wiki: Wikitext = {
	// The name of a tiddler is shown as its heading.
	heading: (title) => (title.trim() === nameOf(title) ? '' : `!! ${textIn(wiki, title)}`),
	bullets: ['* ', '** '],
	check: ({ id, check }) =>
		`<$checkbox listField="ticked" checked="${id}"> ${wiki.strong(textIn(wiki, check))}</$checkbox>`,
	harmless,
	literal,
	code: (code) => {
		if (!code.includes('`')) return `\`${code}\``;
		return /``|^`|`$/.test(code) ? `<code>${literal(code)}</code>` : `\`\`${code}\`\``;
	},
	link: (url, label) => {
		const [only] = label;
		return label.length === 1 && typeof only === 'string' && /^[^\s|\]](?:[^|\]]*[^\s|\]])?$/.test(only)
			? `[ext[${only.replace(/[\r\n]+/g, ' ')}|${encodeIn(url, /[\]\s]/g)}]]`
			: `<a href="${encodeIn(url, /["\s]/g)}" class="tc-tiddlylink-external" target="_blank" rel="noopener noreferrer">${inlineIn(wiki, label)}</a>`;
	},
	strong: (wikitext) => `''${wikitext}''`,
	emphasis: (wikitext) => `//${wikitext}//`,
};

/**
 * A tiddler: fields, a blank line, wikitext. Its boxes are TiddlyWiki's own and save: the ids of the ticked steps stand
 * in the field `ticked`, so that the tiddler carries its ticks when it is exported again. For TiddlyWiki 5.2.3 and later.
 *
 * The title of the checklist is the name of the tiddler. A title that cannot be a name is a heading of its own.
 */
export const write: Writer = (checklist, ticked) => {
	const done = checklist.steps.map(({ id }) => id).filter((id) => ticked.has(id));
	const fields = {
		ticked: done.join(' '),
		title: nameOf(checklist.title) || checklist.id,
		type: 'text/vnd.tiddlywiki',
	};
	const head = Object.entries(fields).map(([name, value]) => `${name}: ${value}`);
	return `${head.join('\n')}\n\n${wikitextOf(checklist, ticked, wiki)}`;
};
