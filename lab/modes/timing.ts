import type { Mode } from '../mode.ts';
import { firstTenth, ok } from './wire.ts';

/** The upstream is too slow for the gateway, whose limits are 1 s for connecting and 2 s for reading. */
export const modes: readonly Mode[] = [
	{
		id: 'answer-after-500ms',
		says: 'The upstream answers 200 after half a second, within every limit.',
		moment: 'wait',
		healthy: true,
		upstream: { behaves: { after: 500, send: ok() } },
	},
	{
		id: 'no-answer',
		says: 'The upstream reads the request and never answers.',
		moment: 'wait',
		upstream: { behaves: {} },
		// Whether the client of the JDK says "Request cancelled" as well is a race between its timer and Spring's.
		allowed: { 'spring-cloud-gateway-mvc': ['500'] },
	},
	{
		id: 'answer-after-3s',
		says: 'The upstream answers after 3 seconds, one second too late.',
		moment: 'wait',
		upstream: { behaves: { after: 3000, send: ok() } },
		// Whether the client of the JDK says "Request cancelled" as well is a race between its timer and Spring's.
		allowed: { 'spring-cloud-gateway-mvc': ['500'] },
	},
	{
		id: 'slow-headers',
		says: 'The upstream sends its head one byte every quarter of a second.',
		moment: 'head',
		upstream: {
			behaves: {
				send: 'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\nok',
				drip: 250,
				ends: 'close',
			},
		},
		// Whether the client of the JDK says "Request cancelled" as well is a race between its timer and Spring's.
		allowed: { 'spring-cloud-gateway-mvc': ['500'] },
	},
	{
		id: 'stall-body',
		says: 'The upstream announces 1,000 bytes, sends 100 and nothing more, and keeps the connection open.',
		moment: 'body',
		upstream: { behaves: { send: firstTenth } },
	},
];
