import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { frameSnippet } from '../../../src/exports/frame.ts';
import { at, openPage, until } from '../../support/browser.ts';
import { sites } from '../../support/sites.ts';
import { realChecklists } from '../../unit/exports/samples.ts';
import type { Wiki } from './wiki.ts';

/** The checklist that the tests frame. */
const id = 'nginx';

/**
 * The snippet that the handbook hands out for a checklist. It leads to the built site on a host and port of its own: to
 * the wikis, another site.
 *
 * @throws {Error} when the site is not built
 */
export async function snippet(): Promise<string> {
	const { dir } = sites.root;
	if (!existsSync(join(dir, 'embed/checklists', id, 'index.html')))
		throw new Error(`There is no built site in ${dir}. Build it first: node tests/build-sites.ts`);
	const checklist = (await realChecklists()).find((item) => item.id === id);
	if (!checklist) throw new Error(`There is no checklist "${id}".`);
	return frameSnippet(checklist, at(`/embed/checklists/${id}/`));
}

/** A wiki page with HTML in it, and every address of the handbook that the browser asked for. */
export interface PageWithHtml {
	page: Page;
	asked: string[];
}

/** Saves HTML in a page of a wiki and opens it in a profile of its own, closed when the test ends. */
export async function openPageWithHtml(wiki: Wiki, html: string): Promise<PageWithHtml> {
	const address = await wiki.saveHtml('frame', html);
	// No colours of the tests' own: the wiki decides.
	const page = await openPage({ colorScheme: null });
	const asked: string[] = [];
	page.on('request', (request) => {
		if (request.url().startsWith(at('/'))) asked.push(request.url());
	});
	await page.goto(address);
	return { page, asked };
}

/** The wiki shows the checklist in the frame, and its boxes can be ticked. */
export async function expectFrame({ page }: PageWithHtml): Promise<void> {
	await page.locator('iframe').scrollIntoViewIfNeeded();
	const frame = page.frameLocator('iframe');
	await frame.locator('handbook-checklist[data-ready]').waitFor();
	const boxes = frame.locator('input[type="checkbox"]');
	const all = await boxes.count();
	expect(all).toBeGreaterThan(5);
	expect(await frame.locator('[data-progress]').textContent()).toBe(`0 of ${all}`);
	await frame.locator('label[for^="tick-"]').nth(1).click();
	expect(await boxes.nth(1).isChecked()).toBe(true);
	expect(await frame.locator('[data-progress]').textContent()).toBe(`1 of ${all}`);
}

/** The wiki has made no frame of it: it shows the HTML as text, and nobody asked the handbook for anything. */
export async function expectNoFrame({ page, asked }: PageWithHtml): Promise<void> {
	expect(await page.locator('iframe').count()).toBe(0);
	expect(await page.locator('body').innerText()).toContain('<iframe src=');
	await page.waitForLoadState('networkidle');
	expect(asked).toEqual([]);
}

/** What the handbook tells hosts to put beside the frame where script may run. */
export const hostScript = `<script>
addEventListener('message', (event) => {
	if (!event.data || event.data.type !== 'kb502:height') return;
	for (const frame of document.querySelectorAll('iframe'))
		if (frame.contentWindow === event.source) frame.style.height = event.data.height + 'px';
});
</script>`;

/** The frame takes the colours that the wiki gives its element or sends it, and goes back to them. */
export async function expectTheme({ page }: PageWithHtml): Promise<void> {
	const ink = () =>
		page
			.frameLocator('iframe')
			.locator('body')
			.evaluate((body) => getComputedStyle(body).color);
	const light = await ink();
	await page.locator('iframe').evaluate((frame) => {
		(frame as HTMLElement).style.colorScheme = 'dark';
	});
	expect(await until(ink, (colour) => colour !== light)).not.toBe(light);
	const dark = await ink();
	const send = (theme: string) =>
		page.locator('iframe').evaluate((frame, wanted) => {
			(frame as HTMLIFrameElement).contentWindow?.postMessage({ type: 'kb502:theme', theme: wanted }, '*');
		}, theme);
	await send('light');
	expect(await until(ink, (colour) => colour === light)).toBe(light);
	await send('auto');
	expect(await until(ink, (colour) => colour === dark)).toBe(dark);
}

/** With the host's script on the page, the frame is as high as the checklist, also after it has grown. */
export async function expectHeight({ page }: PageWithHtml): Promise<void> {
	const frame = page.frameLocator('iframe');
	await frame.locator('handbook-checklist[data-ready]').waitFor();
	const outside = () => page.locator('iframe').evaluate((element) => element.clientHeight);
	const inside = () => frame.locator('body').evaluate((body) => Math.ceil(body.getBoundingClientRect().height));
	const difference = async () => Math.abs((await outside()) - (await inside()));
	expect(await until(difference, (pixels) => pixels <= 2)).toBeLessThanOrEqual(2);
	const before = await outside();
	await frame.locator('summary').first().click();
	expect(await until(outside, (height) => height > before)).toBeGreaterThan(before);
	expect(await until(difference, (pixels) => pixels <= 2)).toBeLessThanOrEqual(2);
}
