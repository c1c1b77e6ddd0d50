import { extract } from '@extractus/oembed-extractor';
import { describe, expect, it } from 'vitest';
import { everySite, filesOf, readSiteFile, siteUrl } from '../support/sites.ts';

const checklistsOf = (site: (typeof everySite)[number]) =>
	filesOf(site).flatMap((file) => /^checklists\/(.+)\/index\.html$/.exec(file)?.[1] ?? []);

describe.each(everySite)('oEmbed of $name', (site) => {
	/** The published site, played by the built files. */
	const fetcher = async (address: string | URL) => {
		const { origin, pathname } = new URL(address);
		if (origin !== siteUrl || !pathname.startsWith(site.base)) return new Response('', { status: 404 });
		const path = pathname.slice(site.base.length).replace(/(^|\/)$/, '$1index.html');
		const type = path.endsWith('.json') ? 'application/json' : 'text/html';
		return new Response(readSiteFile(site, path), { headers: { 'Content-Type': type } });
	};

	it.each(checklistsOf(site))('is found by a consumer that knows nothing of this site: %s', async (id) => {
		const page = `${siteUrl}${site.base}checklists/${id}/`;
		const found = await extract(page, { maxwidth: 500 }, fetcher as typeof fetch);
		expect(found).toMatchObject({ version: '1.0', type: 'rich', provider_name: 'The 502 Handbook', width: 600 });
		const { html, height } = found as unknown as { html: string; height: number };
		// Consumers want the frame outermost, and its address whole.
		expect(html).toMatch(/^<iframe src="https:\/\/handbook\.example\/[^"]+" title="[^"]+" [^>]*><\/iframe>$/);
		expect(html).toContain(`src="${siteUrl}${site.base}embed/checklists/${id}/"`);
		expect(height).toBeGreaterThan(300);
		expect((await fetcher(/src="([^"]+)"/.exec(html)?.[1] ?? '')).status).toBe(200);
	});
});
