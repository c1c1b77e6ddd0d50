import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expectNone } from '../support/faults.ts';
import { everySite, type Page, pagesOf, siteUrl } from '../support/sites.ts';

const content = ({ document }: Page, selector: string) =>
	document.querySelector(selector)?.getAttribute('content')?.trim() ?? '';

describe.each(everySite)('$name', (site) => {
	const pages = pagesOf(site);
	/** The pages that people and search engines find by themselves. */
	const listed = pages.filter(({ isEmbed, isNotFound }) => !isEmbed && !isNotFound);
	const failing = (group: Page[], holds: (page: Page) => boolean) =>
		group.filter((page) => !holds(page)).map(({ file }) => file);

	it('has a title on every page, each its own', () => {
		expectNone(failing(pages, ({ document }) => document.title.trim() !== ''));
		const titles = listed.map(({ document }) => document.title);
		expectNone(titles.filter((title, index) => titles.indexOf(title) !== index));
	});

	it('has a description on every page, each its own, in plain words', () => {
		expectNone(failing(pages, (page) => content(page, 'meta[name="description"]').length > 20));
		const descriptions = listed.map((page) => content(page, 'meta[name="description"]'));
		expectNone(descriptions.filter((description, index) => descriptions.indexOf(description) !== index));
		expectNone(descriptions.filter((description) => /[<>`]|\]\(|\*\*/.test(description)));
	});

	it('names on every page the address at which it is canonical', () => {
		expectNone(
			failing(
				listed,
				({ document, path }) =>
					document.querySelector('link[rel="canonical"]')?.getAttribute('href') === siteUrl + path,
			),
		);
	});

	it('keeps frames and the page for missing addresses out of search engines, and nothing else', () => {
		const hidden = pages
			.filter((page) => content(page, 'meta[name="robots"]').includes('noindex'))
			.map(({ file }) => file);
		expect(hidden).toEqual(pages.filter(({ isEmbed, isNotFound }) => isEmbed || isNotFound).map(({ file }) => file));
	});

	it('has one heading of the first level, a language and a viewport on every page', () => {
		expectNone(failing(pages, ({ document }) => document.querySelectorAll('h1').length === 1));
		expectNone(failing(pages, ({ document }) => document.documentElement.lang === 'en'));
		expectNone(
			failing(pages, (page) => content(page, 'meta[name="viewport"]') === 'width=device-width, initial-scale=1'),
		);
	});

	it('leaves out no level of heading', () => {
		const faults = pages.flatMap(({ file, document }) => {
			let before = 0;
			return [...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].flatMap((heading) => {
				const level = Number(heading.tagName[1]);
				const skips = level > before + 1;
				before = level;
				return skips ? [`${file}: ${heading.tagName} "${heading.textContent?.trim()}"`] : [];
			});
		});
		expectNone(faults);
	});

	it('has a picture for previews behind every page', () => {
		const picture = (page: Page) => content(page, 'meta[property="og:image"]');
		expectNone(failing(listed, (page) => picture(page).startsWith(`${siteUrl}${site.base}og/`)));
		expectNone(
			failing(listed, (page) => existsSync(join(site.dir, picture(page).slice(siteUrl.length + site.base.length)))),
		);
	});

	it('has structured data that can be read, with addresses of this site', () => {
		const faults: string[] = [];
		let items = 0;
		for (const { file, document } of listed) {
			for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
				items += 1;
				const text = script.textContent ?? '';
				const item = JSON.parse(text) as Record<string, unknown>;
				if (item['@context'] !== 'https://schema.org' || !item['@type']) faults.push(`${file}: no context or type`);
				for (const [address] of text.matchAll(/https:\/\/handbook\.example[^"#?]*/g)) {
					if (!address.startsWith(siteUrl + site.base)) faults.push(`${file}: ${address}`);
				}
			}
		}
		expectNone(faults);
		expect(items).toBeGreaterThan(listed.length);
	});

	it('shows the way, the audience, the last review and what to read next on the page of every entry', () => {
		const entries = pages.filter(({ isEntry }) => isEntry);
		expect(entries.length).toBeGreaterThan(50);
		expectNone(failing(entries, ({ document }) => document.querySelector('nav[aria-label="Breadcrumb"] a') !== null));
		expectNone(failing(entries, ({ document }) => document.querySelector('nav[aria-label="On this page"] a') !== null));
		expectNone(failing(entries, ({ document }) => document.querySelector('h1 + .lede')?.textContent?.trim() !== ''));
		const facts = ({ document }: Page) => [...document.querySelectorAll('.facts dt')].map((term) => term.textContent);
		expectNone(failing(entries, (page) => facts(page).includes('For') && facts(page).includes('Reviewed')));
		expectNone(
			failing(entries, ({ document }) =>
				[...document.querySelectorAll('.tools a')].some((link) => link.textContent?.startsWith('Edit ')),
			),
		);
	});
});
