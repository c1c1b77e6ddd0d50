import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { chromiumArguments, findOrInstallChromium } from '../chromium.ts';
import { until } from '../support/browser.ts';
import { expectNone } from '../support/faults.ts';
import { filesOf, pagesOf, type Site, siteUrl } from '../support/sites.ts';
import { freshFolder } from './support/server.ts';

// The copy for an internal network, as somebody there uses it: packed, checked, unpacked, served by a plain nginx, and
// opened in a Chromium from which no other host can be reached.

const folder = freshFolder('pack');
const inside = 'handbook-502';
const message = 'connect() failed (111: Connection refused) while connecting to upstream';

/**
 * Runs a program to its end; what it says on failure becomes the error. It does not get what Vitest sets in the
 * environment: with its `DEV`, a build takes five times as long.
 */
function run(program: string, args: string[], environment: Record<string, string> = {}): string {
	const { PATH, HOME } = process.env;
	const { status, stdout, stderr, error } = spawnSync(program, args, {
		encoding: 'utf8',
		env: { PATH, HOME, ...environment },
	});
	if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${error?.message ?? ''}${stderr}${stdout}`);
	return stdout;
}

/** Packs into a folder of its own and unpacks there, in an empty folder, as the instructions say. */
function pack(name: string, ...args: string[]) {
	const dir = join(folder, name);
	run(process.execPath, ['src/cli/pack.ts', '--out', dir, ...args], { SITE_URL: siteUrl });
	const [archive = '', checksum = ''] = readdirSync(dir).sort();
	const unpacked = join(dir, 'unpacked');
	mkdirSync(unpacked);
	run('tar', ['-xzf', join(dir, archive), '-C', unpacked]);
	return { dir, archive, checksum, unpacked, site: join(unpacked, inside) };
}

/** When something was last written into the built site, and what lies where copies are built. */
const traces = () => ({
	dist: existsSync('dist')
		? Math.max(...readdirSync('dist', { recursive: true }).map((path) => statSync(join('dist', String(path))).mtimeMs))
		: 0,
	workshop: existsSync('.work/pack') ? readdirSync('.work/pack').sort() : [],
});

/**
 * A network with nothing in it but loopback, where the kernel and the user allow to make one: Linux, as root. What is
 * started with `enter` is in it. Elsewhere Chromium is told to know no other host, which is weaker: nginx has a way out.
 */
class EmptyNetwork {
	#holder: ChildProcess | undefined;

	async open() {
		if (process.platform !== 'linux' || spawnSync('unshare', ['-n', 'ip', 'link']).status !== 0) return;
		const holder = spawn('unshare', ['-n', 'sh', '-c', 'ip link set lo up && echo up && exec sleep 3600'], {
			stdio: ['ignore', 'pipe', 'inherit'],
		});
		await new Promise<void>((done, failed) => {
			holder.stdout.once('data', () => done());
			holder.once('exit', (code) => failed(new Error(`unshare ended with ${code}.`)));
		});
		this.#holder = holder;
	}

	get isEmpty() {
		return this.#holder !== undefined;
	}

	/** The words before a command that make it run in this network. */
	get enter(): string[] {
		return this.#holder ? ['nsenter', '-t', String(this.#holder.pid), '-n'] : [];
	}

	close() {
		this.#holder?.kill('SIGKILL');
	}
}

const network = new EmptyNetwork();
const ports = { kb: 8502, root: 8503, wiki: 8504, settled: 8505 };
const origin = (port: number) => `http://127.0.0.1:${port}`;

/** As little of a configuration as nginx can have; media types are Debian's. */
const configuration = (site: string, settled: string) => `
${process.getuid?.() === 0 ? 'user root;' : ''}
pid ${folder}/nginx.pid;
error_log ${folder}/error.log;
events {}
http {
	include /etc/nginx/mime.types;
	default_type application/octet-stream;
	access_log off;
	client_body_temp_path ${folder}/tmp-body;
	proxy_temp_path ${folder}/tmp-proxy;
	fastcgi_temp_path ${folder}/tmp-fastcgi;
	uwsgi_temp_path ${folder}/tmp-uwsgi;
	scgi_temp_path ${folder}/tmp-scgi;
	server {
		listen 127.0.0.1:${ports.kb};
		location /kb/502/ {
			alias ${site}/;
			error_page 404 /kb/502/404.html;
		}
	}
	server {
		listen 127.0.0.1:${ports.root};
		root ${site};
		error_page 404 /404.html;
	}
	server {
		listen 127.0.0.1:${ports.settled};
		location /kb/502/ {
			alias ${settled}/;
			error_page 404 /kb/502/404.html;
		}
	}
	server {
		listen 127.0.0.1:${ports.wiki};
		root ${folder}/wiki;
	}
}
`;

let first: ReturnType<typeof pack>;
let settled: ReturnType<typeof pack>;
let browser: Browser;
const before = traces();

beforeAll(async () => {
	chmodSync(folder, 0o755);
	await network.open();
	first = pack('first');
	settled = pack('settled', '--base', '/kb/502');
	mkdirSync(join(folder, 'wiki'));
	writeFileSync(
		join(folder, 'wiki', 'index.html'),
		`<!doctype html><title>A wiki</title><link rel="icon" href="data:,"><iframe title="Checklist" sandbox="allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox" src="${origin(ports.kb)}/kb/502/embed/checklists/nginx/" width="600" height="900"></iframe>`,
	);
	writeFileSync(join(folder, 'nginx.conf'), configuration(first.site, settled.site));
	// It answers from the moment on at which this returns: its parent ends when it listens.
	const [program = '', ...args] = [...network.enter, 'nginx', '-p', folder, '-c', join(folder, 'nginx.conf')];
	run(program, args);
	const starter = join(folder, 'chromium');
	writeFileSync(starter, `#!/bin/sh\nexec ${[...network.enter, `'${findOrInstallChromium()}'`].join(' ')} "$@"\n`);
	chmodSync(starter, 0o755);
	browser = await chromium.launch({
		executablePath: starter,
		args: [...chromiumArguments, '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'],
	});
}, 600_000);

afterAll(async () => {
	await browser?.close();
	const pid = join(folder, 'nginx.pid');
	if (existsSync(pid)) process.kill(Number(readFileSync(pid, 'utf8')));
	// It removes this file last; what is removed beside it at the same time can stay.
	await until(
		async () => existsSync(pid),
		(isThere) => !isThere,
	);
	network.close();
	rmSync(folder, { recursive: true, force: true });
});

/** What a page of the copy must not do; each list is empty when all is well. */
interface Seen {
	console: string[];
	abroad: string[];
	failed: string[];
}

/** A tab of its own that lets no request through to another origin, and writes down each. */
async function openTab(at: string): Promise<{ page: Page; context: BrowserContext; seen: Seen }> {
	const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
	context.setDefaultTimeout(15_000);
	const seen: Seen = { console: [], abroad: [], failed: [] };
	const isAbroad = (address: string) => /^(https?|wss?):/.test(address) && new URL(address).origin !== at;
	await context.route(
		(url) => isAbroad(url.href),
		(route) => route.abort(),
	);
	const watch = (page: Page) => {
		page.on('console', (entry) => {
			if (['error', 'warning'].includes(entry.type())) seen.console.push(`${page.url()}: ${entry.text()}`);
		});
		page.on('pageerror', (error) => seen.console.push(`${page.url()}: ${error}`));
	};
	context.on('page', watch);
	context.on('request', (request) => {
		if (isAbroad(request.url())) seen.abroad.push(request.url());
	});
	context.on('response', (response) => {
		if (response.status() >= 400) seen.failed.push(`${response.status()} ${response.url()}`);
	});
	return { page: await context.newPage(), context, seen };
}

async function useTab(at: string) {
	const tab = await openTab(at);
	onTestFinished(() => tab.context.close());
	return tab;
}

const expectQuiet = ({ console, abroad, failed }: Seen) => expectNone([...console, ...abroad, ...failed]);

describe('the archive', () => {
	it('has a name with its version and a checksum that sha256sum accepts, and refuses for other bytes', () => {
		const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
		expect(first.archive).toBe(`handbook-502-${version}.tar.gz`);
		expect(first.checksum).toBe(`${first.archive}.sha256`);
		const check = () => spawnSync('sha256sum', ['-c', first.checksum], { cwd: first.dir, encoding: 'utf8' });
		expect(check().stdout).toBe(`${first.archive}: OK\n`);
		const path = join(first.dir, first.archive);
		const bytes = readFileSync(path);
		writeFileSync(path, Buffer.concat([bytes, Buffer.from([0])]));
		onTestFinished(() => writeFileSync(path, bytes));
		expect(check().status).toBe(1);
	});

	it('holds files of one folder, all of one time, which belong to root', () => {
		const lines = run('tar', ['-tvzf', join(first.dir, first.archive), '--numeric-owner', '--full-time'], { TZ: 'UTC' })
			.trim()
			.split('\n')
			.map((line) => /^(\S+) (\S+) +\d+ (\S+ \S+) (.+)$/.exec(line)?.slice(1) ?? [line]);
		const column = (index: number) => lines.map((line) => line[index] ?? '');
		expect(lines.length).toBeGreaterThan(500);
		expect(new Set(column(0))).toEqual(new Set(['-rw-r--r--']));
		expect(new Set(column(1))).toEqual(new Set(['0/0']));
		expect(new Set(column(2)).size).toBe(1);
		expectNone(column(3).filter((path) => !path.startsWith(`${inside}/`)));
		expect(readdirSync(first.unpacked)).toEqual([inside]);
	});

	it('begins its instructions with the two steps, and names the setting of whole addresses', () => {
		const text = readFileSync(join(first.site, 'README.txt'), 'utf8');
		expect(text.split('\n')[0]).toBe(`1. Unpack:  tar -xzf ${first.archive}`);
		expect(text.split('\n')[1]).toMatch(/^2\. Serve the folder handbook-502 with any web server/);
		expect(text).toContain(`    ${siteUrl}/\n`);
		expect(text).toContain('SITE_URL=');
		expect(text).toContain('file://');
		// Read by anything, in any encoding.
		expect([...text].filter((letter) => letter > '~')).toEqual([]);
		expect(readFileSync(join(settled.site, 'README.txt'), 'utf8')).toContain(`    ${siteUrl}/kb/502/\n`);
		for (const file of ['LICENSE', 'LICENSE-CONTENT'])
			expect(readFileSync(join(first.site, file))).toEqual(readFileSync(file));
	});

	it('was packed without a trace in dist/ or of its building', () => {
		expect(traces()).toEqual(before);
	});

	it.each(['/kb//502', 'kb/../502', '/k b/'])('is refused for the base path %s', (base) => {
		const { status, stderr } = spawnSync(process.execPath, ['src/cli/pack.ts', '--base', base], { encoding: 'utf8' });
		expect(status).toBe(1);
		expect(stderr.split('\n')[0]).toBe(`--base is "${base}", expected a path such as /kb/502/.`);
	});
});

/** Pages that are the same wherever they are served. */
const pagesIn = (dir: string, base: string) => pagesOf({ name: dir, base, dir, editUrl: '' } satisfies Site);

describe('the pages of the copy', () => {
	it.each([
		['packed for any path', () => first],
		['packed for /kb/502/', () => settled],
	])('%s hold no address from the root of a host, and none of the published site to click on', (_name, packed) => {
		const faults = pagesIn(packed().site, '/')
			.filter(({ isNotFound }) => !isNotFound)
			.flatMap(({ file, document }) =>
				[...document.querySelectorAll('*')]
					.filter(({ localName }) => localName !== 'meta' && localName !== 'link')
					.flatMap((element) =>
						element
							.getAttributeNames()
							.map((name) => [name, element.getAttribute(name) ?? ''] as const)
							.filter(([, value]) => /^\s*\/./.test(value) || value.startsWith(siteUrl))
							.map(([name, value]) => `${file}: ${name}="${value}"`),
					),
			);
		expectNone(faults);
	});

	it('keep their published addresses whole, with the base path that was named', () => {
		for (const [packed, address] of [
			[first, `${siteUrl}/`],
			[settled, `${siteUrl}/kb/502/`],
		] as const) {
			const text = (file: string) => readFileSync(join(packed.site, file), 'utf8');
			const { document } = parseHTML(text('causes/index.html'));
			expect(document.querySelector('link[rel="canonical"]')?.getAttribute('href')).toBe(`${address}causes/`);
			expect(document.querySelector('meta[property="og:url"]')?.getAttribute('content')).toBe(`${address}causes/`);
			expect(text('llms.txt')).toContain(`(${address}causes/`);
			expect(text('feed.xml')).toContain(`<link>${address}</link>`);
			expect(text('sitemap-0.xml')).toContain(`<loc>${address}causes/</loc>`);
			expect(text('causes/index.md')).toContain(`](${address}causes/`);
		}
	});
});

it('runs where no other host can be reached', async () => {
	const server = createServer((_request, response) => response.end('reached'));
	await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
	onTestFinished(() => {
		server.close();
	});
	const { port } = server.address() as AddressInfo;
	expect(await (await fetch(origin(port))).text()).toBe('reached');
	const page = await browser.newPage();
	onTestFinished(() => page.close());
	await expect(page.goto('https://example.com/')).rejects.toThrow('ERR_NAME_NOT_RESOLVED');
	if (!network.isEmpty) return;
	await expect(page.goto(origin(port))).rejects.toThrow('ERR_CONNECTION_REFUSED');
});

describe.each([
	{ place: '/kb/502/', home: `${origin(ports.kb)}/kb/502/` },
	{ place: '/', home: `${origin(ports.root)}/` },
])('the copy served by nginx at $place', ({ place, home }) => {
	const at = new URL(home).origin;
	const pages = () => pagesIn(first.site, place);

	it('has no error, no refusal and no request to another host on any page', async () => {
		const { page, seen } = await useTab(at);
		const all = pages();
		expect(all.length).toBeGreaterThan(200);
		// Every page at one path; at the other, one of each kind.
		const kinds = new Map(all.map((one) => [one.file.split('/').slice(0, -2).join('/'), one]));
		for (const { path } of place === '/' ? kinds.values() : all) {
			const response = await page.goto(at + path);
			if (response?.status() !== 200) seen.failed.push(path);
			// Scripts that wait for a reader who comes near are loaded too.
			await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
		}
		expectQuiet(seen);
	}, 600_000);

	it('answers every address that its pages link to, with the fragment that they name', async () => {
		const { page } = await useTab(at);
		await page.goto(home);
		// By the browser itself, as a reader's click would be, and in one go for many.
		const ask = (addresses: string[], method: 'GET' | 'HEAD') =>
			page.evaluate(
				async ({ all, method }) => {
					const answers: { address: string; status: number; text: string }[] = [];
					const queue = [...all];
					const work = async () => {
						for (let address = queue.pop(); address; address = queue.pop()) {
							const response = await fetch(address, { method, redirect: 'error' });
							answers.push({ address, status: response.status, text: await response.text() });
						}
					};
					await Promise.all([work(), work(), work(), work()]);
					return answers;
				},
				{ all: addresses, method },
			);
		const documents = new Map<string, Document>();
		const links: { from: string; to: URL }[] = [];
		const walk = async (addresses: string[]): Promise<void> => {
			if (addresses.length === 0) return;
			const found: string[] = [];
			for (const { address, status, text } of await ask(addresses, 'GET')) {
				expect.soft(status, address).toBe(200);
				const document = parseHTML(text).document as unknown as Document;
				documents.set(address, document);
				for (const element of document.querySelectorAll('[href], [src], [data-copy-twin], [action]')) {
					const value = ['href', 'src', 'data-copy-twin', 'action']
						.map((name) => element.getAttribute(name))
						.find((given) => given !== null);
					const to = new URL(value ?? '', address);
					if (to.origin !== at) continue;
					links.push({ from: address, to });
					const next = to.origin + to.pathname;
					if (next.endsWith('/') && !documents.has(next)) found.push(next);
				}
			}
			await walk([...new Set(found)]);
		};
		// From the front page alone, as a reader goes; and what no page links to.
		await walk([home]);
		const addresses = pages().map(({ path }) => at + path);
		await walk(addresses.filter((address) => !documents.has(address)));
		expect(documents.size).toBe(addresses.length);
		expect(links.length).toBeGreaterThan(addresses.length * 10);

		const files = [...new Set(links.map(({ to }) => to.origin + to.pathname))].filter((file) => !documents.has(file));
		const missing = (await ask(files, 'HEAD')).filter(({ status }) => status !== 200).map(({ address }) => address);
		expectNone(missing);
		expectNone(
			links.flatMap(({ from, to }) => {
				if (!to.href.startsWith(home)) return [`${from}: ${to.href} leaves the copy`];
				const target = documents.get(to.origin + to.pathname);
				// A fragment that a script reads names no element.
				if (!to.hash || !target || /^#([a-z]+=|print$)/.test(to.hash)) return [];
				return target.getElementById(decodeURIComponent(to.hash.slice(1)))
					? []
					: [`${from}: ${to.href} names a fragment that is not there`];
			}),
		);
	}, 600_000);

	it('finds an exact message and a word on its search page', async () => {
		const { page, seen } = await useTab(at);
		await page.goto(`${home}search/`);
		await page.locator('handbook-search input').fill(message);
		const results = page.locator('[data-result] a');
		await results.first().waitFor();
		expect(await results.first().getAttribute('href')).toBe(`${place}symptoms/nginx/connection-refused/`);
		await page.locator('handbook-search input').fill('keep-alive race');
		await page.locator('[data-result] a[href*="keep-alive"]').first().waitFor();
		const found = await results.evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
		expectNone(found.filter((address) => !address.startsWith(home)));
		expect(await page.locator('[data-filters] select').count()).toBe(4);
		await page.locator('[data-result] a[href*="keep-alive"]').first().click();
		await page.waitForURL(/keep-alive/);
		expect(await page.locator('h1').textContent()).not.toBe('');
		expectQuiet(seen);
	});

	it.each(['', 'symptoms/nginx/connection-refused/', 'checklists/nginx/'])(
		'finds a message by "/" over the page %s',
		async (path) => {
			const { page, seen } = await useTab(at);
			await page.goto(home + path);
			await page.keyboard.press('/');
			await page.locator('dialog[open] input').waitFor();
			await page.keyboard.type('AH01114');
			await page.locator('dialog [data-result]').first().waitFor();
			await page.keyboard.press('Enter');
			await page.waitForURL(`${home}symptoms/apache/**`);
			expectQuiet(seen);
		},
	);

	it('takes what is pasted on the front page to the search', async () => {
		const { page, seen } = await useTab(at);
		await page.goto(home);
		await page.locator('[data-paste] textarea').fill(message);
		await page.locator('[data-paste] button').click();
		await page.locator('[data-result] a').first().click();
		await page.waitForURL(`${home}symptoms/nginx/connection-refused/`);
		expectQuiet(seen);
	});

	it('copies the Markdown of a page', async () => {
		const { page, seen } = await useTab(at);
		await page.goto(`${home}causes/keep-alive-race/`);
		const button = page.locator('[data-copy-twin]');
		await button.click();
		await page.getByText('Copied').waitFor();
		expect(await page.evaluate(() => navigator.clipboard.readText())).toContain('# ');
		expect(page.url()).toBe(`${home}causes/keep-alive-race/`);
		expectQuiet(seen);
	});

	it('ticks a checklist, which remembers', async () => {
		const { page, seen } = await useTab(at);
		const ticked = async () => {
			await page.goto(`${home}checklists/visitor/`);
			await page.locator('handbook-checklist[data-ready]').waitFor();
			return page.locator('#tick-reload').isChecked();
		};
		expect(await ticked()).toBe(false);
		await page.locator('label[for="tick-reload"]').click();
		expect(await page.locator('[data-progress]').textContent()).toMatch(/^1 of \d+$/);
		expect(await ticked()).toBe(true);
		expectQuiet(seen);
	});

	it('shows a checklist alone, whose links stay in the copy', async () => {
		const { page, seen } = await useTab(at);
		await page.goto(`${home}embed/checklists/nginx/`);
		await page.locator('handbook-checklist[data-ready]').waitFor();
		await page.locator('[data-step] label').first().click();
		expect(await page.locator('[data-progress]').textContent()).toMatch(/^1 of \d+$/);
		const links = await page
			.locator('a[href]')
			.evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
		expect(links.length).toBeGreaterThan(5);
		expectNone(links.filter((address) => !address.startsWith(home)));
		expectQuiet(seen);
	});

	// One level below the start, and deeper where the address names a folder of the handbook.
	it.each([
		'refused.html',
		'symptoms/nginx/upstream-connection-refused.html',
		'causes/refused',
		'embed/checklists/refused/',
	])('answers %s with its page for missing addresses, whose links and search work', async (path) => {
		const { page, seen } = await useTab(at);
		const response = await page.goto(home + path);
		expect(response?.status()).toBe(404);
		await page.locator('[data-result] a').first().waitFor();
		const links = await page
			.locator('a[href]')
			.evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
		expect(links).toContain(`${home + path}#content`);
		expectNone(links.filter((address) => !address.startsWith(home)));
		expect(await page.locator('.site-head').evaluate((head) => getComputedStyle(head).display)).not.toBe('inline');
		await page.locator('.lede a').last().click();
		await page.waitForURL(home);
		expectNone([...seen.abroad, ...seen.failed.filter((fault) => !fault.endsWith(home + path))]);
		// Chromium says that the page itself was not found, and nothing else.
		expectNone(seen.console.filter((fault) => !fault.includes('status of 404')));
		expect(seen.console.length).toBe(1);
	});

	it('says on its page for missing addresses what to do where it cannot know the start', async () => {
		const { page } = await useTab(at);
		expect((await page.goto(`${home}gone/gone/gone/`))?.status()).toBe(404);
		expect(await page.locator('.lede + .hint').textContent()).toContain('take the end off the address');
		expect(await page.locator('h1').evaluate((heading) => getComputedStyle(heading).fontWeight)).not.toBe('400');
		// The search cannot be loaded, so nothing offers it.
		await page.waitForLoadState('networkidle');
		expect(await page.locator('handbook-search form').isVisible()).toBe(false);
	});
});

describe('a frame of the copy in a wiki', () => {
	it('shows a checklist that ticks and remembers', async () => {
		const { page } = await useTab(origin(ports.kb));
		await page.context().unrouteAll();
		const errors: string[] = [];
		page.on('console', (entry) => {
			if (entry.type() === 'error') errors.push(entry.text());
		});
		const frame = page.frameLocator('iframe');
		const box = frame.locator('[data-step] input').first();
		await page.goto(`${origin(ports.wiki)}/`);
		await frame.locator('handbook-checklist[data-ready]').waitFor();
		await frame.locator('[data-step] label').first().click();
		await page.reload();
		await frame.locator('handbook-checklist[data-ready]').waitFor();
		expect(await box.isChecked()).toBe(true);
		const opened = page.context().waitForEvent('page');
		await frame.locator('.out a').first().click();
		const target = await opened;
		await target.waitForLoadState();
		expect(target.url().startsWith(`${origin(ports.kb)}/kb/502/`)).toBe(true);
		expect(await target.locator('h1').textContent()).not.toBe('');
		expectNone(errors);
	});
});

describe('a copy packed for its path', () => {
	const home = `${origin(ports.settled)}/kb/502/`;

	it.each(['gone/gone/gone/', 'symptoms/nginx/upstream-connection-refused.html'])(
		'has a page for missing addresses that is right at %s',
		async (path) => {
			const { page, seen } = await useTab(origin(ports.settled));
			expect((await page.goto(home + path))?.status()).toBe(404);
			await page.locator('[data-result], [data-no-results]').first().waitFor();
			const links = await page
				.locator('a[href]')
				.evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
			expectNone(links.filter((address) => !address.startsWith(home)));
			expectNone([...seen.abroad, ...seen.failed.filter((fault) => !fault.endsWith(home + path))]);
			expect(seen.console.length).toBe(1);
		},
	);

	it('has the same files but for that page, whole addresses and what follows from them', () => {
		const names = ({ site }: typeof first) =>
			filesOf({ name: '', base: '/', dir: site, editUrl: '' }).filter((file) => !/^(pagefind|_astro)\//.test(file));
		expect(names(settled)).toEqual(names(first));
		// Without what tells where it is published, a page is the same for every path.
		const page = ({ site }: typeof first) =>
			readFileSync(join(site, 'causes/keep-alive-race/index.html'), 'utf8')
				.replaceAll(`${siteUrl}/kb/502/`, `${siteUrl}/`)
				.replace(/_astro\/[\w.-]+/g, '_astro/');
		expect(page(settled)).toBe(page(first));
	});
});
