import type { Mode } from '../mode.ts';

/** More than the buffers of two sockets hold (some 10 MB on Linux): the gateway cannot have sent it all. */
const upload = 16 * 1024 * 1024;

/** The gateway cannot open a connection, or loses it before the upstream has said anything. */
export const modes: readonly Mode[] = [
	{
		id: 'refuse',
		says: 'Nothing listens on the port: the connection is refused.',
		moment: 'connect',
		upstream: { place: 'closed port' },
	},
	{
		id: 'backlog-full',
		says: 'The upstream listens but never accepts, and its queue is full: connecting takes for ever.',
		moment: 'connect',
		upstream: { place: 'full backlog' },
	},
	{
		id: 'no-route',
		says: 'A router says that the host cannot be reached (error 113).',
		moment: 'connect',
		upstream: { place: 'unreachable host' },
	},
	{
		id: 'route-prohibited',
		says: 'The system forbids the connection (error 13), as a local firewall or mandatory access control does.',
		moment: 'connect',
		upstream: { place: 'forbidden route' },
	},
	{
		id: 'net-unreachable',
		says: 'The gateway has no route to the network of the upstream (error 101).',
		moment: 'connect',
		upstream: { place: 'no route' },
	},
	{
		id: 'packets-dropped',
		says: 'Packets to the upstream vanish, as behind a firewall that drops them: connecting takes for ever.',
		moment: 'connect',
		upstream: { place: 'dropped packets' },
	},
	{
		id: 'unresolvable',
		says: 'The name of the upstream does not exist in DNS.',
		moment: 'resolve',
		upstream: { place: 'unknown name' },
		resolves: 'per request',
	},
	{
		id: 'unresolvable-static',
		says: 'The name of the upstream does not exist in DNS, and the gateway resolves it when it starts.',
		moment: 'resolve',
		upstream: { place: 'unknown name' },
		resolves: 'at start',
	},
	{
		id: 'accept-close',
		says: 'The upstream accepts the connection and closes it at once.',
		moment: 'wait',
		upstream: { behaves: { on: 'accept', ends: 'close', pause: 0 } },
		// The end comes before or after the request was sent.
		race: true,
	},
	{
		id: 'rst-on-accept',
		says: 'The upstream accepts the connection and resets it at once.',
		moment: 'wait',
		upstream: { behaves: { on: 'accept', ends: 'reset', pause: 0 } },
		// The reset comes before or after the request was sent, or while the gateway still looks whether it has connected.
		race: true,
		allowed: { apache: ['502', '503'], squid: ['502', '503'] },
	},
	{
		id: 'close-after-request',
		says: 'The upstream reads the request and closes the connection without an answer.',
		moment: 'wait',
		upstream: { behaves: { ends: 'close' } },
	},
	{
		id: 'rst-after-request',
		says: 'The upstream reads the request and resets the connection.',
		moment: 'wait',
		upstream: { behaves: { ends: 'reset' } },
	},
	{
		id: 'post-rst',
		says: 'The upstream resets the connection while an upload of 16 MiB is on its way.',
		moment: 'send',
		visit: { method: 'POST', body: upload },
		upstream: { behaves: { ends: 'reset', deaf: true } },
		// The reset meets one of many writes, or the reading beside them.
		race: true,
		allowed: { squid: ['502', 'empty'] },
	},
	{
		id: 'early-413-rst',
		says: 'The upstream answers 413 before it has read an upload of 16 MiB, then resets the connection.',
		moment: 'send',
		visit: { method: 'POST', body: upload },
		upstream: {
			behaves: {
				send: 'HTTP/1.1 413 Payload Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n',
				ends: 'reset',
				deaf: true,
			},
		},
		// Whether the gateway, and then the visitor, has read the answer before its writing fails.
		race: true,
		allowed: {
			varnish: ['413', '503'],
			apache: ['413', '502'],
			nghttpx: ['413', 'reset'],
			'go-reverse-proxy': ['413', 'reset'],
			'oauth2-proxy': ['413', 'reset'],
			caddy: ['413', 'reset'],
			'webpack-dev-server': ['413', '504', 'reset'],
		},
	},
];
