import { each, type Gateway, type Target, urlOf } from '../gateway.ts';
import { nodeStart, nodeVaries } from '../node.ts';

/** Its client undici knows no sockets; the README has another one for them. */
const upstreamOf = (target: Target): string =>
	target.socket ? `'unix+http://${encodeURIComponent(target.socket)}/', http: {}` : `'${urlOf(target)}'`;

/** As in the README, with the logger of Fastify, which is told to leave out what says little. */
export default {
	id: 'fastify-http-proxy',
	product: 'fastify-http-proxy',
	install: { npm: { '@fastify/http-proxy': '11.6.3', fastify: '5.12.8' }, asOf: '2026-11-22' },
	logs: [
		{ file: 'stderr.log' },
		{
			file: 'stdout.log',
			access: true,
			ignore: /"msg":"(incoming request|fetching from remote server|response received)"/,
		},
	],
	// The line about the request comes first; what it waits for comes later.
	settles: 300,
	varies: [
		...nodeVaries,
		[/"responseTime":[\d.]+/g, '"responseTime":"<time>"'],
		[/"reqId":"req-\w+"/g, '"reqId":"<request>"'],
		[/"(localPort|remotePort)":\d+/g, '"$1":"<port>"'],
	],
	setup: ({ port, targets, authority, limits }) => ({
		...nodeStart('server.mjs', authority),
		files: {
			'server.mjs': `import httpProxy from '@fastify/http-proxy';
import Fastify from 'fastify';

const logger = { base: null, timestamp: false, redact: { paths: ['err.stack'], remove: true } };
const server = Fastify({ logger, bodyLimit: 20_000_000 });
const undici = {
	headersTimeout: ${limits.read * 1000},
	bodyTimeout: ${limits.read * 1000},
	connect: { timeout: ${limits.connect * 1000} },
};
${each(targets, (target) => `server.register(httpProxy, { prefix: '${target.path.slice(0, -1)}', undici, upstream: ${upstreamOf(target)} });`)}
await server.listen({ port: ${port}, host: '127.0.0.1' });
`,
		},
	}),
} satisfies Gateway;
