import { z } from 'zod';
import { isoDate, text } from './common.ts';

/** Something that others wrote and that a claim of ours rests on. */
export const source = z.strictObject({
	title: text().describe('Its title.'),
	short: text().describe('A short name for the mark beside a claim, such as "RFC 9110".'),
	publisher: text().describe('Who publishes it.'),
	url: z.url().describe('Where to open it.'),
	kind: z
		.enum(['standard', 'source-code', 'documentation', 'capture', 'report'])
		.describe(
			"What it is: a standard, the product's own source code, its documentation, a saved page or log of somebody else, or a report.",
		),
	version: text().optional().describe('The version, commit or date of the text that was read.'),
	supports: text().describe('What the handbook takes from it, in one sentence.'),
	read: isoDate().describe('The day on which we read it.'),
});
