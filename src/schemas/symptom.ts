import { z } from 'zod';
import { audience, common, prose, text } from './common.ts';
import { moment, momentSlugs } from './moments.ts';
import { reference } from './reference.ts';

/** A message that can be searched for. `{name}` stands for any text, such as an address. */
export const signature = z.strictObject({
	text: text().describe('The exact words, with {placeholders} where the text varies.'),
	example: text().optional().describe('The words with each placeholder filled in; required when the text has one.'),
	exactCase: z
		.boolean()
		.default(false)
		.describe("True when upper and lower case mean different things, as in HAProxy's SH and sH."),
});

/** Where a message was seen. A union by `kind`, so that a recording can stand beside a source. */
export const evidence = z.discriminatedUnion('kind', [
	z.strictObject({
		kind: z.literal('source').describe('The words stand in a source that can be opened.'),
		source: reference('sources').describe('The source.'),
		at: text().describe('Where in the source: section, or file with its lines.'),
		quote: z
			.string()
			.min(1)
			.describe('The words as the source has them; shown as evidence, never retyped from memory.'),
		note: prose()
			.optional()
			.describe('What a reader must know to read the quote, for example which parts are put together at run time.'),
	}),
]);

/** One variant that somebody sees: a page, a log line, a flag, a code. */
export const symptom = z.strictObject({
	...common,
	product: reference('products').describe('The product that says it.'),
	audience: audience().describe('Who gets to see it: the visitor, or the owner in a log.'),
	seen: z
		.enum(['page', 'status-line', 'error-log', 'access-log', 'header', 'client', 'startup'])
		.describe('Where it is seen.'),
	status: z
		.int()
		.min(100)
		.max(599)
		.nullable()
		.describe('The HTTP status that visitors are really sent; null when none is sent at all.'),
	statusNote: prose().optional().describe('Why the status is not the one people expect, or when it differs.'),
	moment: moment()
		.nullable()
		.describe('The moment at which the conversation broke; null when the message does not tell.'),
	known: z
		.partialRecord(z.enum(momentSlugs), text())
		.default({})
		.describe('A few words for a moment of the strip: what this message tells about it, such as "refused".'),
	signatures: z.array(signature).min(1).describe('The exact messages by which this variant is found.'),
	causes: z
		.array(
			z.strictObject({
				cause: reference('causes').describe('The cause.'),
				because: prose().describe('How this message comes from that cause.'),
				tell: prose().describe('How to tell that it is this cause and not the next.'),
			}),
		)
		.min(1)
		.describe('What can be behind it, most likely first.'),
	checklist: reference('checklists').optional().describe('The checklist to go on with.'),
	evidence: z.array(evidence).min(1).describe('Where the exact words were seen.'),
});
