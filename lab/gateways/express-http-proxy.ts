import { each, type Gateway, type Target, urlOf } from '../gateway.ts';
import { nodeLogs, nodeStart, nodeVaries } from '../node.ts';

/** The README has this function for what the request to the upstream needs beyond an address. */
const decorator = ({ socket }: Target): string =>
	socket ? `, proxyReqOptDecorator: (options) => ({ ...options, socketPath: '${socket}' })` : '';

const addressOf = (target: Target): string => (target.socket ? 'http://localhost' : urlOf(target));

/** As in the README. Errors go to Express, whose page shows the stack unless NODE_ENV says production. */
export default {
	id: 'express-http-proxy',
	product: 'express-http-proxy',
	install: { npm: { 'express-http-proxy': '2.1.2', express: '5.3.0' }, asOf: '2026-11-22' },
	logs: nodeLogs,
	varies: nodeVaries,
	setup: ({ port, targets, authority, limits }) => ({
		...nodeStart('server.mjs', authority),
		files: {
			'server.mjs': `import express from 'express';
import proxy from 'express-http-proxy';

const app = express();
app.use((req, res, next) => {
	res.once('close', () => console.log(\`\${req.method} \${req.originalUrl} \${res.statusCode}\`));
	next();
});
const options = { timeout: ${limits.read * 1000}, limit: '20mb' };
${each(targets, (target) => `app.use('${target.path}', proxy('${addressOf(target)}', { ...options${decorator(target)} }));`)}
app.listen(${port}, '127.0.0.1');
`,
		},
	}),
} satisfies Gateway;
