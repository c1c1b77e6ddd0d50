import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { expectNone } from '../support/faults.ts';
import { everySite, filesOf, pagesOf, siteUrl } from '../support/sites.ts';

describe.each(everySite)('the frames of $name', (site) => {
	const embeds = pagesOf(site).filter(({ isEmbed }) => isEmbed);

	it('exist for every checklist', () => {
		const checklists = filesOf(site).filter((file) => /^checklists\/[^/]+\/index\.html$/.test(file));
		expect(embeds.map(({ file }) => file)).toEqual(checklists.map((file) => `embed/${file}`));
	});

	it('are one document each, which asks for nothing else', () => {
		const faults = embeds.flatMap(({ file, document }) =>
			[...document.querySelectorAll('[src], [srcset], link:not([rel="canonical"]), object, iframe')].map(
				(element) => `${file}: ${element.outerHTML}`,
			),
		);
		expectNone(faults);
		expectNone(embeds.filter(({ html }) => /@import|url\((?!["']?data:)/.test(html)).map(({ file }) => file));
	});

	it('weigh at most 12 kB', () => {
		expectNone(
			embeds
				.map(({ file, html }) => `${file} ${gzipSync(html).length}`)
				.filter((line) => Number(line.split(' ')[1]) > 12_000),
		);
	});

	it('open links in a page of their own, by whole addresses, because the frame may stand anywhere', () => {
		const faults = embeds.flatMap(({ file, document }) =>
			[...document.querySelectorAll('a[href]')]
				.filter((link) => {
					const address = link.getAttribute('href') ?? '';
					return (
						!/^https?:/.test(address) ||
						link.getAttribute('target') !== '_blank' ||
						!link.getAttribute('rel')?.includes('noopener')
					);
				})
				.map((link) => `${file}: ${link.outerHTML}`),
		);
		expectNone(faults);
	});

	it('name the full page as the canonical one', () => {
		expect(embeds.map(({ document }) => document.querySelector('link[rel="canonical"]')?.getAttribute('href'))).toEqual(
			embeds.map(({ path }) => siteUrl + path.replace('/embed/', '/')),
		);
	});

	it('have the steps of their checklist, with the same ids', () => {
		const steps = (document: Document) => [...document.querySelectorAll('[data-step]')].map(({ id }) => id);
		const pages = new Map(pagesOf(site).map((page) => [page.file, page]));
		for (const { file, document } of embeds) {
			const page = pages.get(file.replace('embed/', ''));
			expect(steps(document).length).toBeGreaterThan(2);
			expect(steps(document)).toEqual(page && steps(page.document));
		}
	});
});
