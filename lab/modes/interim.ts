import type { Mode } from '../mode.ts';
import { ok } from './wire.ts';

const sends = (bytes: string): Mode['upstream'] => ({ behaves: { send: bytes, ends: 'close' } });

/** Answers before the answer: the statuses from 100 to 199. */
export const modes: readonly Mode[] = [
	{
		id: '100-then-200',
		says: 'The upstream sends "100 Continue", which nobody asked for, then 200.',
		moment: 'head',
		upstream: sends(`HTTP/1.1 100 Continue\r\n\r\n${ok()}`),
	},
	{
		id: '103-then-200',
		says: 'The upstream sends "103 Early Hints", then 200.',
		moment: 'head',
		upstream: sends(`HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n${ok()}`),
	},
	{
		id: '100-then-close',
		says: 'The upstream sends "100 Continue" and closes the connection.',
		moment: 'head',
		upstream: sends('HTTP/1.1 100 Continue\r\n\r\n'),
	},
	{
		id: '101-unasked',
		says: 'The upstream switches protocols, which nobody asked for.',
		moment: 'head',
		upstream: sends('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\nraw bytes'),
		// Spring MVC's client had asked for HTTP/2: it takes the bytes for frames, or notices first that the connection ended.
		allowed: { 'spring-cloud-gateway-mvc': ['500'] },
	},
];
