import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expectNone } from '../support/faults.ts';
import { everySite, type Page, pagesOf, type Site, siteUrl } from '../support/sites.ts';

/** Words that say nothing when a screen reader lists the links of a page. */
const emptyWords = /^(here|click here|this|this page|link|more|read more|this link)$/i;

/** Ids of each page, by address. */
const idsOf = (pages: Page[]) =>
	new Map(
		pages.map(({ path, document }) => [path, new Set([...document.querySelectorAll('[id]')].map(({ id }) => id))]),
	);

/** What is wrong with an address on a page, or nothing. */
function faultOf(address: string, page: Page, site: Site, ids: Map<string, Set<string>>): string | undefined {
	if (!URL.canParse(address, siteUrl + page.path)) return 'is no address';
	const url = new URL(address, siteUrl + page.path);
	if (url.protocol === 'data:') return undefined;
	if (url.origin !== siteUrl)
		return url.protocol === 'https:' || url.protocol === 'http:' ? undefined : `has the scheme ${url.protocol}`;
	if (!url.pathname.startsWith(site.base)) return `leaves the base path ${site.base}`;
	const file = decodeURIComponent(url.pathname.slice(site.base.length));
	if (!existsSync(join(site.dir, file.endsWith('/') || file === '' ? `${file}index.html` : file)))
		return 'leads to no file';
	if (!url.hash) return undefined;
	// A fragment that a script reads (`#q=…`, `#done=…`) names no element.
	if (/^#[a-z]+=/.test(url.hash)) return undefined;
	return ids.get(url.pathname)?.has(decodeURIComponent(url.hash.slice(1)))
		? undefined
		: 'names a fragment that is not there';
}

describe.each(everySite)('$name', (site) => {
	const pages = pagesOf(site);

	it('has no link, picture or file that leads nowhere or out of its base path', () => {
		const ids = idsOf(pages);
		const faults = new Set<string>();
		let links = 0;
		for (const page of pages) {
			for (const element of page.document.querySelectorAll('[href], [src], [data-copy-twin], [action]')) {
				const address =
					['href', 'src', 'data-copy-twin', 'action']
						.map((name) => element.getAttribute(name))
						.find((value) => value !== null) ?? '';
				links += 1;
				const fault = faultOf(address, page, site, ids);
				if (fault) faults.add(`${page.file}: ${address} ${fault}`);
			}
		}
		expect(links).toBeGreaterThan(pages.length * 10);
		expectNone(faults);
	});

	it('names no address without its base path in a picture or canonical link of the head', () => {
		const faults = pages.flatMap((page) =>
			['meta[property="og:url"]', 'meta[property="og:image"]']
				.map((selector) => page.document.querySelector(selector)?.getAttribute('content'))
				.filter((address) => address && !address.startsWith(siteUrl + site.base))
				.map((address) => `${page.file}: ${address}`),
		);
		expectNone(faults);
	});

	it('gives every link words of its own', () => {
		const faults = pages.flatMap((page) =>
			[...page.document.querySelectorAll('a[href]')]
				.map((link) => (link.getAttribute('aria-label') ?? link.textContent ?? '').replace(/\s+/g, ' ').trim())
				.filter((words) => words === '' || emptyWords.test(words))
				.map((words) => `${page.file}: a link says "${words}"`),
		);
		expectNone(faults);
	});

	it('has no id twice on a page', () => {
		const faults = pages.flatMap(({ file, document }) => {
			const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
			return ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${file}: #${id}`);
		});
		expectNone(faults);
	});
});
