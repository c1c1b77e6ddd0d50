import type { Gateway } from '../../gateway.ts';
import { type Act, type Place, start } from '../../scenario.ts';

/**
 * The development server of Vite with one entry in `server.proxy`.
 *
 * @param vite the version
 * @param options of that entry, in JavaScript between braces
 */
export const viteWith = (vite: Gateway, { port }: Place, options: string): Act =>
	start(vite, {
		command: 'node --stack-trace-limit=1 node_modules/vite/bin/vite.js',
		ready: port,
		files: {
			'package.json': '{ "type": "module" }\n',
			'index.html': '<!doctype html>\n',
			'vite.config.js': `import accessLog from './access-log.js';
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
			'/api': { ${options} },
		},
	},
};
`,
			'access-log.js': `export default {
	name: 'access-log',
	configureServer: ({ middlewares }) =>
		void middlewares.use((request, response, next) => {
			const { method, url } = request;
			response.once('close', () => console.log(method, url, response.statusCode));
			next();
		}),
};
`,
		},
	});
