import { describe, expect, it } from 'vitest';
import { everySite, filesOf, pagesOf, readSiteFile, type Site } from '../support/sites.ts';

/** A site's style sheets with the base path taken out. */
const styles = (site: Site) =>
	filesOf(site)
		.filter((file) => file.endsWith('.css'))
		.map((file) => readSiteFile(site, file).replaceAll(`${site.base}_astro/`, '/_astro/'));

describe('the sites at both base paths', () => {
	const [root, kb] = everySite as [Site, Site];

	it('have the same pages', () => {
		expect(pagesOf(kb).map(({ file }) => file)).toEqual(pagesOf(root).map(({ file }) => file));
	});

	// What lets axe look at one of them in light colours and at the other in dark.
	it('have the same style sheets', () => {
		expect(styles(root).length).toBeGreaterThan(0);
		expect(styles(kb)).toEqual(styles(root));
	});
});
