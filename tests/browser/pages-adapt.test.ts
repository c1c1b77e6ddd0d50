import { describe, expect, it } from 'vitest';
import { at, openPage } from '../support/browser.ts';
import { expectNone } from '../support/faults.ts';

describe('on paper', () => {
	it('a checklist shows its steps, readings and ways out, and the reasons only where they were opened', async () => {
		const page = await openPage();
		await page.goto(at('/checklists/visitor/'));
		await page.locator('#check-others summary').click();
		await page.emulateMedia({ media: 'print' });
		for (const part of ['#tick-reload', '#reload em', '#reload > p', '#reload .out a', '#check-others details > p']) {
			expect(await page.locator(part).first().isVisible(), part).toBe(true);
		}
		expect(await page.locator('#reload details').isVisible()).toBe(false);
		// A link on paper is its address.
		const address = await page.locator('#reload .out a').evaluate((link) => getComputedStyle(link, '::after').content);
		expect(address).toContain('/causes/');
	});

	it('leaves out what only a screen needs', async () => {
		const page = await openPage();
		await page.goto(at('/checklists/visitor/'));
		const controls = page.locator('.site-head, .toc, .tools, .skip').filter({ visible: true });
		expect(await controls.count()).toBeGreaterThan(2);
		await page.emulateMedia({ media: 'print' });
		expect(await controls.count()).toBe(0);
	});

	it('is black on white, whatever colours were chosen for the screen', async () => {
		const page = await openPage({ colorScheme: 'dark' });
		await page.goto(at('/symptoms/nginx/connection-refused/'));
		// A browser may name a colour in any notation; a pixel painted with it is always red, green and blue.
		const red = () =>
			page.locator('h1').evaluate((title) => {
				const canvas = document.createElement('canvas').getContext('2d');
				if (!canvas) throw new Error('There is no canvas.');
				canvas.fillStyle = getComputedStyle(title).color;
				canvas.fillRect(0, 0, 1, 1);
				return canvas.getImageData(0, 0, 1, 1).data[0];
			});
		await page.locator('[data-theme-switch]').click();
		await page.locator('[data-theme-switch]').click();
		expect(await red()).toBeGreaterThan(200);
		await page.emulateMedia({ media: 'print' });
		expect(await red()).toBeLessThan(60);
	});

	it('prints at all', async () => {
		const page = await openPage();
		await page.goto(at('/checklists/site-owner/'));
		expect((await page.pdf()).length).toBeGreaterThan(10_000);
	});
});

describe('the switch for colours', () => {
	it('goes from the system to light to dark and back, and is remembered on the next page before it is drawn', async () => {
		const page = await openPage({ colorScheme: 'light' });
		await page.goto(at('/'));
		const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
		const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
		const light = await paper();
		const button = page.locator('[data-theme-switch]');
		expect(await button.getAttribute('aria-label')).toBe('Colours: as the system');
		await button.click();
		expect(await theme()).toBe('light');
		await button.click();
		expect(await button.getAttribute('aria-label')).toBe('Colours: dark');
		const dark = await paper();
		expect(dark).not.toBe(light);
		await page.goto(at('/causes/'), { waitUntil: 'commit' });
		await page.locator('main').waitFor();
		expect(await theme()).toBe('dark');
		expect(await paper()).toBe(dark);
		await button.click();
		expect(await theme()).toBeUndefined();
		await page.reload();
		expect(await paper()).toBe(light);
	});

	it('lets light be chosen on a dark system', async () => {
		const page = await openPage({ colorScheme: 'dark' });
		await page.goto(at('/'));
		const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
		const dark = await paper();
		await page.locator('[data-theme-switch]').click();
		expect(await paper()).not.toBe(dark);
	});
});

describe('for somebody who wants less motion', () => {
	it.each(['/', '/checklists/visitor/', '/symptoms/nginx/connection-refused/'])('nothing moves on %s', async (path) => {
		const page = await openPage({ reducedMotion: 'reduce' });
		await page.goto(at(path));
		const moving = await page.evaluate(() => {
			const long = (times: string) =>
				times.split(',').some((time) => Number.parseFloat(time) * (time.includes('ms') ? 1 : 1000) > 10);
			return [...document.querySelectorAll('*')]
				.filter((element) => {
					const style = getComputedStyle(element);
					return (
						long(style.transitionDuration) ||
						(style.animationName !== 'none' && long(style.animationDuration)) ||
						style.scrollBehavior === 'smooth'
					);
				})
				.map((element) => `${element.localName}.${element.className}`);
		});
		expectNone(moving);
	});
});
