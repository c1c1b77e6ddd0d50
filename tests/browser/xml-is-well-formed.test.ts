import { expect, it } from 'vitest';
import { openPage } from '../support/browser.ts';
import { everySite, readSiteFile } from '../support/sites.ts';

it('has XML that a strict parser takes: sitemap and feed, at both base paths', async () => {
	const page = await openPage();
	for (const site of everySite) {
		for (const file of ['sitemap-index.xml', 'sitemap-0.xml', 'feed.xml']) {
			const text = readSiteFile(site, file);
			const fault = await page.evaluate(
				(xml) => new DOMParser().parseFromString(xml, 'text/xml').querySelector('parsererror')?.textContent ?? '',
				text,
			);
			expect(fault, `${site.base}${file}`).toBe('');
		}
	}
});
