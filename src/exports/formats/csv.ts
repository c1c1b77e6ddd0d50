import type { Writer } from '../checklist.ts';
import { addressed, plainText } from '../plain.ts';
import { words } from '../words.ts';

/**
 * A table for spreadsheets and importers: a row for each step, after a row of names. What belongs to the whole checklist
 * stands in every row.
 *
 * RFC 4180: commas, every line ends with CR LF, and a cell in quotes where it holds a comma, a quote or a line break.
 * "done" is TRUE or FALSE, the values of a box in a cell. Cells hold plain text, addresses in angle brackets after their
 * words; several pages stand on lines of their own.
 *
 * The file begins with a byte order mark: Excel reads a CSV file without one in the code page of the system, so that
 * "→" becomes "â†’". Others read UTF-8 with and without it.
 *
 * A spreadsheet can take a cell that begins with = + - @ or a tab for a formula (CWE-1236; OWASP ASVS 1.2.10). Such a
 * cell gets an apostrophe in front, the spreadsheets' own sign for text, also where blanks come first or these characters
 * are full-width, and so does a cell that begins with a line break or an apostrophe. Who takes one apostrophe from the
 * start of a cell has the text as it was. LibreOffice 7.4 and Gnumeric 1.12 then find no formula; the first shows the
 * apostrophe, the second hides it.
 */
export const write: Writer = (checklist, ticked) => {
	const rows = checklist.steps.map(({ id, check, expect, how, no, why, more, minutes, url }) => [
		id,
		ticked.has(id) ? 'TRUE' : 'FALSE',
		check,
		expect,
		plainText(how),
		no?.say ?? '',
		no ? addressed(no.title, no.url) : '',
		plainText(why),
		more.map((page) => addressed(page.title, page.url)).join('\n'),
		String(minutes),
		url,
		checklist.title,
		words.revision(checklist),
		plainText(checklist.summary),
		checklist.url,
	]);
	return `\uFEFF${[names, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
};

const names = [
	...['step', 'done', 'check', 'expect', 'how', 'if not', 'go to', 'why', 'more', 'minutes', 'link', 'checklist'],
	...['revision', 'summary', 'checklist link'],
];

function cell(text: string): string {
	const inert = /^['\s]*[=+\-@＝＋－＠]|^['\t\r\n]/.test(text) ? `'${text}` : text;
	return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
