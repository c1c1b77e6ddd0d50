import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page, Site } from './sites.ts';

/** What a first visit of a page costs, in bytes as they cross the wire. */
export interface Weight {
	html: number;
	css: number;
	/** Script at load, with everything that it imports statically. */
	script: number;
	fonts: number;
	total: number;
	/** Every part with its bytes. */
	parts: Record<string, number>;
}

const cache = new Map<string, number>();

/** Fonts are compressed already and cross the wire as they are. */
const bytesOf = (file: string) => {
	const known = cache.get(file);
	if (known !== undefined) return known;
	const content = readFileSync(file);
	const size = /\.woff2?$/.test(file) ? content.length : gzipSync(content).length;
	cache.set(file, size);
	return size;
};

/** Files that a script imports before it runs; what it imports later costs a first visit nothing. */
function staticImports(site: Site, path: string, found = new Set<string>()): Set<string> {
	if (found.has(path)) return found;
	found.add(path);
	const code = readFileSync(join(site.dir, path.slice(site.base.length)), 'utf8');
	for (const [, address] of code.matchAll(
		/(?:^|[;}\s])(?:import|export)\s*(?:[\w*{}$,\s]+?\s*from\s*)?["'`](\.[^"'`]+)["'`]/g,
	)) {
		if (address) staticImports(site, posix.join(posix.dirname(path), address), found);
	}
	return found;
}

/**
 * Addresses of the files that a page takes at its first visit, read from its references.
 *
 * Every font that a style sheet names counts, whether or not the page has a character of it: the budget is for the worst.
 */
export function loadedBy(site: Site, page: Page): { css: string[]; script: string[]; fonts: string[] } {
	const attributes = (selector: string, name: string) =>
		[...page.document.querySelectorAll(selector)].map((element) => element.getAttribute(name) ?? '');
	const css = attributes('link[rel="stylesheet"]', 'href');
	const entries = [...attributes('script[src]', 'src'), ...attributes('link[rel="modulepreload"]', 'href')];
	const script = [...new Set(entries.flatMap((path) => [...staticImports(site, path)]))];
	const fonts = new Set(attributes('link[rel="preload"][as="font"]', 'href'));
	for (const path of css) {
		const text = readFileSync(join(site.dir, path.slice(site.base.length)), 'utf8');
		for (const [, address] of text.matchAll(/url\(["']?([^)"']+\.woff2?)["']?\)/g)) {
			if (address) fonts.add(address.startsWith('/') ? address : posix.join(posix.dirname(path), address));
		}
	}
	return { css, script, fonts: [...fonts] };
}

export function weigh(site: Site, page: Page): Weight {
	const { css, script, fonts } = loadedBy(site, page);
	const parts: Record<string, number> = {};
	const sum = (paths: string[]) =>
		paths.reduce((total, path) => {
			const bytes = bytesOf(join(site.dir, path.slice(site.base.length)));
			parts[path] = bytes;
			return total + bytes;
		}, 0);
	const html = gzipSync(page.html).length;
	parts[page.file] = html;
	const weight = { html, css: sum(css), script: sum(script), fonts: sum(fonts) };
	return { ...weight, total: weight.html + weight.css + weight.script + weight.fonts, parts };
}
