import { describe, expect, it } from 'vitest';
import { at, openPage } from '../support/browser.ts';
import { expectNone } from '../support/faults.ts';
import { axeSource, violations } from '../support/visit.ts';

const focused = (selector: string) => `document.activeElement?.matches(${JSON.stringify(selector)}) === true`;

describe('the search over the page', () => {
	it('fetches nothing before somebody searches', async () => {
		const page = await openPage();
		const requests: string[] = [];
		page.on('request', (request) => requests.push(new URL(request.url()).pathname));
		for (const path of ['/', '/causes/', '/search/', '/checklists/visitor/']) {
			await page.goto(at(path), { waitUntil: 'networkidle' });
			await page.mouse.move(300, 300);
			await page.mouse.wheel(0, 2000);
			await page.waitForLoadState('networkidle');
		}
		const engine = /pagefind|signatures|search-engine|finder/;
		expectNone(requests.filter((path) => engine.test(path)));
		await page.goto(at('/search/#q=timeout'));
		await page.locator('[data-result]').first().waitFor();
		expect(requests.some((path) => engine.test(path))).toBe(true);
	});

	it.each(['/', '/causes/', '/symptoms/nginx/connection-refused/', '/checklists/visitor/', '/guides/for-visitors/'])(
		'is opened by "/" on %s, walked by arrows, and left by Escape',
		async (path) => {
			const page = await openPage();
			await page.goto(at(path, 'kb'));
			const link = page.locator('main a:visible').first();
			await link.focus();
			await page.keyboard.press('/');
			await page.locator('dialog[open] input').waitFor();
			expect(await page.evaluate(focused('dialog input'))).toBe(true);
			await page.keyboard.type('timeout');
			await page.locator('dialog [data-result]').first().waitFor();
			await page.keyboard.press('ArrowDown');
			expect(await page.evaluate(focused('dialog [data-result] a'))).toBe(true);
			await page.keyboard.press('ArrowUp');
			expect(await page.evaluate(focused('dialog input'))).toBe(true);
			await page.keyboard.press('Escape');
			expect(await page.locator('dialog[open]').count()).toBe(0);
			expect(await link.evaluate((element) => element === document.activeElement)).toBe(true);
		},
	);

	it('takes the words that are typed while its code is still on the way', async () => {
		const page = await openPage();
		await page.goto(at('/causes/'));
		await page.route(/finder/, async (route) => {
			await new Promise((resolve) => setTimeout(resolve, 600));
			await route.continue();
		});
		await page.keyboard.press('/');
		await page.keyboard.type('timeout');
		await page.locator('dialog [data-result]').first().waitFor();
		expect(await page.locator('dialog input').inputValue()).toBe('timeout');
	});

	it('goes to the first result on Enter, and to a chosen one', async () => {
		const page = await openPage();
		await page.goto(at('/causes/'));
		await page.keyboard.press('/');
		await page.locator('dialog[open] input').waitFor();
		await page.keyboard.type('AH01114');
		await page.locator('dialog [data-result]').first().waitFor();
		await page.keyboard.press('Enter');
		await page.waitForURL('**/symptoms/apache/**');
		await page.keyboard.press('/');
		await page.locator('dialog[open] input').waitFor();
		await page.keyboard.type('timeout');
		await page.locator('dialog [data-result]').nth(1).waitFor();
		await page.keyboard.press('ArrowDown');
		await page.keyboard.press('ArrowDown');
		const chosen = await page.evaluate(() => (document.activeElement as HTMLAnchorElement).pathname);
		await page.keyboard.press('Enter');
		await page.waitForURL((url) => url.pathname === chosen);
	});

	it('opens from the header, and "/" stays a character where somebody types', async () => {
		const page = await openPage();
		await page.goto(at('/'));
		await page.locator('[data-search]').click();
		await page.locator('dialog[open] input').waitFor();
		await page.keyboard.type('a/b');
		expect(await page.locator('dialog input').inputValue()).toBe('a/b');
		await page.getByRole('button', { name: 'Close' }).click();
		expect(await page.locator('dialog[open]').count()).toBe(0);
		await page.locator('[data-paste] textarea').focus();
		await page.keyboard.press('/');
		expect(await page.locator('dialog[open]').count()).toBe(0);
		expect(await page.locator('[data-paste] textarea').inputValue()).toBe('/');
	});

	it.each(['light', 'dark'] as const)('has no axe violation while it is open, in %s colours', async (colorScheme) => {
		const page = await openPage({ colorScheme });
		await page.addInitScript(axeSource);
		await page.goto(at('/causes/'));
		await page.keyboard.press('/');
		await page.locator('dialog[open] input').waitFor();
		await page.keyboard.type('timeout');
		await page.locator('dialog [data-result]').first().waitFor();
		expectNone(await violations(page));
	});
});
