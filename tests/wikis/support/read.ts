import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { ExportedChecklist, Ticked } from '../../../src/exports/checklist.ts';
import { mapLinks } from '../../../src/knowledge/inline.ts';
import { expectSame, type Reading } from '../../unit/exports/reading.ts';

/**
 * Reads what a wiki shows of an export: all that a person sees of it, and its codes, links and ticks.
 *
 * @param root what holds the page's own text
 * @param leftOut what the wiki adds inside of it, its links for editing
 */
export const readWiki = (page: Page, root: string, leftOut = ''): Promise<Reading> =>
	page.locator(root).evaluate((content: HTMLElement, notOurs): Reading => {
		if (notOurs) for (const element of content.querySelectorAll<HTMLElement>(notOurs)) element.style.display = 'none';
		const boxes = [...content.querySelectorAll<HTMLInputElement>('input[type="checkbox"]')];
		// The first list holds the steps. An item without a sign is neither and makes the reading wrong.
		const items = [...(content.querySelector('ul')?.children ?? [])] as HTMLElement[];
		const signs = items.flatMap((item) => /^\s*[☐☑]/u.exec(item.innerText)?.[0].trim() ?? []);
		return {
			text: content.innerText,
			codes: [...content.querySelectorAll('code')].map((code) => code.textContent ?? ''),
			links: [...content.querySelectorAll('a[href]')].map((link) => link.getAttribute('href') ?? ''),
			ticks: boxes.length > 0 ? boxes.map(({ checked }) => checked) : signs.map((sign) => sign === '☑'),
		};
	}, leftOut);

/**
 * Compares as `expectSame`, with all addresses decoded: wikis and browsers percent-encode what they cannot hold, and that
 * is not what is compared.
 */
export function expectSameInWiki(reading: Reading, checklist: ExportedChecklist, ticked: Ticked): void {
	const decoded: ExportedChecklist = {
		...checklist,
		url: decodeURI(checklist.url),
		summary: mapLinks(checklist.summary, decodeURI),
		steps: checklist.steps.map((step) => ({
			...step,
			url: decodeURI(step.url),
			how: mapLinks(step.how, decodeURI),
			why: mapLinks(step.why, decodeURI),
			...(step.no ? { no: { ...step.no, url: decodeURI(step.no.url) } } : {}),
			more: step.more.map((page) => ({ ...page, url: decodeURI(page.url) })),
		})),
	};
	expect(reading.ticks).toBeDefined();
	expectSame({ ...reading, links: reading.links.map((url) => decodeURI(url)) }, decoded, ticked);
}
