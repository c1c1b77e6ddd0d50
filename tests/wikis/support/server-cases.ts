import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, get, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { chromiumArguments, findOrInstallChromium } from '../../chromium.ts';
import { everySite, type Site } from '../../support/sites.ts';
import { missingFor, type RunningServer, serve, type WebServer } from './servers.ts';

interface Answer {
	status: number;
	headers: IncomingHttpHeaders;
	/** Names of headers that came more than once. */
	twice: string[];
	body: Buffer;
}

/** Asks as a browser would not: nothing is added, followed or unpacked. */
const ask = (url: string, headers: OutgoingHttpHeaders = {}): Promise<Answer> =>
	new Promise((resolve, reject) => {
		get(url, { headers, agent: false }, (response) => {
			const parts: Buffer[] = [];
			response.on('data', (part: Buffer) => parts.push(part));
			response.on('error', reject);
			response.on('end', () =>
				resolve({
					status: response.statusCode ?? 0,
					headers: response.headers,
					twice: Object.entries(response.headersDistinct).flatMap(([name, values]) =>
						values && values.length > 1 ? [name] : [],
					),
					body: Buffer.concat(parts),
				}),
			);
		}).on('error', reject);
	});

const gzip = { 'Accept-Encoding': 'gzip' };

const asked = 'public, max-age=0, must-revalidate';
const forGood = 'public, max-age=31536000, immutable';
const unframed = "frame-ancestors 'self'";

interface Expected {
	path: string;
	type: string;
	/** Whether it comes compressed to whoever can read that. */
	packed: boolean;
	cache?: string;
	/** Framing by other sites is refused, unless this says otherwise. */
	framed?: true;
	/** Other origins may read it. */
	read?: true;
	/** Pages with an embedder policy may load it. */
	loaded?: true;
}

const html = 'text/html; charset=utf-8';
const javascript = 'text/javascript; charset=utf-8';
const octets = 'application/octet-stream';
const plain = 'text/plain; charset=utf-8';

/** What every server must answer. `*` stands for the first file of its kind, for names with a hash. */
const answers: Expected[] = [
	{ path: '', type: html, packed: true },
	{ path: 'checklists/nginx/', type: html, packed: true },
	{ path: 'causes/', type: html, packed: true },
	{ path: 'search/', type: html, packed: true },
	{ path: '404.html', type: html, packed: true },
	{ path: 'checklists/nginx/index.md', type: 'text/markdown; charset=utf-8', packed: true },
	{ path: 'embed/checklists/nginx/', type: html, packed: true, framed: true, loaded: true },
	{ path: 'embed/checklists/visitor/index.html', type: html, packed: true, framed: true, loaded: true },
	{ path: 'embed.js', type: javascript, packed: true, loaded: true },
	{ path: '_astro/*.css', type: 'text/css; charset=utf-8', packed: true, cache: forGood, read: true },
	{ path: '_astro/search*.js', type: javascript, packed: true, cache: forGood, read: true },
	{ path: 'pagefind/fragment/*.pf_fragment', type: octets, packed: false, cache: forGood },
	{ path: 'pagefind/index/*.pf_index', type: octets, packed: false, cache: forGood },
	{ path: 'pagefind/filter/*.pf_filter', type: octets, packed: false, cache: forGood },
	{ path: 'pagefind/*.pf_meta', type: octets, packed: false, cache: forGood },
	{ path: 'pagefind/wasm.en.pagefind', type: octets, packed: false },
	{ path: 'pagefind/pagefind.js', type: javascript, packed: true },
	{ path: 'pagefind/pagefind-worker.js', type: javascript, packed: true },
	{ path: 'api/v1/signatures.json', type: 'application/json', packed: true, read: true },
	{ path: 'api/', type: html, packed: true, read: true },
	{ path: 'oembed/sample/sample.json', type: 'application/json', packed: true, read: true },
	{ path: 'wiki/sample/sample.md', type: 'text/markdown; charset=utf-8', packed: true, read: true },
	{ path: 'wiki/sample/sample.wiki', type: plain, packed: true, read: true },
	{ path: 'wiki/sample/sample.tid', type: plain, packed: true, read: true },
	{ path: 'wiki/sample/sample.txt', type: plain, packed: true, read: true },
	{ path: 'wiki/sample/sample.adoc', type: 'text/asciidoc; charset=utf-8', packed: true, read: true },
	{ path: 'wiki/sample/sample.rst', type: 'text/x-rst; charset=utf-8', packed: true, read: true },
	{ path: 'wiki/sample/sample.org', type: 'text/org; charset=utf-8', packed: true, read: true },
	{ path: 'wiki/sample/sample.csv', type: 'text/csv; charset=utf-8', packed: true, read: true },
	{ path: 'llms.txt', type: plain, packed: true },
	{ path: 'feed.xml', type: 'application/xml', packed: true },
	{ path: 'sample/sample.svg', type: 'image/svg+xml', packed: true },
	{ path: 'og/*.png', type: 'image/png', packed: false },
	{ path: 'sample/sample.woff2', type: 'font/woff2', packed: false },
];

