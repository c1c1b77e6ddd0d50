import { z } from 'zod';
import { text } from './common.ts';

/** Marks fields that speak of recordings: content made up for a benchmark leaves them out. */
export const ofLab = { recording: true };

const words = '[a-z0-9]+(?:-[a-z0-9]+)*';

/** A mode of the lab: one way to break an upstream. */
export const modeId = () =>
	z
		.string()
		.regex(new RegExp(`^${words}$`), 'a mode is words joined by "-", such as refuse')
		.meta(ofLab);

/** A scenario of the lab: something broken, and what mends it. */
export const scenarioId = () =>
	z
		.string()
		.regex(new RegExp(`^${words}$`), 'a scenario is words joined by "-", such as nginx-big-header')
		.meta(ofLab);

/** A cell of the truth table: the name of a column and a mode. */
export const recordingPlace = () =>
	z
		.string()
		.regex(
			new RegExp(`^${words}(?:-?[0-9.]+)*/${words}$`),
			'write it as gateway/mode, for example nginx/refuse, or nginx-1.18.0/refuse for an older version',
		)
		.meta(ofLab);

/** What the recordings hold and no page explains: `content/left-out.yaml`. */
export const leftOut = z.strictObject({
	messages: z
		.array(
			z.strictObject({
				product: z.string().min(1).describe('The product that logs it.'),
				file: text().optional().describe('The log file, when the entry is for that one only.'),
				text: text()
					.optional()
					.describe('The words, with {placeholders}; left out only while the product has no page at all.'),
				reason: text().describe('Why no symptom has it as a signature.'),
			}),
		)
		.default([])
		.describe('Messages that are no symptom.'),
	scenarios: z
		.array(
			z
				.strictObject({
					scenario: scenarioId().optional().describe('The scenario. Either this or `product`.'),
					product: z
						.string()
						.min(1)
						.optional()
						.describe('The product of the gateway, for all its scenarios; only while it has no page at all.'),
					reason: text().describe('Why no recipe names it.'),
				})
				.refine(({ scenario, product }) => (scenario === undefined) !== (product === undefined), {
					message: 'names a "scenario" or a "product", one of the two',
				}),
		)
		.default([])
		.describe('Scenarios that prove no recipe.'),
});

export type LeftOut = z.infer<typeof leftOut>;
