import { each, type Gateway } from '../gateway.ts';
import { nodeLogs, nodeStart, nodeVaries, proxyOptionsOf } from '../node.ts';

/** The plain example of the README: no listener for errors, so that an error of an upstream ends the process. */
export default {
	id: 'http-proxy',
	product: 'http-proxy',
	install: { npm: { 'http-proxy': '1.18.1' }, asOf: '2026-11-22' },
	logs: nodeLogs,
	varies: nodeVaries,
	setup: ({ port, targets, authority, limits }) => ({
		...nodeStart('server.mjs', authority),
		files: {
			'server.mjs': `import http from 'node:http';
import httpProxy from 'http-proxy';

const proxy = httpProxy.createProxyServer({ proxyTimeout: ${limits.read * 1000} });
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
