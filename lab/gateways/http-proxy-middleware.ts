import { each, type Gateway } from '../gateway.ts';
import { optionsOf } from './http-proxy.ts';

/** The example of the README with Express. Without `logger` it logs nothing. */
export default {
	id: 'http-proxy-middleware',
	product: 'http-proxy-middleware',
	install: { npm: { 'http-proxy-middleware': '4.2.1', express: '5.3.0' }, asOf: '2026-11-22' },
	logs: [
		{ file: 'stderr.log', ignore: /^ +(\d|\.\.\. \d)/ },
		{ file: 'stdout.log', access: true },
	],
	setup: ({ port, targets, authority, limits }) => ({
		command: ['node', '--stack-trace-limit=1', 'server.mjs'],
		environment: { NODE_EXTRA_CA_CERTS: authority },
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
${each(targets, (target) => `app.use('${target.path}', createProxyMiddleware({ ...options, ...${optionsOf(target)} }));`)}
app.listen(${port}, '127.0.0.1');
`,
		},
	}),
} satisfies Gateway;
