import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';

/** A built site under test. */
export interface Site {
	/** How tests speak of it. */
	name: string;
	/** Base path, with slashes at both ends. */
	base: string;
	/** Where it is built. */
	dir: string;
	/** The editor that its "edit" links lead to; empty for a deployment that names none. */
	editUrl: string;
}

/** Origin that the tests build for; nobody ever asks it for anything. */
export const siteUrl = 'https://handbook.example';

/** The same source at two base paths, with and without an address for its editor. */
export const sites = {
	root: { name: 'the site at /', base: '/', dir: '.work/site-root', editUrl: '' },
	kb: {
		name: 'the site at /kb/502/',
		base: '/kb/502/',
		dir: '.work/site-kb',
		editUrl: 'https://git.example/edit/{path}',
	},
} as const satisfies Record<string, Site>;

export const everySite: readonly Site[] = Object.values(sites);

/** One built HTML file. */
export interface Page {
	/** Path inside the site's folder, `causes/x/index.html`. */
	file: string;
	/** Address without origin, with base path: `/kb/502/causes/x/`. */
	path: string;
	html: string;
	document: Document;
	/** A frame's document: made of one file, listed nowhere. */
	isEmbed: boolean;
	isNotFound: boolean;
	/** The page of an entry of the content; the others are lists, the home page, the search. */
	isEntry: boolean;
}

/** All files of a built site, with forward slashes. */
export function filesOf({ dir }: Site): string[] {
	if (!existsSync(join(dir, 'index.html')))
		throw new Error(`There is no built site in ${dir}. Build it first: node tests/build-sites.ts`);
	return readdirSync(dir, { recursive: true, withFileTypes: true })
		.filter((item) => item.isFile())
		.map((item) =>
			join(item.parentPath, item.name)
				.replaceAll('\\', '/')
				.slice(dir.length + 1),
		)
		.sort();
}

export const readSiteFile = ({ dir }: Site, file: string) => readFileSync(join(dir, file), 'utf8');

/** Every HTML page of a built site; checklists exported as HTML are files to take away, not pages. */
export function pagesOf(site: Site): Page[] {
	const pages = filesOf(site)
		.filter((file) => file.endsWith('.html') && !file.startsWith('wiki/'))
		.map((file): Page => {
			const html = readSiteFile(site, file);
			let document: Document | undefined;
			return {
				file,
				path: site.base + file.replace(/(^|\/)index\.html$/, '$1'),
				html,
				get document() {
					document ??= parseHTML(html).document as unknown as Document;
					return document;
				},
				isEmbed: file.startsWith('embed/'),
				isNotFound: file === '404.html',
				isEntry: html.includes(' data-pagefind-body'),
			};
		});
	// A check over no pages would pass.
	if (pages.length < 50) throw new Error(`Only ${pages.length} pages are in ${site.dir}; the build is not whole.`);
	return pages;
}
