import { describe, expect, it } from 'vitest';
import { expectNone } from '../support/faults.ts';
import { everySite, filesOf, type Page, pagesOf, readSiteFile, type Site, siteUrl } from '../support/sites.ts';

/** A site's style sheets with the base path taken out. */
const styles = (site: Site) =>
	filesOf(site)
		.filter((file) => file.endsWith('.css'))
		.map((file) => readSiteFile(site, file).replaceAll(`${site.base}_astro/`, '/_astro/'));

/** A document with the base path and the link to its editor taken out. */
const plain = ({ base }: Site, { html }: Page) =>
	html
		.replaceAll(siteUrl + base, `${siteUrl}/`)
		.replaceAll(/(["'=( ])(?:\/kb\/502)?\//g, '$1/')
		.replace(/href="[^"]*">Edit content/, '>Edit content');

describe('the sites at both base paths', () => {
	const [root, kb] = everySite as [Site, Site];

	it('have the same pages', () => {
		expect(pagesOf(kb).map(({ file }) => file)).toEqual(pagesOf(root).map(({ file }) => file));
	});

	// What lets a browser look at one page here and at the next one there.
	it('have the same documents, but for the base path and where an editor is', () => {
		const others = new Map(pagesOf(kb).map((page) => [page.file, page]));
		expectNone(
			pagesOf(root).flatMap((page) => {
				const other = others.get(page.file);
				return other && plain(kb, other) === plain(root, page) ? [] : [page.path];
			}),
		);
	});

	// What lets axe look at one of them in light colours and at the other in dark.
	it('have the same style sheets', () => {
		expect(styles(root).length).toBeGreaterThan(0);
		expect(styles(kb)).toEqual(styles(root));
	});
});
