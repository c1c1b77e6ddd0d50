import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import compression from '@polka/compression';
import sirv from 'sirv';

/**
 * Serves a built site on loopback, under its base path, with its own page for addresses that do not exist.
 *
 * @param port the port wanted; the next free one is taken when it is in use, any free one for 0
 * @returns the port that was taken, and the server to close
 */
export async function serveSite(
	siteDir: string,
	basePath: string,
	port: number,
): Promise<{ port: number; server: Server }> {
	const files = sirv(siteDir, {
		dev: true,
		etag: true,
		extensions: ['html'],
		setHeaders: (response, path) => {
			if (path.endsWith('.md')) response.setHeader('Content-Type', 'text/markdown; charset=utf-8');
		},
	});
	// As hosts do: a page measured here weighs what it weighs for a visitor.
	const compress = compression();
	const server = createServer((request, response) => {
		compress(request, response);
		const notFound = () => {
			response.writeHead(404, { 'Content-Type': 'text/html; charset=utf-8' });
			response.end(readFileSync(join(siteDir, '404.html')));
		};
		const url = request.url ?? '/';
		if (`${url}/` === basePath) {
			response.writeHead(301, { Location: basePath }).end();
			return;
		}
		if (!url.startsWith(basePath)) {
			notFound();
			return;
		}
		request.url = url.slice(basePath.length - 1);
		files(request, response, notFound);
	});
	for (let attempt = port; ; attempt += 1) {
		const taken = await new Promise<boolean>((resolve, reject) => {
			server.once('error', (error: NodeJS.ErrnoException) =>
				error.code === 'EADDRINUSE' && attempt < port + 20 ? resolve(true) : reject(error),
			);
			server.listen(attempt, 'localhost', () => resolve(false));
		});
		if (!taken) break;
	}
	const address = server.address();
	return { server, port: typeof address === 'object' && address ? address.port : port };
}