/** Addresses where there is nothing. */
const missing = [
	'missing/',
	'missing',
	'causes/missing/deeper/still/',
	'checklists/nginx/missing.md',
	'wiki/missing.rst',
	'_astro/missing.js',
	'api/v1/missing.json',
	'pagefind/fragment/en_0000000.pf_fragment',
	'embed/checklists/missing/',
];

/** The path with its star replaced by what the site has there. */
function found(path: string, { dir }: Site): string {
	const [before = '', after] = path.split('*');
	if (after === undefined) return path;
	const folder = before.slice(0, before.lastIndexOf('/') + 1);
	const name = readdirSync(join(dir, folder))
		.sort()
		.find((file) => (folder + file).startsWith(before) && file.endsWith(after));
	if (!name) throw new Error(`${dir} has no file ${path}.`);
	return folder + name;
}

/** All that a web server must do for the site, over HTTP and in a real browser, at both base paths. */
export function testServer(server: WebServer) {
	const reason = missingFor(server, everySite);
	describe.skipIf(reason)(`${server.name}${reason ? ` (${reason})` : ''}`, () => {
		let browser: Browser;
		beforeAll(async () => {
			if (!reason)
				browser = await chromium.launch({ executablePath: findOrInstallChromium(), args: chromiumArguments });
		});
		afterAll(() => browser?.close());

		describe.each(everySite)('with $name', (site) => {
			let running: RunningServer;
			beforeAll(async () => {
				if (!reason) running = await serve(server, site);
			});
			afterAll(() => running?.stop());
			const at = (path: string) => running.origin + site.base + path;

			testAnswers(at, site);
			testInBrowser(at, () => browser);
		});
	});
}

