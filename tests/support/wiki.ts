import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/**
 * Serves one page as another origin, as a wiki would. It is the same site, localhost, because the profiles of tests are
 * private windows, in which Chromium denies frames of other sites their storage altogether.
 */
export async function serveWiki(html: string): Promise<string> {
	const server = createServer((_request, response) => {
		response.writeHead(200, { 'Content-Type': 'text/html; charset=utf-8' }).end(html);
	});
	await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
	onTestFinished(() => {
		server.close();
	});
	return `http://localhost:${(server.address() as AddressInfo).port}/`;
}

/** A wiki's page around some HTML. */
export const wikiPage = (html: string, head = '') =>
	`<!doctype html><html lang="en"><meta charset="utf-8"><title>A wiki</title><link rel="icon" href="data:,">${head}<h1>A wiki</h1>${html}</html>`;
