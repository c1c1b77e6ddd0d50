import type { Mode } from '../mode.ts';
import { ok } from './wire.ts';

/** The upstream listens on a Unix socket. */
export const modes: readonly Mode[] = [
	{
		id: 'unix-ok',
		says: 'The upstream answers 200 over a Unix socket.',
		moment: 'relay',
		healthy: true,
		upstream: { place: 'socket', behaves: { send: ok() } },
	},
	{
		id: 'unix-missing',
		says: 'The socket file does not exist.',
		moment: 'connect',
		upstream: { place: 'missing socket' },
	},
	{
		id: 'unix-denied',
		says: 'The socket file is there, but the gateway may not write to it.',
		moment: 'connect',
		upstream: { place: 'denied socket', behaves: { send: ok() } },
	},
	{
		id: 'unix-stale',
		says: 'The socket file was left behind by a process that died; nobody listens.',
		moment: 'connect',
		upstream: { place: 'stale socket' },
	},
];
