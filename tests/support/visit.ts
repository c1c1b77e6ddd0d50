import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page as Tab } from 'playwright-core';
import { at, browser } from './browser.ts';
import { type Page, pagesOf, sites } from './sites.ts';

/** The source of axe-core. A script element would be refused by the site's policy; an evaluated text is not. */
export const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** All of WCAG 2.2 AA, and what axe calls good practice. */
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Runs axe on a page that has its source; all rules, or only those named. */
export async function violations(page: Tab, rules?: string[]): Promise<string[]> {
	const runOnly = rules ? { type: 'rule', values: rules } : { type: 'tag', values: standards };
	return page.evaluate(async (only) => {
		interface Axe {
			run(
				options: object,
			): Promise<{ violations: { id: string; help: string; nodes: { html: string; failureSummary: string }[] }[] }>;
		}
		const { axe } = globalThis as unknown as { axe: Axe };
		const found = await axe.run({ runOnly: only, resultTypes: ['violations'], preload: false });
		return found.violations.flatMap(({ id, help, nodes }) =>
			nodes.map(
				({ html, failureSummary }) =>
					`${id} (${help}): ${html.slice(0, 160)} ${failureSummary.split('\n').slice(1, 2).join('')}`,
			),
		);
	}, runOnly);
}

/** What was seen at one page; each list is empty when all is well. */
export interface Visit {
	path: string;
	/** Errors and warnings of the console, and exceptions. */
	console: string[];
	/** What the page's policy refused. */
	refused: string[];
	/** Requests to another host. */
	abroad: string[];
	/** Requests that were answered with an error. */
	failed: string[];
	violations: string[];
	/** Width of the content in a window of 320 pixels. */
	narrow: number;
}

type Seen = Pick<Visit, 'console' | 'refused' | 'abroad' | 'failed'>;

/**
 * Records what a page complains about, from now on.
 *
 * @returns what was seen since the last call, each time it is called
 */
export function watch(page: Tab): () => Seen {
	const host = new URL(at('/')).hostname;
	const nothing = (): Seen => ({ console: [], refused: [], abroad: [], failed: [] });
	let seen = nothing();
	page.on('console', (message) => {
		if (!['error', 'warning'].includes(message.type())) return;
		// Chromium reports through the console what a policy refuses.
		const list = /Content Security Policy/.test(message.text()) ? seen.refused : seen.console;
		list.push(`${message.text()} (${message.location().url})`);
	});
	page.on('pageerror', (error) => seen.console.push(String(error)));
	page.on('request', (request) => {
		if (/^(https?|wss?):/.test(request.url()) && new URL(request.url()).hostname !== host)
			seen.abroad.push(request.url());
	});
	page.on('response', (response) => {
		if (response.status() >= 400) seen.failed.push(`${response.status()} ${response.url()}`);
	});
	return () => {
		const since = seen;
		seen = nothing();
		return since;
	};
}

const wide = { width: 1280, height: 900 };
const narrow = { width: 320, height: 640 };

/** One of the many pages that a few templates draw: messages, causes, recordings … */
const isOneOfMany = ({ file }: Page) => file.split('/').length > 2 && !file.startsWith('embed/');

/**
 * The pages to visit at one base path: all lists, frames and pages of which there is one only; of the others every
 * second one, and the other base path has the rest. Both sites' documents are the same but for the base path, which
 * tests/site/sites-look-the-same.test.ts makes sure of.
 */
export function pagesToVisit(name: keyof typeof sites): Page[] {
	const pages = pagesOf(sites[name]);
	const many = pages.filter(isOneOfMany);
	const turn = Object.keys(sites).indexOf(name);
	return pages.filter((page) => !isOneOfMany(page) || many.indexOf(page) % 2 === turn);
}

/** Visits the pages of a site, one after the other in one tab, in one scheme of colours; wide, then narrow. */
export async function visitEveryPage(name: keyof typeof sites, colorScheme: 'light' | 'dark'): Promise<Visit[]> {
	const visits: Visit[] = [];
	const context = await (await browser()).newContext({ viewport: wide, colorScheme, reducedMotion: 'reduce' });
	await context.addInitScript(axeSource);
	const page = await context.newPage();
	const seen = watch(page);
	for (const { file, path } of pagesToVisit(name)) {
		await page.goto(new URL(path, at('/', name)).href);
		// The page for missing addresses searches by itself.
		if (file === '404.html') await page.locator('[data-result], [data-no-results]').first().waitFor();
		const found = await violations(page);
		await page.setViewportSize(narrow);
		const width = await page.evaluate(() => document.scrollingElement?.scrollWidth ?? 0);
		await page.setViewportSize(wide);
		visits.push({ path, ...seen(), violations: found, narrow: width });
	}
	await context.close();
	return visits;
}
