import type { Writer } from '../checklist.ts';
import { encodeIn, inlineIn, isHarmless, textIn, type Wikitext, wikitextOf } from '../wikitext.ts';

/**
 * Words of letters and digits with a few signs at their ends. What stands in front of the number of a magic link,
 * `RFC 9110`, is not among them.
 */
const harmless = /^(?!(?:RFC|PMID|ISBN)\b)[("]?[\p{L}\p{N}]+(?:[-'./][\p{L}\p{N}]+)*["),.;:?!]*$/u;

/**
 * Literal text. Inside `<nowiki>` the parser reads entities and `</nowiki>` only, so nothing in it is a template, a
 * signature or a conversion between variants (`Parser::internalParse`, `CoreTagHooks::nowiki`).
 */
const literal = (text: string) => `<nowiki>${entities(text)}</nowiki>`;

function entities(text: string): string {
	const escaped = text
		.replace(/&/g, '&amp;')
		.replace(/</g, '&lt;')
		.replace(/>/g, '&gt;')
		// Blanks beside these signs become no-break spaces, in code too (`Sanitizer::armorFrenchSpaces`).
		.replace(/ (?=[?:;!%»›])|(?<=[«‹]) /g, '&#32;');
	// Pages are stored in normal form C (`Language::normalize`); an entity keeps its character as it is.
	return escaped === escaped.normalize('NFC')
		? escaped
		: escaped.replace(/[^ -~]/gu, (character) => `&#x${(character.codePointAt(0) ?? 0).toString(16)};`);
}

/** Characters that end an address (`Parser::EXT_LINK_URL_CLASS`), and marks that are read before addresses are. */
const notInAddress = /["<>[\]{}\s]|'(?=')|(?<=')'|~(?=~)|(?<=~)~|_(?=_)|(?<=_)_/g;

const wiki: Wikitext = {
	heading: (title) => `== ${textIn(wiki, title).trim()} ==`,
	bullets: ['* ', '** '],
	check: ({ id, check }, ticked) => `<span id="${id}">${ticked ? '☑' : '☐'}</span> ${wiki.strong(textIn(wiki, check))}`,
	harmless,
	literal,
	code: (code) => `<code>${isHarmless(wiki, code) ? code : literal(code)}</code>`,
	link: (url, label) => {
		const address = encodeIn(url, notInAddress).replace(/&(?=#?\w+;)/g, '&amp;');
		const text = inlineIn(wiki, label);
		const shown = text.trimStart();
		// Blanks between the address and the label are not shown.
		return `${text.slice(0, text.length - shown.length)}[${address} ${shown}]`;
	},
	strong: (wikitext) => `'''${wikitext}'''`,
	emphasis: (wikitext) => `''${wikitext}''`,
};

/**
 * A list in MediaWiki's wikitext, with `☐` and `☑` in front of the steps: MediaWiki has no boxes to tick. Each step is
 * an anchor, so `Page#step-id` leads to it.
 */
export const write: Writer = (checklist, ticked) => wikitextOf(checklist, ticked, wiki);
