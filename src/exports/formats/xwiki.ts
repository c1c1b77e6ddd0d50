import type { Inline } from '../../knowledge/inline.ts';
import type { Writer } from '../checklist.ts';
import { type InlineLanguage, linesOf, sourceOf, writeInline } from '../lines.ts';

/**
 * XWiki syntax 2.1: a list with ☐ and ☑, because XWiki has boxes to tick only with an extension. Each step has its id as
 * the id of its mark, without the anchor macro, so that the page needs no macro at all.
 *
 * Escapes follow XWiki's own grammar (XWiki21Scanner.jj in xwiki-rendering): `~` makes the next character mean itself.
 */
export const write: Writer = (checklist, ticked) =>
	`${[
		`== ${writeInline([checklist.title], xwiki)} ==`,
		line(checklist.summary),
		checklist.steps
			.map((step) => {
				const [check, ...details] = linesOf(step);
				const mark = `(% id="${step.id}" %)${ticked.has(step.id) ? '☑' : '☐'}(%%)`;
				return [`* ${mark} ${writeInline(check, xwiki)}`, ...details.map(line)].join('\n');
			})
			.join('\n'),
		line(sourceOf(checklist)),
	].join('\n\n')}\n`;

/** A text that starts a line: nothing in it may look like the start of a list, a heading, a table or a quote. */
function line([first, ...rest]: readonly Inline[]): string {
	if (first === '') return line(rest);
	if (typeof first !== 'string') return writeInline(first ? [first, ...rest] : [], xwiki);
	const start = text(first);
	return (/^[\p{L}~]/u.test(start) ? start : `~${start}`) + writeInline(rest, xwiki);
}

/** Characters that mean something wherever they stand, beside one of their kind, or after the marks of a list. */
const special = /[~[\]{}*/_^#\\:|=<>]|[(),-]+|^[.;]/g;

const text = (value: string) =>
	value.replace(/[\r\n]+/g, ' ').replace(special, (found, at: number, whole: string) => {
		const end = at + found.length;
		const alone = /^[(),-]$/.test(found) && at > 0 && end < whole.length && whole[end] !== '%';
		return alone ? found : found.replace(/./g, '~$&');
	});

/**
 * Code in a monospaced font, as a verbatim text where that can hold it: its own end cannot stand in it, nor "~" in front
 * of some characters. Otherwise it is escaped, and only blanks that would change in text are verbatim.
 */
function code(value: string): string {
	if (!/~|\{\{\{|\}\}\}|\}$/.test(value)) return value && `##${verbatim(value)}##`;
	const pieces = value.split(/(\s{2,}|[^\S ]|^\s|\s$)/);
	return `##${pieces.map((piece, index) => (index % 2 === 0 ? text(piece) : verbatim(piece))).join('')}##`;
}

const verbatim = (value: string) => `{{{${value}}}}`;

const xwiki: InlineLanguage = {
	text,
	code,
	// The label is read twice: once to find the address behind it, and once as text.
	link: (label, url) => `[[${label.replace(/[~[\]>|]/g, '~$&')}>>${url.replace(/[~[\]>|]/g, '~$&')}]]`,
	strong: (content) => content && `**${content}**`,
	emphasis: (content) => content && `//${content}//`,
};
