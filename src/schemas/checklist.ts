import { z } from 'zod';
import { audience, common, prose, text } from './common.ts';
import { anyPage, reference } from './reference.ts';

/** One step: a thing to check and the reading it must show, or a thing to do. */
export const step = z.strictObject({
	id: z
		.string()
		.regex(/^[a-z][a-z0-9-]*$/, 'a step id is lower case letters, digits and "-", and starts with a letter')
		.describe('The permanent id of the step; ticks that people saved hang on it, so it never changes.'),
	check: text().describe('The thing to check or to do, in a few words.'),
	expect: text().describe('The reading it must show for the step to be ticked, in one to three words.'),
	how: prose().describe('How to do it.'),
	why: prose().describe('Why it is worth doing, and what it cannot tell.'),
	minutes: z.int().min(1).max(120).describe('Our estimate of the time it takes, in minutes.'),
	helps: z
		.enum(['often', 'sometimes', 'rarely'])
		.optional()
		.describe(
			'For steps of visitors: how likely it is to help, by what the step can and cannot change; an estimate, not a statistic.',
		),
	no: z
		.strictObject({
			say: text().describe('The reading that is not the expected one, as a short condition: "If it is refused".'),
			go: anyPage().describe('Where to go on then.'),
		})
		.optional()
		.describe('The way out when the answer is "no"; left out when the step is something to do rather than a question.'),
	about: z.array(anyPage()).default([]).describe('Pages that explain the step.'),
});

/** An ordered list of steps for one audience. */
export const checklist = z.strictObject({
	...common,
	audience: audience().describe('Who works through it.'),
	product: reference('products').optional().describe('The product that it is for; left out when it is for any.'),
	steps: z.array(step).min(3).describe('The steps, in the order in which they are worth doing.'),
});
