import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { at, openPage } from '../support/browser.ts';
import { expectNone } from '../support/faults.ts';
import { axeSource, violations, watch } from '../support/visit.ts';

const address = '/checklists/visitor/';
const permissions = ['clipboard-read', 'clipboard-write'];

async function openChecklist(page: Page, path = address) {
	await page.goto(at(path));
	await page.locator('handbook-checklist[data-ready]').waitFor();
}

const boxes = (page: Page) => page.locator('handbook-checklist input[type="checkbox"]');
const said = (page: Page) => page.locator('[data-progress]').textContent();
const bar = (page: Page) =>
	page
		.locator('handbook-checklist progress')
		.evaluate((element) => [(element as HTMLProgressElement).value, (element as HTMLProgressElement).max]);
const ticked = (page: Page) =>
	page
		.locator('handbook-checklist input:checked')
		.evaluateAll((all) => all.map((box) => (box as HTMLInputElement).value));
const press = (page: Page, what: string) => page.locator(`[data-do="${what}"]`).click();
const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

describe('a checklist', () => {
	it('keeps what was ticked before its script ran', async () => {
		const page = await openPage();
		await page.route(/_astro\/.*\.js$/, async (route) => {
			await new Promise((resolve) => setTimeout(resolve, 800));
			await route.continue();
		});
		await page.goto(at(address), { waitUntil: 'commit' });
		await page.locator('label[for="tick-reload"]').click();
		await page.locator('handbook-checklist[data-ready]').waitFor();
		expect(await page.locator('#tick-reload').isChecked()).toBe(true);
		expect(await page.locator('[data-progress]').textContent()).toMatch(/^1 of /);
	});

	it('counts in words and as a bar, and remembers after a reload', async () => {
		const page = await openPage();
		await openChecklist(page);
		const of = await boxes(page).count();
		expect(await said(page)).toBe(`0 of ${of}`);
		await page.locator('label[for="tick-reload"]').click();
		await page.locator('#tick-check-others').press('Space');
		expect(await said(page)).toBe(`2 of ${of}`);
		expect(await bar(page)).toEqual([2, of]);
		await page.reload();
		await page.locator('handbook-checklist[data-ready]').waitFor();
		expect(await ticked(page)).toEqual(['reload', 'check-others']);
		expect(await said(page)).toBe(`2 of ${of}`);
		await page.locator('label[for="tick-reload"]').click();
		expect(await said(page)).toBe(`1 of ${of}`);
		// Another checklist has ticks of its own.
		await openChecklist(page, '/checklists/site-owner/');
		expect(await ticked(page)).toEqual([]);
	});

	it('is the same in every tab', async () => {
		const page = await openPage();
		await openChecklist(page);
		const other = await page.context().newPage();
		await openChecklist(other);
		await page.locator('label[for="tick-reload"]').click();
		await other.locator('#tick-reload:checked').waitFor();
		expect(await said(other)).toMatch(/^1 of /);
	});

	it('gives a link that carries the ticks, to somebody who has none and to somebody who has other ones', async () => {
		const page = await openPage({ permissions });
		await openChecklist(page);
		await page.locator('label[for="tick-reload"]').click();
		await page.locator('label[for="tick-change-dns"]').click();
		await press(page, 'link');
		await page.getByText('Copied').waitFor();
		const link = await clipboard(page);
		const friend = await openPage();
		await friend.goto(link);
		await friend.locator('handbook-checklist[data-ready]').waitFor();
		expect(await ticked(friend)).toEqual(['reload', 'change-dns']);
		const other = await openPage();
		await openChecklist(other);
		await other.locator('label[for="tick-wait"]').click();
		await other.goto(at('/'));
		await other.goto(link);
		await other.locator('handbook-checklist[data-ready]').waitFor();
		expect(await ticked(other)).toEqual(['reload', 'change-dns']);
		// Their own ticks are one tap away.
		await press(other, 'undo');
		expect(await ticked(other)).toEqual(['wait']);
	});

	it('is reset, and the reset is undone', async () => {
		const page = await openPage();
		await openChecklist(page);
		expect(await page.locator('[data-do="undo"]').isVisible()).toBe(false);
		await page.locator('label[for="tick-reload"]').click();
		await press(page, 'reset');
		expect(await ticked(page)).toEqual([]);
		expect(await said(page)).toMatch(/^0 of /);
		await press(page, 'undo');
		expect(await ticked(page)).toEqual(['reload']);
		await page.reload();
		await page.locator('handbook-checklist[data-ready]').waitFor();
		expect(await ticked(page)).toEqual(['reload']);
	});

	it('folds what is done', async () => {
		const page = await openPage();
		await openChecklist(page);
		await page.locator('label[for="tick-reload"]').click();
		const detail = page.locator('#reload > p').first();
		const open = page.locator('#check-others > p').first();
		expect(await detail.isVisible()).toBe(true);
		await press(page, 'collapse');
		expect(await detail.isVisible()).toBe(false);
		expect(await open.isVisible()).toBe(true);
		expect(await page.locator('[data-do="collapse"]').getAttribute('aria-pressed')).toBe('true');
		await press(page, 'collapse');
		expect(await detail.isVisible()).toBe(true);
	});

	it('is copied as a Markdown task list, with its ticks', async () => {
		const page = await openPage({ permissions });
		await openChecklist(page);
		await page.locator('label[for="tick-reload"]').click();
		await page.locator('[data-copy-as="github"]').click();
		await page.getByText('Copied').waitFor();
		const lines = (await clipboard(page)).split('\n');
		expect(lines[0]).toBe('## A site shows you a 502');
		expect(lines.filter((line) => line.startsWith('- ['))).toHaveLength(await boxes(page).count());
		expect(lines.filter((line) => line.startsWith('- [x]'))).toEqual([
			expect.stringContaining('Wait a minute, then reload the page once'),
		]);
		// Addresses are whole: a wiki has pages of its own.
		expectNone(lines.filter((line) => /\]\((?!https:)/.test(line)));
	});

	it('offers the text to be copied by hand where the browser refuses the clipboard', async () => {
		const page = await openPage();
		await page.addInitScript(() => {
			navigator.clipboard.writeText = () => Promise.reject(new Error('refused'));
		});
		await page.addInitScript(axeSource);
		await openChecklist(page);
		await page.locator('[data-copy-as="github"]').click();
		const area = page.locator('handbook-checklist textarea');
		await area.waitFor();
		expect(await area.inputValue()).toContain('- [ ]');
		expectNone(await violations(page));
	});

	it('works where storage throws', async () => {
		const page = await openPage();
		await page.addInitScript(() => {
			for (const name of ['localStorage', 'sessionStorage']) {
				Object.defineProperty(window, name, {
					get() {
						throw new DOMException('blocked', 'SecurityError');
					},
				});
			}
		});
		const seen = watch(page);
		await openChecklist(page);
		await page.locator('label[for="tick-reload"]').click();
		expect(await said(page)).toMatch(/^1 of /);
		expectNone(seen().console);
	});

	it('has a way out at a "no" that leads to a page', async () => {
		const page = await openPage();
		await openChecklist(page);
		await page.locator('.out a').first().click();
		await page.waitForURL((url) => url.pathname !== address || url.hash !== '');
		expect(await page.locator('h1').textContent()).not.toMatch(/no page at this address/);
	});

	it.each(['light', 'dark'] as const)(
		'has no axe violation when ticked and folded, in %s colours',
		async (colorScheme) => {
			const page = await openPage({ colorScheme });
			await page.addInitScript(axeSource);
			await openChecklist(page);
			for (const label of (await page.locator('[data-step] label').all()).slice(0, 4)) await label.click();
			await page.locator('details summary').nth(6).click();
			expectNone(await violations(page));
			await press(page, 'collapse');
			expectNone(await violations(page));
		},
	);
});

describe('the list of checklists', () => {
	it('is narrowed by words and audience', async () => {
		const page = await openPage();
		await page.goto(at('/checklists/'));
		const rows = page.locator('[data-row]:visible');
		const all = await rows.count();
		await page.locator('[data-filter-text]').fill('dns');
		const some = await rows.count();
		expect(some).toBeGreaterThan(0);
		expect(some).toBeLessThan(all);
		expect(await page.locator('[data-filter-count]').textContent()).toBe(`${some} step${some === 1 ? '' : 's'}`);
		await page.locator('[data-filter-audience]').selectOption('visitor');
		expect(await rows.count()).toBeLessThan(some);
		await page.locator('[data-filter-text]').fill('qqzzxxvv');
		expect(await rows.count()).toBe(0);
		expect(await page.locator('[data-filter-none]').isVisible()).toBe(true);
	});
});
