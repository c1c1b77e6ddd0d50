import { z } from 'zod';
import { common, prose, text } from './common.ts';
import { reference } from './reference.ts';

/** Software or a service that sends, relays or suffers 502s. */
export const product = z.strictObject({
	...common,
	kind: z
		.enum(['reverse-proxy', 'cdn', 'load-balancer', 'app-server', 'platform', 'client', 'dev-server'])
		.describe('What it is in the conversation.'),
	read: text().describe('The version or the state that the statements on the page were read from.'),
	logs: z
		.array(
			z.strictObject({
				name: text().describe('The log, header or tool, as its documentation calls it.'),
				where: prose().describe('Where it is and how to read it.'),
				source: reference('sources').describe('The source of this statement.'),
			}),
		)
		.default([])
		.describe('Where this product says what went wrong.'),
	defaults: z
		.array(
			z.strictObject({
				setting: text().describe('The directive or option, as it is written in the configuration.'),
				value: text().describe('Its default value with its unit, exactly as sourced.'),
				effect: prose().describe('What happens when it is reached, and with which status.'),
				source: reference('sources').describe('The source of the value.'),
				at: text().optional().describe('Where in the source.'),
			}),
		)
		.default([])
		.describe('Defaults that decide whether and when this product answers with a 502.'),
});
