import type { Mode } from '../mode.ts';
import { answer, ok } from './wire.ts';

/** The upstream answers properly, with a status of its own: what a gateway hands on. */
export const modes: readonly Mode[] = [
	{
		id: 'ok',
		says: 'The upstream answers 200 at once.',
		moment: 'relay',
		healthy: true,
		upstream: { behaves: { send: ok() } },
	},
	{
		id: 'post-ok',
		says: 'The upstream takes an upload of 64 KiB and answers 200.',
		moment: 'relay',
		healthy: true,
		visit: { method: 'POST', body: 64 * 1024 },
		upstream: { behaves: { send: ok() } },
	},
	{
		id: 'upstream-500',
		says: 'The application answers 500 itself.',
		moment: 'relay',
		upstream: { behaves: { send: answer('500 Internal Server Error', 'app 500\n'), ends: 'close' } },
	},
	{
		id: 'upstream-502',
		says: 'The application answers 502 itself, as a gateway further in would.',
		moment: 'relay',
		upstream: { behaves: { send: answer('502 Bad Gateway', 'app 502\n'), ends: 'close' } },
	},
	{
		id: 'upstream-503',
		says: 'The application answers 503 itself.',
		moment: 'relay',
		upstream: { behaves: { send: answer('503 Service Unavailable', 'app 503\n'), ends: 'close' } },
	},
];
