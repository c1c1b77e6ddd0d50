import { each, type Gateway } from '../gateway.ts';
import { nodeLogs, nodeStart, nodeVaries, proxyOptionsOf } from '../node.ts';

/** The development server with `devServer.proxy` in its configuration; it hands that to http-proxy-middleware. */
export default {
	id: 'webpack-dev-server',
	product: 'webpack-dev-server',
	install: { npm: { 'webpack-dev-server': '6.1.0', webpack: '5.112.2' }, asOf: '2026-11-22' },
	logs: nodeLogs,
	varies: nodeVaries,
	// That a visitor has reset the connection is logged late.
	settles: 300,
	setup: ({ port, targets, authority, limits }) => ({
		...nodeStart('server.mjs', authority),
		files: {
			'index.js': '',
			'server.mjs': `import http from 'node:http';
import webpack from 'webpack';
import WebpackDevServer from 'webpack-dev-server';

const options = { changeOrigin: true, proxyTimeout: ${limits.read * 1000} };
const devServer = {
	host: '127.0.0.1',
	port: ${port},
	allowedHosts: ['lab.example'],
	hot: false,
	liveReload: false,
	webSocketServer: false,
	client: false,
	static: false,
	setupMiddlewares: (middlewares) => [
		(req, res, next) => {
			res.once('close', () => console.log(\`\${req.method} \${req.originalUrl} \${res.statusCode}\`));
			next();
		},
		...middlewares,
	],
	proxy: [
${each(targets, (target) => `		{ context: ['${target.path}'], ...options, ...${proxyOptionsOf(target)} },`)}
	],
};
const compiler = webpack({ mode: 'development', entry: './index.js', stats: 'none' });
await new WebpackDevServer(devServer, compiler).start();
`,
		},
	}),
} satisfies Gateway;
