import type { Writer } from '../checklist.ts';
import { escapes, markdownTree, writeMarkdown } from '../markdown.ts';

/**
 * Markdown for BookStack, Outline, Wiki.js and others: CommonMark with task lists, and no other extension needed.
 *
 * What common plugins of markdown-it would change is escaped as well: HTML, `$math$`, `==mark==`, `++ins++`, `^sup^`,
 * `~sub~`, `{.attribute}`, `:emoji:`, `:)` and the typographer's `--`, `...`, `(c)` and `+-`; its curly quotes are left
 * to the wiki that wants them. markdown-it keeps an escaped character apart from its neighbours since version 13. Two
 * wikis look at finished text, where a backslash is gone: Wiki.js 2 with markdown-it 11 for `:emoji:` and
 * `{.attribute}`, BookStack for `{{@5}}`, which includes a page.
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
