import { describe, expect, it } from 'vitest';
import { at, openPage } from '../support/browser.ts';
import { expectNone } from '../support/faults.ts';
import { watch } from '../support/visit.ts';
import { serveWiki } from '../support/wiki.ts';

/** A wiki page of another origin with the checklist in a frame. */
async function openFramed(sandbox: string, site: 'root' | 'kb' = 'root', scheme = 'light') {
	// No scheme of the tests' own: the frame's element decides, where a browser lets it.
	const page = await openPage({ colorScheme: null });
	const requests: string[] = [];
	page.on('request', (request) => requests.push(request.url()));
	const seen = watch(page);
	const address = at('/embed/checklists/visitor/', site);
	const wiki = await serveWiki(
		`<!doctype html><link rel="icon" href="data:,"><h1>A wiki</h1><iframe title="Checklist" ${sandbox} src="${address}" width="600" height="900" style="color-scheme: ${scheme}"></iframe>`,
	);
	await page.goto(wiki);
	const frame = page.frameLocator('iframe');
	await frame.locator('h1').waitFor();
	return { page, frame, requests, seen, address, wiki };
}

describe('an embedded checklist', () => {
	it.each(['root', 'kb'] as const)(
		'works in a sandbox where storage throws and the origin is opaque (site %s)',
		async (site) => {
			const { frame, page, requests, seen, address, wiki } = await openFramed('sandbox="allow-scripts"', site);
			await frame.locator('handbook-checklist[data-ready]').waitFor();
			const of = await frame.locator('input[type="checkbox"]').count();
			await frame.locator('label[for="tick-reload"]').click();
			expect(await frame.locator('[data-progress]').textContent()).toBe(`1 of ${of}`);
			await frame.locator('[data-do="reset"]').click();
			expect(await frame.locator('[data-progress]').textContent()).toBe(`0 of ${of}`);
			await frame.locator('[data-do="undo"]').click();
			expect(await frame.locator('[data-progress]').textContent()).toBe(`1 of ${of}`);
			await page.waitForTimeout(500);
			// The document, and nothing after it.
			expect(requests).toEqual([wiki, address]);
			const { console, refused } = seen();
			expectNone([...console, ...refused]);
		},
	);

	it('is whole where no script runs', async () => {
		const { frame } = await openFramed('sandbox');
		expect(await frame.locator('handbook-checklist[data-ready]').count()).toBe(0);
		const steps = await frame.locator('[data-step]').count();
		expect(steps).toBeGreaterThan(5);
		await frame.locator('label[for="tick-reload"]').click();
		expect(await frame.locator('#tick-reload').isChecked()).toBe(true);
		// Nothing stands there that does not work.
		expect(await frame.locator('button:visible, progress:visible').count()).toBe(0);
		await frame.locator('details summary').first().click();
		expect(await frame.locator('details p').first().isVisible()).toBe(true);
	});

	it('remembers its ticks where the wiki gives it an origin', async () => {
		const { page, frame } = await openFramed('sandbox="allow-scripts allow-same-origin"');
		await frame.locator('handbook-checklist[data-ready]').waitFor();
		await frame.locator('label[for="tick-reload"]').click();
		await page.reload();
		await frame.locator('handbook-checklist[data-ready]').waitFor();
		expect(await frame.locator('#tick-reload').isChecked()).toBe(true);
	});

	it('opens its links in a page of their own', async () => {
		const { frame, page } = await openFramed('sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox"');
		// The address is that of the published site, which does not exist here; that somebody asks for it is enough.
		const asked = new Promise<string>((resolve) =>
			page
				.context()
				.on('request', (request) => request.url().startsWith('https://handbook.example/') && resolve(request.url())),
		);
		const opened = page.context().waitForEvent('page');
		await frame.locator('.out a').first().click();
		await opened;
		expect(await asked).toMatch(/^https:\/\/handbook\.example\//);
	});

	it('takes the colours that the wiki asks for', async () => {
		const ink = async (scheme: string) =>
			(await openFramed('', 'root', scheme)).frame.locator('body').evaluate((body) => getComputedStyle(body).color);
		expect(await ink('light')).not.toBe(await ink('dark'));
	});
});
