import { each, type Gateway, type Target, urlOf } from '../gateway.ts';

/** The options of one upstream, as the README passes them to `proxy.web`. */
export function optionsOf(target: Target): string {
	const { scheme, socket, keepAlive } = target;
	const to = socket ? `{ protocol: 'http:', host: 'localhost', socketPath: '${socket}' }` : `'${urlOf(target)}'`;
	// Without changeOrigin it would ask for a certificate of the name that the visitor asked for.
	const origin = scheme === 'https' ? ', changeOrigin: true' : '';
	return `{ target: ${to}${origin}${keepAlive ? ', agent: new http.Agent({ keepAlive: true })' : ''} }`;
}

/** The plain example of the README: no listener for errors, so that an error of an upstream ends the process. */
export default {
	id: 'http-proxy',
	product: 'http-proxy',
	install: { npm: { 'http-proxy': '1.18.1' }, asOf: '2026-11-22' },
	// The bytes that the parser did not like, as numbers.
	logs: [
		{ file: 'stderr.log', ignore: /^ +(\d|\.\.\. \d)/ },
		{ file: 'stdout.log', access: true },
	],
	setup: ({ port, targets, authority, limits }) => ({
		command: ['node', '--stack-trace-limit=1', 'server.mjs'],
		environment: { NODE_EXTRA_CA_CERTS: authority },
		files: {
			'server.mjs': `import http from 'node:http';
import httpProxy from 'http-proxy';

const proxy = httpProxy.createProxyServer({ proxyTimeout: ${limits.read * 1000} });
const options = {
${each(targets, (target) => `	'${target.path}': ${optionsOf(target)},`)}
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
