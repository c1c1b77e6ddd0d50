import { z } from 'zod';
import { common, prose } from './common.ts';
import { moment } from './moments.ts';
import { modeId } from './recorded.ts';
import { reference } from './reference.ts';

/** One reason for a 502, at one moment. */
export const cause = z.strictObject({
	...common,
	moment: moment(),
	confirm: z
		.array(
			z.strictObject({
				check: prose().describe('What to look at.'),
				command: z.string().trim().min(1).optional().describe('A command to run, complete enough to paste.'),
				yes: prose().describe('The reading that means it is this cause.'),
				no: prose().describe('The reading that means it is not, and where to go then.'),
			}),
		)
		.min(1)
		.describe('Ways to confirm it, cheapest first, each with the reading that means yes and the one that means no.'),
	modes: z
		.array(modeId())
		.default([])
		.describe(
			'The modes of the lab that are this cause: ways to break an upstream, as `refuse`; shown as what each gateway answers.',
		),
	mitigations: z.array(reference('mitigations')).min(1).describe('What to do about it, most effective first.'),
	forVisitors: prose().describe('What this cause means to somebody who only wants to open the site.'),
});
