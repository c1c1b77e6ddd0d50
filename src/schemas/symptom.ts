import { z } from 'zod';
import { audience, common, prose, text } from './common.ts';
import { moment, momentSlugs } from './moments.ts';
import { ofLab, recordingPlace, scenarioId } from './recorded.ts';
import { reference } from './reference.ts';

/** A message that can be searched for. `{name}` stands for any text, such as an address. */
export const signature = z.strictObject({
	text: text().describe('The exact words, with {placeholders} where the text varies.'),
	example: text().optional().describe('The words with each placeholder filled in; required when the text has one.'),
	exactCase: z
		.boolean()
		.default(false)
		.describe("True when upper and lower case mean different things, as in HAProxy's SH and sH."),
	unrecorded: text()
		.optional()
		.describe(
			'Why these words are not in the recordings that the evidence names, when the other signatures are; without this they must be found there.',
		)
		.meta(ofLab),
});

/** What the lab recorded: a cell of the truth table, or what a fix mends. */
const recorded = z
	.strictObject({
		kind: z.literal('recorded').describe('The lab made it happen and kept what came back and what was logged.'),
		at: recordingPlace()
			.optional()
			.describe('The cell of the truth table, as `gateway/mode`: `nginx/refuse`. Either this or `scenario`.'),
		scenario: scenarioId()
			.optional()
			.describe('The scenario whose state before the fix shows it: `nginx-big-header`. Either this or `at`.'),
		show: z
			.enum(['log', 'answer', 'headers'])
			.optional()
			.describe('Which part to show on the page; left out, the part in which the message stands.'),
		status: z
			.int()
			.min(0)
			.max(999)
			.nullable()
			.optional()
			.describe(
				'The recorded status, only when it is not the status of the symptom; then a note says why. null when none was sent.',
			),
		note: prose().optional().describe('What a reader must know to read the recording.'),
	})
	.refine(({ at, scenario }) => (at === undefined) !== (scenario === undefined), {
		message: 'names a recording with "at" or with "scenario", one of the two',
	})
	.refine(({ status, note }) => status === undefined || note !== undefined, {
		message: 'has a "status" that differs from the symptom\'s, and needs a "note" that says why',
	})
	.meta(ofLab);

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
	recorded,
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
	notRecorded: prose()
		.optional()
		.describe(
			'Why the lab has no recording of it, although it runs the product; required there without recorded evidence.',
		)
		.meta(ofLab),
});
