import { each, type Gateway, type Target, urlOf } from '../gateway.ts';

/** Its client undici knows no sockets; the README has another one for them. */
const upstreamOf = (target: Target): string =>
	target.socket ? `'unix+http://${encodeURIComponent(target.socket)}/', http: {}` : `'${urlOf(target)}'`;

/** As in the README, with the logger of Fastify. */
export default {
	id: 'fastify-http-proxy',
	product: 'fastify-http-proxy',
	install: { npm: { '@fastify/http-proxy': '11.6.3', fastify: '5.12.8' }, asOf: '2026-11-22' },
	logs: [{ file: 'stderr.log' }, { file: 'stdout.log', access: true }],
	varies: [
		[/"(time|responseTime)":[\d.]+/g, '"$1":"<$1>"'],
		[/"(reqId)":"req-\w+"/g, '"$1":"<$1>"'],
		[/,"hostname":"[^"]*"/g, ''],
		[/"remotePort":\d+/g, '"remotePort":"<port>"'],
	],
	setup: ({ port, targets, authority, limits }) => ({
		command: ['node', '--stack-trace-limit=1', 'server.mjs'],
		environment: { NODE_EXTRA_CA_CERTS: authority },
		files: {
			'server.mjs': `import httpProxy from '@fastify/http-proxy';
import Fastify from 'fastify';

const server = Fastify({ logger: true, bodyLimit: 20_000_000 });
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
