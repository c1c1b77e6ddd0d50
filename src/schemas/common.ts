import { z } from 'zod';
import { anyPage, reference } from './reference.ts';

/** One line of plain text without Markdown. */
export const text = () =>
	z
		.string()
		.trim()
		.min(1)
		.regex(/^[^\n]*$/, 'must be one line');

/** Text with inline Markdown only: `code`, emphasis and links; no headings, lists or blocks. */
export const prose = () => z.string().trim().min(1);

export const isoDate = () =>
	z
		.string()
		.regex(/^\d{4}-\d{2}-\d{2}$/, { message: 'a date is written YYYY-MM-DD', abort: true })
		.refine((value) => !Number.isNaN(Date.parse(value)), {
			message: 'is not a day of the calendar',
		});

/** Who a page, a message or a list of steps is for. */
export const audience = () => z.enum(['visitor', 'owner']);

/** A claim's ground: the source and the place in it. */
export const ground = z.strictObject({
	source: reference('sources').describe('The source that the claim rests on.'),
	at: text().optional().describe('Where in the source: a section, a directive, or a file with its lines.'),
});

/** Fields that every page of the handbook has. */
export const common = {
	title: text().describe('The heading of the page, in the words that people search for.'),
	summary: prose().describe(
		'One sentence that says what this is; shown under the heading, in lists and in search results.',
	),
	aliases: z
		.array(text())
		.default([])
		.describe('Other words that people search for this by; found by the search, not shown as the name.'),
	related: z
		.array(anyPage())
		.default([])
		.describe('Further pages worth reading that no other field leads to; the link runs both ways.'),
	reviewed: isoDate().describe('The day on which somebody last checked the whole page against its sources.'),
	history: z
		.array(
			z.strictObject({
				date: isoDate().describe('The day of the change.'),
				change: text().describe('What changed, said to a reader.'),
			}),
		)
		.min(1)
		.describe('What changed on this page and when, newest first; feeds the feed of changes.'),
};
