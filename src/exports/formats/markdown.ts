import type { Writer } from '../checklist.ts';
import { escapes, markdownTree, writeMarkdown } from '../markdown.ts';

/**
 * Markdown for BookStack, Outline, Wiki.js and others: CommonMark with task lists, and no other extension needed.
 *
 * What common plugins of markdown-it would change is escaped as well: HTML, `$math$`, `==mark==`, `++ins++`, `^sup^`,
 * `~sub~`, `{.attribute}`, `:emoji:`, `:)` and the typographer's `--`, `...`, `(c)` and `+-`; its curly quotes are left
 * to the wiki that wants them. markdown-it keeps an escaped character apart from its neighbours since version 13; in
 * Wiki.js 2, which has 11, plugins that look at finished text, emoji and attributes, no longer see the backslash.
 */
export const write: Writer = (checklist, ticked) =>
	writeMarkdown(markdownTree(checklist, ticked), {
		unsafe: [
			...escapes('<$^{'),
			...before('=', '='),
			...before('+', '[-+]'),
			...before('-', '[-)]'),
			...before('.', '\\.'),
			...before(',', ','),
			...before('!', '[!?]'),
			...before('?', '[!?]'),
			...before('(', '(?:[CcPpRr]|[Tt][Mm])\\)'),
			...before(':', '[^\\s\\w]|[\\w+-]{1,64}:|[A-Za-z]\\b'),
			...before(';', '[^\\s\\w]'),
		],
	});

/** Has a character escaped where the pattern follows. */
const before = (character: string, pattern: string) =>
	escapes(character).map((unsafe) => ({ ...unsafe, after: `(?=${pattern})` }));
