import { each, type Gateway } from '../gateway.ts';
import { nodeLogs, nodeStart, nodeVaries, proxyOptionsOf } from '../node.ts';

/** The example of the README, which answers errors with 500 and their text. It keeps connections open by itself. */
export default {
	id: 'httpxy',
	product: 'httpxy',
	install: { npm: { httpxy: '0.5.6' }, asOf: '2026-11-22' },
	logs: nodeLogs,
	varies: nodeVaries,
	setup: ({ port, targets, authority, limits }) => ({
		...nodeStart('server.mjs', authority),
		files: {
			'server.mjs': `import http from 'node:http';
import { createProxyServer } from 'httpxy';

const proxy = createProxyServer({ proxyTimeout: ${limits.read * 1000} });
const options = {
${each(targets, (target) => `	'${target.path}': ${proxyOptionsOf({ ...target, keepAlive: false })},`)}
};
const server = http.createServer(async (req, res) => {
	res.once('close', () => console.log(\`\${req.method} \${req.url} \${res.statusCode}\`));
	try {
		await proxy.web(req, res, options[/^\\/\\w+\\//.exec(req.url)]);
	} catch (error) {
		console.error(error);
		res.statusCode = 500;
		res.end('Proxy error: ' + error.toString());
	}
});
server.listen(${port}, '127.0.0.1');
`,
		},
	}),
} satisfies Gateway;
