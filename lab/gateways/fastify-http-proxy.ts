import { each, type Gateway, type Target, urlOf } from '../gateway.ts';
import { nodeStart, nodeVaries } from '../node.ts';

/** Its client verifies no certificate unless it is told to. */
function options(target: Target): string {
	const upstream = target.socket ? `unix+http://${encodeURIComponent(target.socket)}/` : urlOf(target);
	const undici = target.verify ? 'undici: { ...undici, tls: { rejectUnauthorized: true } }' : 'undici';
	return `{ prefix: '${target.path.slice(0, -1)}', upstream: '${upstream}', ${undici} }`;
}

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
	varies: [...nodeVaries, [/"reqId":"req-\w+"/g, '"reqId":"<request>"']],
	setup: ({ port, targets, authority, limits }) => ({
		...nodeStart('server.mjs', authority),
		files: {
			'server.mjs': `import httpProxy from '@fastify/http-proxy';
import Fastify from 'fastify';

const redact = {
	paths: ['err.stack', 'err.name', 'err.socket', 'err.cert', 'req.host', 'req.remoteAddress', 'req.remotePort', 'responseTime'],
	remove: true,
};
const logger = { base: null, timestamp: false, redact };
const server = Fastify({ logger, bodyLimit: 20_000_000 });
const undici = {
	headersTimeout: ${limits.read * 1000},
	bodyTimeout: ${limits.read * 1000},
	connect: { timeout: ${limits.connect * 1000} },
};
${each(targets, (target) => `server.register(httpProxy, ${options(target)});`)}
await server.listen({ port: ${port}, host: '127.0.0.1' });
`,
		},
	}),
} satisfies Gateway;
