import type { Mode, Visit } from '../mode.ts';
import { ok } from './wire.ts';

const first = { send: ok('X-Nth: 1\r\n') };
const second = { send: ok('X-Nth: 2\r\n') };

/**
 * A race made certain: a server that closes an idle connection just when the gateway sends its next request over it
 * looks, from the gateway, like one that resets every second request of a connection.
 */
const race = (name: string, how: string, visit: Partial<Visit>): Mode => ({
	id: `keepalive-race-${name}`,
	says: `The upstream answers the first request of a connection and resets it at the second: ${how}.`,
	moment: 'wait',
	keepAlive: true,
	visit: { times: 2, ...visit },
	upstream: { behaves: [first, { ends: 'reset', pause: 0 }] },
	// In one run of five Traffic Server logs the failed attempt of a POST as well.
	...(visit.method === 'POST' && { allowed: { trafficserver: ['502'] } }),
});

/** Connections that gateway and upstream keep open for the next request. */
export const modes: readonly Mode[] = [
	{
		id: 'keepalive-ok',
		says: 'The upstream answers two requests, over one connection when the gateway keeps it.',
		moment: 'relay',
		healthy: true,
		keepAlive: true,
		visit: { times: 2 },
		upstream: { behaves: [first, second] },
	},
	{
		id: 'keepalive-idle-close',
		says: 'The upstream closes the idle connection well before the next request.',
		moment: 'wait',
		keepAlive: true,
		visit: { times: 2, gap: 700 },
		upstream: { behaves: [{ ...first, ends: 'close', pause: 200 }] },
	},
	race('get', 'GET requests of one visitor', {}),
	race('post', 'POST requests of one visitor', { method: 'POST', body: 'a=1' }),
	race('fresh-get', 'GET requests of two visitors', { fresh: true }),
	race('fresh-post', 'POST requests of two visitors', { fresh: true, method: 'POST', body: 'a=1' }),
];
