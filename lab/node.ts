import type { Gateway, Target } from './gateway.ts';
import { urlOf } from './gateway.ts';

/** What gateways have in common that are scripts for Node.js: to be spread into an adapter, or left out. */

const dumped = /^ +(?:\d|\.\.\. \d|[\]}]|rawPacket: |cert: )|^ {4,}[a-z]\w*: /;

/** A warning that Node.js gives once, because the lab has more upstreams than anybody. */
const ofManyUpstreams = /MaxListenersExceededWarning|^\(Use `node --trace-warnings/;

/**
 * What the script prints. Of an error that Node.js prints with all that it holds, the bytes that the parser did not like
 * and the whole certificate are left out.
 */
export const nodeLogs: Gateway['logs'] = [
	{ file: 'stderr.log', ignore: new RegExp([dumped, ofManyUpstreams].map(({ source }) => source).join('|')) },
	{ file: 'stdout.log', access: true },
];

/** OpenSSL begins its messages with the number of a thread. */
export const nodeVaries: NonNullable<Gateway['varies']> = [[/\b[0-9A-F]{12,16}:error:/g, '<thread>:error:']];

/** How a script is started: one line of a stack is enough, and the authority of the lab is trusted like all others. */
export const nodeStart = (script: string, authority: string) => ({
	command: ['node', '--stack-trace-limit=1', script],
	environment: { NODE_EXTRA_CA_CERTS: authority },
});

/** The options of an upstream for http-proxy and for all that was made of it. Needs `http`. */
export function proxyOptionsOf(target: Target): string {
	const { scheme, socket, keepAlive } = target;
	const to = socket ? `{ protocol: 'http:', host: 'localhost', socketPath: '${socket}' }` : `'${urlOf(target)}'`;
	// Without changeOrigin it would ask for a certificate of the name that the visitor asked for.
	const origin = scheme === 'https' ? ', changeOrigin: true' : '';
	return `{ target: ${to}${origin}${keepAlive ? ', agent: new http.Agent({ keepAlive: true })' : ''} }`;
}
