import { describe, expect, it } from 'vitest';
import { at, openPage } from '../support/browser.ts';
import { expectNone } from '../support/faults.ts';

interface Stop {
	words: string;
	/** Something tells the eye where the focus is. */
	shown: boolean;
	inside: boolean;
	last: boolean;
}

describe('by keyboard alone', () => {
	it.each([
		'/',
		'/checklists/visitor/',
		'/symptoms/nginx/connection-refused/',
		'/products/nginx/',
		'/checklists/',
		'/search/',
	])('%s can be walked from top to bottom, with the focus in sight', async (path) => {
		const page = await openPage({ reducedMotion: 'reduce' });
		await page.goto(at(path));
		const stops: Stop[] = [];
		const most = 50 + (await page.locator('a[href], button, input, select, textarea, summary, [tabindex="0"]').count());
		while (stops.length < most && !stops.at(-1)?.last) {
			await page.keyboard.press('Tab');
			stops.push(
				await page.evaluate(() => {
					const element = document.activeElement as HTMLElement;
					const outlined = (candidate: Element) => {
						const { outlineStyle, outlineWidth } = getComputedStyle(candidate);
						return outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
					};
					// A field without a border of its own is shown by the frame around it.
					const frame = element.matches('input, textarea') ? element.closest('form, .paste') : null;
					const box = element.getBoundingClientRect();
					const links = document.querySelectorAll('footer a[href]');
					return {
						words: `${element.localName} "${(element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 60)}"`,
						shown: outlined(element) || (frame !== null && outlined(frame)),
						inside:
							box.width > 0 &&
							box.height > 0 &&
							box.bottom > 0 &&
							box.top < innerHeight &&
							box.right > 0 &&
							box.left < innerWidth,
						last: element === links[links.length - 1],
					};
				}),
			);
		}
		expect(stops[0]?.words).toBe('a "Skip to the content"');
		expect(stops.at(-1)?.last, `the focus never reached the last link; it ended at ${stops.at(-1)?.words}`).toBe(true);
		expectNone(stops.filter(({ shown }) => !shown).map(({ words }) => `${words} does not show its focus`));
		expectNone(stops.filter(({ inside }) => !inside).map(({ words }) => `${words} has the focus out of sight`));
	});

	it('skips the header', async () => {
		const page = await openPage();
		await page.goto(at('/checklists/visitor/'));
		await page.keyboard.press('Tab');
		expect(await page.locator('.skip').evaluate((link) => link.getBoundingClientRect().top)).toBeGreaterThanOrEqual(0);
		await page.keyboard.press('Enter');
		await page.keyboard.press('Tab');
		expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
	});

	it('finds a message, opens its checklist and ticks a step', async () => {
		const page = await openPage();
		await page.goto(at('/'));
		await page.keyboard.press('/');
		await page.locator('dialog[open] input').waitFor();
		await page.keyboard.type('connect() failed (111: Connection refused) while connecting to upstream');
		await page.locator('dialog [data-result]').first().waitFor();
		await page.keyboard.press('ArrowDown');
		await page.keyboard.press('Enter');
		await page.waitForURL('**/symptoms/nginx/connection-refused/');
		const press = async (selector: string, key: string) => {
			for (let tabs = 0; tabs < 150; tabs += 1) {
				await page.keyboard.press('Tab');
				if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) === true, selector)) break;
			}
			await page.keyboard.press(key);
		};
		await press('main a[href*="/checklists/nginx/"]', 'Enter');
		await page.waitForURL('**/checklists/nginx/**');
		await press('[data-step] input', 'Space');
		expect(await page.locator('[data-progress]').textContent()).toMatch(/^1 of /);
	});
});
