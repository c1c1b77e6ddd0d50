import { globSync, readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { parseHTML } from 'linkedom';

/** Bytes on the wire: compressed, unless that makes the file larger (Pagefind's own files are compressed already). */
const wireBytes = (content: Buffer) => Math.min(content.length, gzipSync(content).length);

export interface PageBytes {
	html: number;
	css: number;
	script: number;
	/** Words in the main part. */
	words: number;
}

/**
 * What a first visit to a content page fetches, compressed: medians over the pages of a built site.
 *
 * @param siteDir a site built for the path `/`
 * @param isContent picks the pages that were made from entries, by path within the site
 */
export async function pageBytes(siteDir: string, isContent: (path: string) => boolean): Promise<PageBytes> {
	const paths = (await readdir(siteDir, { recursive: true })).filter(
		(path) => path.endsWith('index.html') && isContent(path.replaceAll('\\', '/')),
	);
	const sizes = new Map<string, number>();
	const sizeOf = (url: string) => {
		const known = sizes.get(url);
		if (known !== undefined) return known;
		const size = wireBytes(readFileSync(join(siteDir, url)));
		sizes.set(url, size);
		return size;
	};
	const pages = paths.map((path) => {
		const html = readFileSync(join(siteDir, path));
		const { document } = parseHTML(html.toString());
		const urls = (selector: string, attribute: string) =>
			[...document.querySelectorAll(selector)]
				.map((element) => element.getAttribute(attribute) ?? '')
				.filter((url) => url.startsWith('/'));
		const total = (list: Iterable<string>) => [...new Set(list)].reduce((sum, url) => sum + sizeOf(url), 0);
		return {
			html: wireBytes(html),
			css: total(urls('link[rel=stylesheet]', 'href')),
			script: total(
				urls('script[src], link[rel=modulepreload]', 'src').flatMap((url) => [url, ...importedBy(siteDir, url)]),
			),
			words: (document.querySelector('main')?.textContent ?? '').split(/\s+/).length,
		};
	});
	const median = (field: keyof PageBytes) =>
		pages.map((page) => page[field]).sort((a, b) => a - b)[pages.length >> 1] ?? 0;
	return { html: median('html'), css: median('css'), script: median('script'), words: median('words') };
}

/** The modules that a module of a bundle loads at once, and theirs. */
function importedBy(siteDir: string, url: string, seen = new Set<string>()): string[] {
	const code = readFileSync(join(siteDir, url), 'utf8');
	for (const [, path = ''] of code.matchAll(/(?:import|from)\s*["'](\.[^"']+)["']/g)) {
		const imported = new URL(path, `http://site${url}`).pathname;
		if (seen.has(imported)) continue;
		seen.add(imported);
		importedBy(siteDir, imported, seen);
	}
	return [...seen];
}

export interface FirstSearch {
	/** Compressed bytes by what was fetched. */
	parts: Record<string, number>;
	total: number;
	results: number;
}

/** Files that a browser loads for the search besides those that Pagefind fetches here, where it has no worker: its own code, our engine, our list of messages. */
const loadedInBrowser = {
	'pagefind.js': 'pagefind/pagefind.js',
	'pagefind-worker.js': 'pagefind/pagefind-worker.js',
	'search-engine.js': '_astro/search-engine.*.js',
	'signatures.json': 'api/v1/signatures.json',
};

/** As many results as the search page shows, and so loads the texts of (`src/elements/search-engine.ts`). */
const shownResults = 12;

/**
 * The bytes that the first search of a visit fetches: Pagefind's own code runs here, reads the site's files, and each of
 * them is counted, compressed.
 *
 * @param siteDir a site built for the path `/`
 */
export async function firstSearch(siteDir: string, word: string): Promise<FirstSearch> {
	const parts: Record<string, number> = {};
	const count = (name: string, file: string | URL) => {
		const content = readFileSync(file);
		parts[name] = (parts[name] ?? 0) + wireBytes(content);
		return content;
	};
	for (const [name, pattern] of Object.entries(loadedInBrowser)) {
		const [path] = globSync(pattern, { cwd: siteDir });
		if (!path)
			throw new Error(`The built site has no ${pattern}: what a first search loads has changed, see bench/bytes.ts.`);
		count(name, join(siteDir, path));
	}
	const { fetch } = globalThis;
	globalThis.fetch = async (input) => {
		const { pathname } = new URL(String(input));
		return new Response(new Uint8Array(count(kindOf(pathname), pathToFileURL(pathname))));
	};
	try {
		const pagefind = await import(pathToFileURL(join(siteDir, 'pagefind/pagefind.js')).href);
		await pagefind.init();
		await pagefind.filters();
		const { results } = (await pagefind.search(word)) as { results: { data(): Promise<unknown> }[] };
		await Promise.all(results.slice(0, shownResults).map((result) => result.data()));
		return { parts, total: Object.values(parts).reduce((sum, bytes) => sum + bytes, 0), results: results.length };
	} finally {
		globalThis.fetch = fetch;
	}
}

/** What a file of Pagefind's index is, by its path. */
function kindOf(path: string): string {
	const folder = /\/(fragment|index|filter)\/[^/]*$/.exec(path)?.[1];
	if (folder) return { fragment: 'texts of results', index: 'index of the word', filter: 'filters' }[folder] ?? folder;
	return path.endsWith('.pf_meta') ? 'list of pages' : path.endsWith('.pagefind') ? 'wasm' : 'pagefind-entry.json';
}
