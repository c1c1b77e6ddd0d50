import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { at, openPage, until } from '../support/browser.ts';
import { expectNone } from '../support/faults.ts';
import { readSiteFile, sites } from '../support/sites.ts';
import { axeSource, violations, watch } from '../support/visit.ts';

const logLine =
	'2026/11/22 10:00:00 [error] 29#29: *1 connect() failed (111: Connection refused) while connecting to upstream, client: 192.168.1.5, server: shop.example.org, request: "GET /cart HTTP/1.1", upstream: "http://127.0.0.1:3000/cart", host: "shop.example.org"';

interface Signature {
	text: string;
	example?: string;
	url: string;
}

const firstResult = (page: Page) => page.locator('[data-result] a').first();

/** Opens the search page, asks, and waits for an answer. */
async function ask(page: Page, query: string, site: 'root' | 'kb' = 'root') {
	await page.goto(at(`/search/#q=${encodeURIComponent(query)}`, site));
	await page.locator('[data-result], [data-no-results]').first().waitFor();
}

describe('the search', () => {
	it.each(['/search/#q=connection%20refused', '/no/such/page/refused.html'])(
		'moves nothing on the page when results of %s come',
		async (path) => {
			const page = await openPage({ viewport: { width: 412, height: 823 } });
			await page.addInitScript(() => {
				const shifts: number[] = [];
				Object.assign(window, { shifts });
				new PerformanceObserver((list) => {
					for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value);
				}).observe({ type: 'layout-shift', buffered: true });
			});
			await page.goto(at(path));
			await page.locator('[data-result]').first().waitFor();
			await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
			expect(await page.evaluate(() => (window as unknown as { shifts: number[] }).shifts)).toEqual([]);
		},
	);

	// All in one tab, through the search over the page, so that the engine is loaded once. The messages of both sites are
	// the same; each site is asked for every second one.
	it.each([
		['root', 0],
		['kb', 1],
	] as const)(
		'finds the symptom of every exact message first (site %s)',
		async (site, turn) => {
			const page = await openPage();
			await page.goto(at('/', site));
			await page.keyboard.press('/');
			await page.locator('dialog handbook-search input').waitFor();
			const all = JSON.parse(readSiteFile(sites[site], 'api/v1/signatures.json')) as { signatures: Signature[] };
			const signatures = all.signatures.filter((_, index) => index % 2 === turn);
			expect(signatures.length).toBeGreaterThan(25);
			const found = await page.evaluate(
				async (queries) => {
					const search = document.querySelector('dialog handbook-search') as HTMLElement & { run(): Promise<void> };
					const input = search.querySelector('input') as HTMLInputElement;
					const first: (string | null)[] = [];
					for (const query of queries) {
						input.value = query;
						await search.run();
						first.push(search.querySelector('[data-result] a')?.getAttribute('href') ?? null);
					}
					return first;
				},
				// A field of one line takes no line ends; what is pasted into it loses them.
				signatures.map(({ text, example }) => (example ?? text).replace(/\s*\n\s*/g, ' ')),
			);
			const base = sites[site].base;
			expectNone(
				signatures.flatMap(({ text, example, url }, index) =>
					found[index] === base + url.slice(1) ? [] : [`"${example ?? text}" finds ${found[index]}, not ${url}`],
				),
			);
		},
		180_000,
	);

	it('finds the message in a whole pasted line of a log', async () => {
		const page = await openPage();
		await ask(page, logLine);
		expect(await firstResult(page).getAttribute('href')).toBe('/symptoms/nginx/connection-refused/');
	});

	it.each([
		['a guide by its subject', 'claims without a source', /claims-we-could-not-verify/],
		['a page by a word of its title', 'cloudflare 521', /error-521/],
		['a step of a checklist', 'private window', /checklists\/visitor\/#/],
		['a cause by its name', 'keep-alive race', /keep-alive/],
	])('finds %s', async (_what, query, wanted) => {
		const page = await openPage();
		await ask(page, query);
		const links = await page
			.locator('[data-result] a')
			.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
		expect(
			links.slice(0, 5).some((link) => wanted.test(link)),
			links.join('\n'),
		).toBe(true);
	});

	it('answers ?q= and #q= alike, at both base paths', async () => {
		const page = await openPage();
		for (const site of ['root', 'kb'] as const) {
			for (const sign of ['?', '#']) {
				await page.goto(at('/', site));
				await page.goto(at(`/search/${sign}q=AH01114`, site));
				await firstResult(page).waitFor();
				expect(await page.locator('handbook-search input').inputValue()).toBe('AH01114');
				const link = (await firstResult(page).getAttribute('href')) ?? '';
				expect(link.startsWith(`${sites[site].base}symptoms/`)).toBe(true);
				expect((await page.goto(new URL(link, page.url()).href))?.status()).toBe(200);
			}
		}
	});

	it('says so, and what to do next, when there is nothing', async () => {
		const page = await openPage();
		await ask(page, 'qqzzxxvv');
		expect(await page.locator('[data-result]').count()).toBe(0);
		expect(await page.locator('[data-no-results]').isVisible()).toBe(true);
		expect(await page.locator('[data-no-results] a').count()).toBeGreaterThan(0);
		expect(await page.locator('[data-status]').textContent()).toBe('Nothing found');
	});

	it('narrows what it found by a filter', async () => {
		const page = await openPage();
		await ask(page, 'timeout');
		const kinds = page.locator('select[name="kind"]');
		await kinds.waitFor();
		expect(
			await page
				.locator('[data-filters] select')
				.evaluateAll((all) => all.map((select) => (select as HTMLSelectElement).name)),
		).toEqual(['kind', 'audience', 'product', 'moment']);
		const chosen = 'Guide';
		const before = await page.locator('[data-result] .kind').allTextContents();
		await kinds.selectOption(chosen);
		const after = await until(
			() => page.locator('[data-result] .kind').allTextContents(),
			(texts) => texts.length > 0 && texts.every((text) => text.includes(chosen)),
		);
		expect(
			after.every((text) => text.includes(chosen)),
			`${chosen}: ${after.join(' | ')}`,
		).toBe(true);
		expect(before.every((text) => text.includes(chosen)) && before.length === after.length).toBe(false);
	});

	it('shows that it is loading, says when it cannot load, and works when asked again', async () => {
		const page = await openPage();
		let release = () => {};
		const held = new Promise<void>((resolve) => {
			release = resolve;
		});
		await page.route('**/pagefind/**', async (route) => {
			await held;
			await route.abort();
		});
		await page.goto(at('/search/#q=timeout'));
		const status = page.locator('[data-status]');
		expect(
			await until(
				async () => status.textContent(),
				(text) => text === 'Searching …',
			),
		).toBe('Searching …');
		release();
		expect(
			await until(
				async () => status.textContent(),
				(text) => text !== 'Searching …',
			),
		).toMatch(/could not be loaded.*try again/);
		await page.unroute('**/pagefind/**');
		await page.locator('handbook-search input').fill('timeouts');
		expect(
			await until(
				async () => page.locator('[data-result]').count(),
				(count) => count > 0,
			),
		).toBeGreaterThan(0);
	});

	it('looks for the words of an address that does not exist', async () => {
		for (const site of ['root', 'kb'] as const) {
			const page = await openPage();
			const response = await page.goto(at('/symptoms/nginx/upstream-connection-refused.html', site));
			expect(response?.status()).toBe(404);
			await firstResult(page).waitFor();
			const links = await page
				.locator('[data-result] a')
				.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
			expect(links.slice(0, 3)).toContain(`${sites[site].base}symptoms/nginx/connection-refused/`);
		}
	});

	it.each(['light', 'dark'] as const)(
		'has no axe violation with results, and with none, in %s colours, and fits 320 pixels',
		async (colorScheme) => {
			const page = await openPage({ colorScheme, viewport: { width: 320, height: 640 } });
			await page.addInitScript(axeSource);
			for (const query of [logLine, 'timeout', 'qqzzxxvv']) {
				await page.goto(at('/'));
				await ask(page, query);
				expectNone(await violations(page));
				expect(await page.evaluate(() => document.scrollingElement?.scrollWidth)).toBeLessThanOrEqual(320);
			}
		},
	);
});

describe('the home page', () => {
	it('sends nothing that is pasted anywhere, not even to its own server', async () => {
		const page = await openPage();
		const requests: string[] = [];
		page.on('request', (request) =>
			requests.push(
				`${decodeURIComponent(request.url())} ${request.postData() ?? ''} ${JSON.stringify(request.headers())}`,
			),
		);
		const seen = watch(page);
		await page.goto(at('/'));
		await page.locator('[data-paste] textarea').fill(logLine);
		await page.getByRole('button', { name: 'Find it' }).click();
		await firstResult(page).waitFor();
		expect(await firstResult(page).getAttribute('href')).toBe('/symptoms/nginx/connection-refused/');
		await firstResult(page).click();
		await page.waitForURL('**/symptoms/nginx/connection-refused/');
		expect(requests.length).toBeGreaterThan(5);
		// A fragment stays in the browser; Chromium's own record of a request has it, the wire has not.
		const sent = requests.map((request) => request.replace(/#q=.*?(?= (?: |\{))/s, ''));
		expectNone(sent.filter((request) => /shop\.example\.org|192\.168\.1\.5|29#29|cart/.test(request)));
		expectNone(seen().abroad);
	});
});
