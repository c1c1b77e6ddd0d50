import { each, type Gateway } from '../gateway.ts';
import { nodeLogs, nodeStart, nodeVaries, proxyOptionsOf } from '../node.ts';

/** The example of the README with Express. Without `logger` it logs nothing. */
export default {
	id: 'http-proxy-middleware',
	product: 'http-proxy-middleware',
	install: { npm: { 'http-proxy-middleware': '4.2.1', express: '5.3.0' }, asOf: '2026-11-22' },
	logs: nodeLogs,
	varies: nodeVaries,
	// That a visitor has reset the connection is logged late.
	settles: 300,
	setup: ({ port, targets, authority, limits }) => ({
		...nodeStart('server.mjs', authority),
		files: {
			'server.mjs': `import http from 'node:http';
import express from 'express';
import { createProxyMiddleware } from 'http-proxy-middleware';

const app = express();
app.use((req, res, next) => {
	res.once('close', () => console.log(\`\${req.method} \${req.originalUrl} \${res.statusCode}\`));
	next();
});
const options = { changeOrigin: true, proxyTimeout: ${limits.read * 1000}, logger: console };
${each(targets, (target) => `app.use('${target.path}', createProxyMiddleware({ ...options, ...${proxyOptionsOf(target)} }));`)}
app.listen(${port}, '127.0.0.1');
`,
		},
	}),
} satisfies Gateway;