function testAnswers(at: (path: string) => string, site: Site) {
	const address = (path: string) => at(found(path, site));
	const notFoundPage = () => readFileSync(join(site.dir, '404.html'), 'utf8');

	it.each(answers)('answers $path', async ({ path, type, packed, cache = asked, framed, read, loaded }) => {
		const { status, headers, twice, body } = await ask(address(path), gzip);
		expect({
			status,
			type: headers['content-type'],
			cache: headers['cache-control'],
			framing: headers['content-security-policy'],
			read: headers['access-control-allow-origin'],
			loaded: headers['cross-origin-resource-policy'],
			encoding: headers['content-encoding'],
			nosniff: headers['x-content-type-options'],
			referrer: headers['referrer-policy'],
			// Both are for others to decide: one for the host, one would break links out of sandboxed frames.
			hsts: headers['strict-transport-security'],
			opener: headers['cross-origin-opener-policy'],
			twice,
		}).toEqual({
			status: 200,
			type,
			cache,
			framing: framed ? undefined : unframed,
			read: read && '*',
			loaded: loaded && 'cross-origin',
			encoding: packed ? 'gzip' : undefined,
			nosniff: 'nosniff',
			referrer: 'same-origin',
			hsts: undefined,
			opener: undefined,
			twice: [],
		});
		expect(String(headers['permissions-policy']).split(', ')).toEqual(
			expect.arrayContaining(['camera=()', 'geolocation=()', 'clipboard-write=(self)']),
		);
		if (framed) {
			// The server of these tests says SAMEORIGIN by itself.
			expect(headers['x-frame-options']).toBeUndefined();
			expect(headers['cross-origin-embedder-policy']).toBe('require-corp');
		}
		if (packed) expect(headers.vary).toMatch(/accept-encoding/i);
		const whole = await ask(address(path));
		expect(whole.headers['content-encoding']).toBeUndefined();
		expect((packed ? gunzipSync(body) : body).equals(whole.body)).toBe(true);
		expect(whole.body.length).toBeGreaterThan(0);
	});

	it.each(answers.filter(({ cache }) => cache !== forGood))('sends $path once only', async ({ path }) => {
		for (const accepted of [{}, gzip]) {
			const { headers } = await ask(address(path), accepted);
			const { etag, 'last-modified': modified } = headers;
			expect(etag).toMatch(/^(W\/)?".+"$/);
			const byTag = await ask(address(path), { ...accepted, 'If-None-Match': etag });
			expect([byTag.status, byTag.body.length]).toEqual([304, 0]);
			const byDate = await ask(address(path), { ...accepted, 'If-Modified-Since': modified });
			expect([byDate.status, byDate.body.length]).toEqual([304, 0]);
			const changed = await ask(address(path), { ...accepted, 'If-None-Match': '"another"' });
			expect(changed.status).toBe(200);
		}
	});

	it.each(missing)('answers 404 with our page for %s', async (path) => {
		const { etag } = (await ask(at('404.html'))).headers;
		// Whoever has the page already must not be told that the missing address has not changed.
		for (const condition of [{}, { 'If-None-Match': etag }]) {
			const { status, headers, twice, body } = await ask(at(path), condition);
			expect(status).toBe(404);
			expect(body.toString()).toBe(notFoundPage());
			expect(headers['content-type']).toBe(html);
			expect(headers['content-security-policy']).toBe(unframed);
			expect(headers['cache-control']).toBe(asked);
			expect(headers['access-control-allow-origin']).toBeUndefined();
			expect(headers['cross-origin-resource-policy']).toBeUndefined();
			expect(twice).toEqual([]);
		}
	});

	it('shows our page, and no list of files, for a folder without a page', async () => {
		const { status, body } = await ask(at('sample/without-a-page/'));
		expect([403, 404]).toContain(status);
		expect(body.toString()).toBe(notFoundPage());
	});

	it.each(['checklists/nginx', 'embed/checklists/nginx', 'causes', 'api'])(
		'leads from %s to the address with a slash',
		async (path) => {
			// A server that hears of its public name through a proxy must not name the port it listens at.
			const { status, headers } = await ask(at(path), { Host: 'handbook.example' });
			expect([301, 308]).toContain(status);
			const asAsked = `http://handbook.example${site.base}${path}`;
			expect(new URL(headers.location ?? '', asAsked).href).toBe(`${asAsked}/`);
		},
	);

	if (site.base === '/') return;

	it('leads from the base path without its slash to the one with it', async () => {
		const { status, headers } = await ask(at('').slice(0, -1), { Host: 'handbook.example' });
		expect([301, 308]).toContain(status);
		expect(new URL(headers.location ?? '', 'http://handbook.example/').href).toBe(
			`http://handbook.example${site.base}`,
		);
	});

	it('leaves the rest of the host alone', async () => {
		const { headers } = await ask(new URL('/', at('')).href);
		expect(headers['content-security-policy']).toBeUndefined();
		expect(headers['permissions-policy']).toBeUndefined();
	});
}

/** A page of another site that shows an address in a frame. */
async function serveWiki(address: string, attributes: string, headers: OutgoingHttpHeaders): Promise<string> {
	const wiki = createServer((_request, response) => {
		response.writeHead(200, { 'Content-Type': 'text/html', ...headers }).end(framing(address, attributes));
	});
	// Not the host name of the site: another site altogether.
	await new Promise<void>((resolve) => wiki.listen(0, 'localhost', resolve));
	onTestFinished(() => {
		wiki.close();
	});
	return `http://localhost:${(wiki.address() as AddressInfo).port}/`;
}

const framing = (address: string, attributes: string) =>
	`<!doctype html><link rel="icon" href="data:,"><iframe title="Checklist" ${attributes} src="${address}"></iframe>`;

