import { chromium, type Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import { chromiumArguments, findOrInstallChromium } from '../chromium.ts';
import { at, openPage, until } from '../support/browser.ts';
import { axeSource, violations } from '../support/visit.ts';

const open = async (path = '/evidence/', options = {}) => {
	const page = await openPage(options);
	await page.goto(at(path));
	return page;
};

const choice = (page: Page, by: 'moment' | 'outcome' | 'order') => page.locator(`select[data-by="${by}"]`);

describe('the truth table', () => {
	it('narrows to an answer, a moment and chosen gateways, and says how many are left', async () => {
		const page = await open();
		const rows = page.locator('tr[data-row]:visible');
		const all = await rows.count();
		const count = page.locator('[data-count]');
		expect(await count.innerText()).toMatch(new RegExp(`^${all} of ${all} rows, (\\d+) of \\1 gateways$`));

		await choice(page, 'moment').selectOption('connect');
		const connecting = await rows.count();
		expect(connecting).toBeLessThan(all);
		expect(await page.locator('tr[data-row]:visible:not([data-moment="connect"])').count()).toBe(0);

		await choice(page, 'outcome').selectOption('504');
		expect(await rows.count()).toBeLessThanOrEqual(connecting);
		for (const row of await rows.all())
			expect(await row.locator('td[data-outcome="504"], td[data-outcome^="504 "]').count()).toBeGreaterThan(0);

		await choice(page, 'outcome').selectOption('');
		await choice(page, 'moment').selectOption('');
		await page.locator('.choose summary').click();
		await page.getByRole('button', { name: 'None' }).click();
		expect(await rows.count()).toBe(0);
		expect(await page.locator('[data-none]').isVisible()).toBe(true);
		await page.locator('.choose input[value="nginx"]').check();
		expect(await page.locator('thead th:visible').count()).toBe(2);
		expect(await page.locator('[data-chosen]').innerText()).toMatch(/^1 of \d+$/);
		await page.getByRole('button', { name: 'All' }).click();
		expect(await rows.count()).toBe(all);
	});

	it('puts first where the chosen gateways differ most, and goes back to the order of the moments', async () => {
		const page = await open();
		const ids = () => page.locator('tr[data-row] th code').allInnerTexts();
		const before = await ids();
		await choice(page, 'order').selectOption('differ');
		const outcomes = await page
			.locator('tr[data-row]')
			.evaluateAll((rows) => rows.map((row) => Number((row as HTMLElement).dataset.outcomes)));
		expect(outcomes).toEqual([...outcomes].sort((a, b) => b - a));
		expect(await ids()).not.toEqual(before);
		await choice(page, 'order').selectOption('');
		expect(await ids()).toEqual(before);
	});

	it('can be scrolled by keyboard, and keeps its heads in sight', async () => {
		const page = await open('/evidence/', { viewport: { width: 320, height: 640 } });
		const box = page.getByRole('region', { name: /What each gateway answers/ });
		await box.focus();
		for (let step = 0; step < 4; step++) await page.keyboard.press('ArrowRight');
		await page.keyboard.press('PageDown');
		await page.waitForTimeout(600);
		const { left, top } = await box.evaluate((element) => ({ left: element.scrollLeft, top: element.scrollTop }));
		expect(left).toBeGreaterThan(0);
		expect(top).toBeGreaterThan(0);
		const [frame, corner] = [await box.boundingBox(), await box.locator('thead th').first().boundingBox()];
		expect(Math.abs((corner?.x ?? 0) - (frame?.x ?? 0))).toBeLessThan(3);
		expect(Math.abs((corner?.y ?? 0) - (frame?.y ?? 0))).toBeLessThan(3);
	});

	it.each(['light', 'dark'] as const)(
		'keeps its contrast when an answer is looked for, in %s colours',
		async (colorScheme) => {
			const page = await open('/evidence/', { colorScheme });
			await choice(page, 'moment').selectOption('connect');
			await choice(page, 'outcome').selectOption('504');
			expect(await page.locator('td.hit').count()).toBeGreaterThan(2);
			await page.evaluate(axeSource);
			expect(await violations(page, ['color-contrast'])).toEqual([]);
		},
	);

	it('is a table to a screen reader, though its rows are drawn only when they come into sight', async () => {
		// Chromium tells all of a page only to somebody who listens.
		const listening = await chromium.launch({
			executablePath: findOrInstallChromium(),
			args: [...chromiumArguments, '--force-renderer-accessibility'],
		});
		onTestFinished(() => listening.close());
		const page = await listening.newPage();
		await page.goto(at('/evidence/'));
		const { rows, columns } = await page
			.locator('.truth table')
			.evaluate((table: HTMLTableElement) => ({ rows: table.rows.length, columns: table.rows[0]?.cells.length ?? 0 }));
		const session = await page.context().newCDPSession(page);
		await session.send('Accessibility.enable');
		const wanted = { row: rows, columnheader: columns, rowheader: rows - 1, cell: (rows - 1) * (columns - 1) };
		const heard = async () => {
			const { nodes } = await session.send('Accessibility.getFullAXTree');
			const count = (role: string) => nodes.filter((node) => node.role?.value === role).length;
			return Object.fromEntries(Object.keys(wanted).map((role) => [role, count(role)]));
		};
		expect(await until(heard, (counts) => counts.cell === wanted.cell)).toEqual(wanted);
	});

	it('opens the recording of a cell', async () => {
		const page = await open();
		await page.locator('tr[data-row]:has(code:text-is("refuse")) td a').first().click();
		expect(page.url()).toMatch(/\/evidence\/refuse\/#[a-z0-9.-]+$/);
		await page.locator(':target').waitFor();
	});

	it('is whole without script, and without controls that do nothing', async () => {
		const page = await open('/evidence/', { javaScriptEnabled: false });
		expect(await page.locator('tr[data-row]:visible').count()).toBeGreaterThan(50);
		expect(await page.locator('button:visible, select:visible, input:visible').count()).toBe(0);
	});

	it('lets each part of a recording be copied alone', async () => {
		const page = await open('/evidence/refuse/', { permissions: ['clipboard-read', 'clipboard-write'] });
		const block = page.locator('section.cell .block').nth(1);
		await block.getByRole('button', { name: 'Copy' }).click();
		await block.getByRole('button', { name: /Copied|Press/ }).waitFor();
		expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await block.locator('samp').textContent());
	});
});
