import { each, type Gateway } from '../gateway.ts';
import { nodeLogs, nodeStart, nodeVaries, proxyOptionsOf } from '../node.ts';

/** The plain example of the README, as for http-proxy, from which it was made. */
export default {
	id: 'http-proxy-3',
	product: 'http-proxy-3',
	install: { npm: { 'http-proxy-3': '2.0.1' }, asOf: '2026-11-22' },
	logs: nodeLogs,
	varies: nodeVaries,
	setup: ({ port, targets, authority, limits }) => ({
		...nodeStart('server.mjs', authority),
		files: {
			'server.mjs': `import http from 'node:http';
import { createProxyServer } from 'http-proxy-3';

const proxy = createProxyServer({ proxyTimeout: ${limits.read * 1000} });
const options = {
${each(targets, (target) => `	'${target.path}': ${proxyOptionsOf(target)},`)}
};
const server = http.createServer((req, res) => {
	res.once('close', () => console.log(\`\${req.method} \${req.url} \${res.statusCode}\`));
	proxy.web(req, res, options[/^\\/\\w+\\//.exec(req.url)]);
});
server.listen(${port}, '127.0.0.1');
`,
		},
	}),
} satisfies Gateway;
