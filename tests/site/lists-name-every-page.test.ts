import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { expectNone } from '../support/faults.ts';
import { everySite, filesOf, pagesOf, readSiteFile, siteUrl } from '../support/sites.ts';

// Whether these files are well-formed XML is a matter for a real parser: tests/browser/xml-is-well-formed.test.ts.

describe.each(everySite)('$name', (site) => {
	const home = siteUrl + site.base;
	const pages = pagesOf(site);

	it('lists in its sitemap exactly the pages that search engines may list', () => {
		const maps = [...readSiteFile(site, 'sitemap-index.xml').matchAll(/<loc>([^<]*)<\/loc>/g)].map(
			([, address]) => address ?? '',
		);
		expect(maps.length).toBeGreaterThan(0);
		const listed = maps.flatMap((address) =>
			[...readSiteFile(site, address.slice(home.length)).matchAll(/<loc>([^<]*)<\/loc>/g)].map(
				([, page]) => page ?? '',
			),
		);
		const indexed = pages
			.filter(({ document }) => !document.querySelector('meta[name="robots"][content*="noindex"]'))
			.map(({ path }) => siteUrl + path);
		expect(listed.sort()).toEqual(indexed.sort());
	});

	it('tells robots where the sitemap is and that frames are not pages', () => {
		const lines = readSiteFile(site, 'robots.txt').trim().split('\n');
		expect(lines).toContain('User-agent: *');
		expect(lines).toContain(`Disallow: ${site.base}embed/`);
		expect(lines).toContain(`Sitemap: ${home}sitemap-index.xml`);
	});

	it('names the twin of every entry in llms.txt', () => {
		const text = readSiteFile(site, 'llms.txt');
		expect(text).toMatch(/^# The 502 Handbook\n\n> \S/);
		const there = new Set(filesOf(site));
		const links = [...text.matchAll(/\]\((\S+?)\)/g)].map(([, address]) => address ?? '');
		expectNone(links.filter((address) => !address.startsWith(home) || !there.has(address.slice(home.length))));
		const entries = pages.filter(({ isEntry }) => isEntry).map(({ path }) => `${siteUrl}${path}index.md`);
		expectNone(entries.filter((address) => !links.includes(address)));
	});

	it('has a feed of changes whose items lead to pages, newest first', () => {
		const { document } = parseHTML(readSiteFile(site, 'feed.xml').replaceAll(/<(\/?)link>/g, '<$1address>'));
		const items = [...document.querySelectorAll('item')];
		expect(items.length).toBeGreaterThan(20);
		const known = new Set(pages.map(({ path }) => siteUrl + path));
		expectNone(
			items.map((item) => item.querySelector('address')?.textContent ?? '').filter((address) => !known.has(address)),
		);
		expectNone(
			items
				.filter((item) => !item.querySelector('title')?.textContent || !item.querySelector('description')?.textContent)
				.map((item) => item.textContent ?? ''),
		);
		const days = items.map((item) => Date.parse(item.querySelector('pubdate')?.textContent ?? ''));
		expect(days).toEqual([...days].sort((a, b) => b - a));
	});
});
