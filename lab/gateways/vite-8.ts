import { each, type Gateway } from '../gateway.ts';
import { nodeLogs, nodeStart, nodeVaries, proxyOptionsOf } from '../node.ts';

/** The development server with `server.proxy` in its configuration. */
export default {
	id: 'vite-8',
	product: 'vite',
	install: { npm: { vite: '8.3.8' }, asOf: '2026-11-22' },
	logs: nodeLogs,
	varies: [...nodeVaries, [/\b\d+:\d\d:\d\d [AP]M\b/g, '<time>']],
	setup: ({ port, targets, authority, limits }) => ({
		...nodeStart('node_modules/vite/bin/vite.js', authority),
		files: {
			'package.json': '{ "type": "module" }\n',
			'index.html': '<!doctype html>\n',
			'vite.config.js': `import http from 'node:http';

const accessLog = {
	name: 'access-log',
	configureServer: ({ middlewares }) =>
		void middlewares.use((req, res, next) => {
			const { url } = req;
			res.once('close', () => console.log(\`\${req.method} \${url} \${res.statusCode}\`));
			next();
		}),
};
const options = { changeOrigin: true, proxyTimeout: ${limits.read * 1000} };
export default {
	plugins: [accessLog],
	cacheDir: '.vite',
	server: {
		host: '127.0.0.1',
		port: ${port},
		strictPort: true,
		allowedHosts: ['lab.example'],
		hmr: false,
		watch: null,
		proxy: {
${each(targets, (target) => `			'${target.path}': { ...options, ...${proxyOptionsOf(target)} },`)}
		},
	},
};
`,
		},
	}),
} satisfies Gateway;
