import { each, type Gateway, type Target, urlOf } from '../gateway.ts';
import { nodeLogs, nodeStart, nodeVaries } from '../node.ts';

const route = (target: Target): string => {
	const agent = target.keepAlive ? ', agent: new http.Agent({ keepAlive: true })' : '';
	return `route('${target.path}', { uri: '${urlOf(target)}/{rest}'${agent} });`;
};

/** A route with a proxy handler, as in its documentation. hapi logs what fails when `debug` says so. */
export default {
	id: 'hapi-h2o2',
	product: 'hapi-h2o2',
	install: { npm: { '@hapi/h2o2': '10.0.4', '@hapi/hapi': '21.4.10' }, asOf: '2026-11-22' },
	logs: nodeLogs,
	varies: nodeVaries,
	ignores: ({ socket }) => (socket ? 'h2o2 takes an address, and knows no sockets' : undefined),
	setup: ({ port, targets, authority, limits }) => ({
		...nodeStart('server.mjs', authority),
		files: {
			'server.mjs': `import http from 'node:http';
import h2o2 from '@hapi/h2o2';
import Hapi from '@hapi/hapi';

const server = Hapi.server({ port: ${port}, host: '127.0.0.1', debug: { request: ['error'] } });
await server.register(h2o2);
server.ext('onRequest', ({ raw: { req, res } }, h) => {
	res.once('close', () => console.log(\`\${req.method} \${req.url} \${res.statusCode}\`));
	return h.continue;
});
const route = (path, options) => {
	const handler = { proxy: { passThrough: true, timeout: ${limits.read * 1000}, ...options } };
	const payload = { output: 'stream', parse: false, maxBytes: 20_000_000 };
	server.route({ method: 'GET', path: path + '{rest*}', handler });
	server.route({ method: 'POST', path: path + '{rest*}', handler, options: { payload } });
};
${each(targets, route)}
await server.start();
`,
		},
	}),
} satisfies Gateway;
