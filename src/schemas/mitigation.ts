import { z } from 'zod';
import { audience, common, ground, prose, text } from './common.ts';
import { scenarioId } from './recorded.ts';
import { reference } from './reference.ts';

/** One thing to do about a cause. */
export const mitigation = z.strictObject({
	...common,
	kind: z
		.enum(['stop-gap', 'fix', 'prevention'])
		.describe('Whether it buys time, removes the cause, or keeps it from coming back.'),
	audience: audience().describe('Who can do it.'),
	risk: prose().describe('What it can cost or break.'),
	verify: prose().describe('How to see that it worked.'),
	undo: prose().describe('How to take it back.'),
	recipes: z
		.array(
			z.strictObject({
				product: reference('products').describe('The product that this recipe is for.'),
				title: text().describe('What the recipe does.'),
				code: z.string().trim().min(1).describe('The configuration or the commands, complete enough to paste.'),
				lang: z
					.enum(['nginx', 'apache', 'haproxy', 'bash', 'yaml', 'ini', 'js', 'python', 'text'])
					.describe('The language of the code.'),
				note: prose().optional().describe('What to adapt, and what to watch.'),
				proved: z
					.array(scenarioId())
					.default([])
					.describe('The scenarios of the lab in which this recipe turned the failure into an answer.'),
				grounds: z.array(ground).min(1).describe('The sources of the directives and options that it uses.'),
			}),
		)
		.default([])
		.describe('How to do it in one product; none when the step is the same everywhere.'),
});
