import type { Act, Place } from '../../scenario.ts';
import { nodeApp, nodeProgram } from './nodejs.ts';

/** Applications in Node.js that are hard on gateways, each in one way that happens in real ones. */

type Ports = Pick<Place, 'app'>;

/** Answers `/slow` after three seconds, and everything else at once. */
export const slowNodeApp = (place: Ports): Act =>
	nodeApp(
		place,
		`const delay = request.url === '/slow' ? 3000 : 0;
setTimeout(() => response.end('hello\\n'), delay);`,
	);

/** Sets a cookie of so many bytes. */
export const cookieNodeApp = (place: Ports, bytes: number): Act =>
	nodeApp(place, `response.setHeader('Set-Cookie', 'session=' + 'a'.repeat(${bytes}));\nresponse.end('hello\\n');`);

/** Sets so many cookies of so many bytes each. */
export const cookiesNodeApp = (place: Ports, count: number, bytes: number): Act =>
	nodeApp(
		place,
		`const cookie = (number) => 'part' + number + '=' + 'a'.repeat(${bytes});
response.setHeader('Set-Cookie', Array.from({ length: ${count} }, (_, index) => cookie(index)));
response.end('hello\\n');`,
	);

/** Sets so many headers. */
export const headersNodeApp = (place: Ports, count: number): Act =>
	nodeApp(
		place,
		`for (let number = 1; number <= ${count}; number++) response.setHeader('X-Tag-' + number, 'yes');
response.end('hello\\n');`,
	);

/**
 * Ends a kept connection just when its second request comes. Really that is a race, in which an idle connection is
 * closed at the moment at which it is used again; it is won now and then, and here always.
 */
export const racingNodeApp = (place: Ports): Act =>
	nodeApp(
		place,
		`request.resume().on('end', () => {
	if (request.socket.isKept) request.socket.resetAndDestroy();
	request.socket.isKept = true;
	response.end('hello\\n');
});`,
	);

/** Has a certificate for upstream.lab, and none for whoever does not ask for that name. */
export const sniNodeApp = ({ app, certificates: { good } }: Pick<Place, 'app' | 'certificates'>): Act =>
	nodeProgram(
		`import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { createSecureContext } from 'node:tls';
const files = ['${good.certificate}', '${good.key}'];
const [cert, key] = files.map((file) => readFileSync(file));
const contexts = { 'upstream.lab': createSecureContext({ cert, key }) };
const SNICallback = (name, choose) => choose(null, contexts[name]);
createServer({ SNICallback }, (request, response) => {
	response.end('hello\\n');
}).listen(${app}, '127.0.0.1');
`,
		app,
	);

/** Speaks HTTP/2 without TLS, and nothing else. */
export const h2cNodeApp = ({ app }: Ports): Act =>
	nodeProgram(
		`import { createServer } from 'node:http2';
createServer((request, response) => {
	response.setHeader('Content-Type', 'text/plain');
	response.end('hello\\n');
}).listen(${app}, '127.0.0.1');
`,
		app,
	);

/** Listens on a Unix socket. */
export const socketNodeApp = (socket: string): Act =>
	nodeProgram(
		`import { createServer } from 'node:http';
createServer((request, response) => {
	response.end('hello\\n');
}).listen('${socket}');
`,
		{ socket },
	);

/** Has a page for whether it is well, `/health`, and no page at `/healthz`. */
export const healthNodeApp = (place: Ports): Act =>
	nodeApp(
		place,
		`if (request.url === '/healthz') response.statusCode = 404;
response.end('hello\\n');`,
	);

/** Answers for `upstream.lab` alone, as a server with many sites does. */
export const namedNodeApp = (place: Ports): Act =>
	nodeApp(
		place,
		`const isKnown = request.headers.host.startsWith('upstream.lab');
response.statusCode = isKnown ? 200 : 404;
response.end(isKnown ? 'hello\\n' : 'unknown site\\n');`,
	);
