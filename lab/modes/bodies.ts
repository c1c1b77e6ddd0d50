import type { Mode } from '../mode.ts';
import { firstTenth, ok } from './wire.ts';

const sends = (bytes: string): Mode['upstream'] => ({ behaves: { send: bytes, ends: 'close' } });

const emptyThousand = 'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 1000\r\n\r\n';

/** The head is good; the body is cut, or comes where none may be. */
export const modes: readonly Mode[] = [
	{
		id: 'close-mid-body',
		says: 'The upstream announces 1,000 bytes, sends 100 and closes the connection.',
		moment: 'body',
		upstream: sends(firstTenth),
	},
	{
		id: 'rst-mid-body',
		says: 'The upstream announces 1,000 bytes, sends 100 and resets the connection.',
		moment: 'body',
		upstream: { behaves: { send: firstTenth, ends: 'reset' } },
	},
	{
		id: 'close-before-body',
		says: 'The upstream announces 1,000 bytes, sends none and closes the connection.',
		moment: 'body',
		upstream: sends(emptyThousand),
	},
	{
		id: 'head-with-body',
		says: 'The upstream answers a HEAD request with a body.',
		moment: 'body',
		visit: { method: 'HEAD' },
		upstream: sends(ok()),
	},
	{
		id: 'get-204-with-body',
		says: 'The upstream sends a body with a 204, which may have none.',
		moment: 'body',
		upstream: sends('HTTP/1.1 204 No Content\r\nContent-Length: 5\r\n\r\nhello'),
	},
	{
		id: 'get-304-with-body',
		says: 'The upstream sends a body with a 304, which may have none.',
		moment: 'body',
		upstream: sends('HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\nhello'),
	},
];