function testInBrowser(at: (path: string) => string, browser: () => Browser) {
	/** A page, and what its console says of errors and warnings. */
	async function open(address: string): Promise<{ page: Page; complaints: string[] }> {
		const context = await browser().newContext();
		onTestFinished(() => context.close());
		context.setDefaultTimeout(15_000);
		const page = await context.newPage();
		const complaints: string[] = [];
		page.on('console', (message) => {
			if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
		});
		page.on('pageerror', (error) => complaints.push(String(error)));
		page.on('requestfailed', (request) => complaints.push(`${request.url()} ${request.failure()?.errorText}`));
		await page.goto(address);
		return { page, complaints };
	}

	describe('in Chromium', () => {
		it.each([
			{ where: 'a frame of another site', attributes: '', headers: {} },
			{ where: 'a sandboxed frame', attributes: 'sandbox="allow-scripts"', headers: {} },
			{
				where: 'a frame of a site that asks every part for consent',
				attributes: '',
				headers: { 'Cross-Origin-Embedder-Policy': 'require-corp' },
			},
		])('shows an embedded checklist in $where', async ({ attributes, headers }) => {
			const wiki = await serveWiki(at('embed/checklists/visitor/'), attributes, headers);
			const { page, complaints } = await open(wiki);
			const frame = page.frameLocator('iframe');
			await frame.locator('handbook-checklist[data-ready]').waitFor();
			expect(await frame.locator('[data-step]').count()).toBeGreaterThan(5);
			expect(complaints).toEqual([]);
		});

		it('shows an embedded checklist in a wiki that is a file', async () => {
			const file = join(tmpdir(), `handbook-wiki-${process.pid}.html`);
			writeFileSync(file, framing(at('embed/checklists/visitor/'), ''));
			const { page, complaints } = await open(pathToFileURL(file).href);
			await page.frameLocator('iframe').locator('handbook-checklist[data-ready]').waitFor();
			expect(complaints).toEqual([]);
		});

		it('lets an embedded checklist write to the clipboard where the wiki allows it', async () => {
			const wiki = await serveWiki(at('embed/checklists/visitor/'), 'allow="clipboard-write"', {});
			const { page } = await open(wiki);
			await page.frameLocator('iframe').locator('handbook-checklist[data-ready]').waitFor();
			const allows = (feature: string) =>
				page
					.frames()[1]
					?.evaluate(
						(name) =>
							(
								document as unknown as { featurePolicy: { allowsFeature(name: string): boolean } }
							).featurePolicy.allowsFeature(name),
						feature,
					);
			expect(await allows('clipboard-write')).toBe(true);
			expect(await allows('camera')).toBe(false);
		});

		it.each(['', 'checklists/visitor/', 'search/', 'missing/'])(
			'shows no page in a frame of another site: /%s',
			async (path) => {
				const { page, complaints } = await open(await serveWiki(at(path), '', {}));
				await expect.poll(() => complaints.join(' '), { timeout: 15_000 }).toMatch(/frame-ancestors 'self'/);
				await expect.poll(() => page.frames()[1]?.url(), { timeout: 15_000 }).toBe('chrome-error://chromewebdata/');
			},
		);

		it('opens a page from a link in a sandboxed frame', async () => {
			const link = `<a target=_blank rel=noopener href=${at('checklists/visitor/')}>Open</a>`;
			const { page } = await open(await serveWiki('about:blank', `sandbox="allow-popups" srcdoc="${link}"`, {}));
			const opened = page.context().waitForEvent('page');
			await page.frameLocator('iframe').locator('a').click();
			// An error of the browser has a heading too.
			await (await opened).locator('handbook-checklist').first().waitFor({ timeout: 15_000 });
		});

		it('searches, and nothing is refused', async () => {
			const { page, complaints } = await open(at('search/'));
			await page.locator('main handbook-search input').first().fill('connection refused');
			await page.locator('[data-result]').first().waitFor();
			expect(complaints).toEqual([]);
		});

		it.each(['', 'checklists/visitor/', 'causes/'])('shows /%s without a complaint', async (path) => {
			const { page, complaints } = await open(at(path));
			await page.waitForLoadState('networkidle');
			expect(await page.locator('h1').count()).toBe(1);
			expect(complaints).toEqual([]);
		});
	});
}
