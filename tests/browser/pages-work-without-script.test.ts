import { describe, expect, it } from 'vitest';
import { at, openPage } from '../support/browser.ts';

const open = async (path: string) => {
	const page = await openPage({ javaScriptEnabled: false });
	await page.goto(at(path));
	return page;
};

describe('without script', () => {
	it.each([
		'/',
		'/causes/',
		'/symptoms/nginx/connection-refused/',
		'/guides/for-visitors/',
		'/checklists/',
		'/checklists/visitor/',
		'/products/nginx/',
		'/search/',
		'/404.html',
	])('%s shows its text and no control that does nothing', async (path) => {
		const page = await open(path);
		expect(await page.locator('h1').isVisible()).toBe(true);
		expect((await page.locator('main').innerText()).length).toBeGreaterThan(100);
		expect(
			await page.locator('button:visible, progress:visible, select:visible, form:visible').allInnerTexts(),
		).toEqual([]);
	});

	it('leads on: links work, and the search link leads to a page that says what to do', async () => {
		const page = await open('/');
		await page.locator('.card').first().click();
		expect(await page.locator('[data-step]').count()).toBeGreaterThan(5);
		await page.locator('[data-search]').click();
		expect(new URL(page.url()).pathname).toBe('/search/');
		expect(await page.locator('main').innerText()).toMatch(/search needs script/i);
		await page.locator('noscript a, main a').first().click();
		expect(new URL(page.url()).pathname).toBe('/symptoms/');
	});

	it('has checkboxes that tick and details that open', async () => {
		const page = await open('/checklists/visitor/');
		await page.locator('label[for="tick-reload"]').click();
		expect(await page.locator('#tick-reload').isChecked()).toBe(true);
		await page.locator('#reload summary').click();
		expect(await page.locator('#reload details p').first().isVisible()).toBe(true);
	});
});
