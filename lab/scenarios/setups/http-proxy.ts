import httpProxy from '../../gateways/http-proxy.ts';
import httpProxyMiddleware from '../../gateways/http-proxy-middleware.ts';
import { type Act, type Place, start } from '../../scenario.ts';

/** The command, which lets Node.js trust the authority of the lab. */
const commandFor = ({ authority }: Place): string =>
	`env NODE_EXTRA_CA_CERTS=${authority} node --stack-trace-limit=1 server.mjs`;

/**
 * http-proxy as its README has it, without a listener for errors.
 *
 * @param options in JavaScript between braces
 */
export const httpProxyWith = (place: Place, options: string): Act =>
	start(httpProxy, {
		command: commandFor(place),
		ready: place.port,
		files: {
			'server.mjs': `import http from 'node:http';
import httpProxy from 'http-proxy';

const proxy = httpProxy.createProxyServer({ ${options} });
const server = http.createServer((request, response) => {
	response.once('close', () => console.log(request.method, request.url, response.statusCode));
	proxy.web(request, response);
});
server.listen(${place.port}, '127.0.0.1');
`,
		},
	});

/**
 * http-proxy-middleware in an application of Express.
 *
 * @param options in JavaScript between braces
 */
export const httpProxyMiddlewareWith = (place: Place, options: string): Act =>
	start(httpProxyMiddleware, {
		command: commandFor(place),
		ready: place.port,
		files: {
			'server.mjs': `import express from 'express';
import { createProxyMiddleware } from 'http-proxy-middleware';

const app = express();
app.use((request, response, next) => {
	response.once('close', () => console.log(request.method, request.originalUrl, response.statusCode));
	next();
});
app.use('/', createProxyMiddleware({ ${options}, logger: console }));
app.listen(${place.port}, '127.0.0.1');
`,
		},
	});
