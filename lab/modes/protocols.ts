import type { Mode } from '../mode.ts';
import { ok } from './wire.ts';

/** Gateway and upstream speak different protocols. */
export const modes: readonly Mode[] = [
	{
		id: 'plain-to-tls',
		says: 'The gateway speaks plain HTTP to a port that speaks TLS.',
		moment: 'wait',
		upstream: { behaves: { send: ok() }, tls: { certificate: 'good' } },
	},
	{
		id: 'h2c-only',
		says: 'The upstream speaks HTTP/2 without TLS and nothing else.',
		moment: 'head',
		upstream: { http2: true },
		// Bytes that are no HTTP and the end of the connection come at once, the bytes in one piece or in two. nginx passes on
		// the former or only the latter; what others log of them is one piece.
		race: true,
		allowed: { nginx: ['raw', 'empty'], 'nginx-mainline': ['raw', 'empty'] },
	},
	{
		id: 'h2-tls-only',
		says: 'The upstream speaks HTTP/2 over TLS and nothing else.',
		moment: 'secure',
		https: 'verified',
		upstream: { http2: true, tls: { certificate: 'good' } },
	},
	{
		id: 'ssh-banner',
		says: 'An SSH server is where the upstream should be: it greets first and waits.',
		moment: 'head',
		upstream: { behaves: { on: 'accept', send: 'SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\r\n' } },
		// The greeting comes before or after the request was sent.
		race: true,
	},
];
