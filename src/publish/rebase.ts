import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { hashOf } from '../security/policy.ts';

/** The built site that is made independent of its place. */
export interface BuiltSite {
	/** The address that it was built for, ending in "/": `https://handbook.example/kb/502/`. */
	address: string;
	/** Every file of it, with forward slashes: `causes/keep-alive-race/index.html`. */
	files: ReadonlySet<string>;
}

/** Gives the address that stands in place of another; `undefined` leaves it as it is. */
export type Change = (address: string) => string | undefined;

/**
 * The way from a file to an address of the same site, for use in a link of that file.
 *
 * @param file the file that holds the link, `causes/x/index.html`
 * @param path where it leads, from the root of the site, without a slash before it: `causes/y/`
 * @returns `../y/`; never empty, and never what could be taken for a scheme or for the root of a host
 */
export function relativePath(file: string, path: string): string {
	const from = file.split('/').slice(0, -1);
	const to = path.split('/');
	const name = to.pop() ?? '';
	let shared = 0;
	while (shared < from.length && shared < to.length && from[shared] === to[shared]) shared += 1;
	const up = from.slice(shared).map(() => '..');
	const way = [...up, ...to.slice(shared), name].join('/');
	return up.length > 0 ? way : `./${way}`;
}

/** The path of an address below the site's root with what follows it; `undefined` when it is no address of the site. */
function withinSite(address: string, site: BuiltSite): { path: string; rest: string } | undefined {
	if (!URL.canParse(address, site.address)) return undefined;
	const { origin, pathname, search, hash } = new URL(address, site.address);
	const home = new URL(site.address);
	if (origin !== home.origin || !pathname.startsWith(home.pathname)) return undefined;
	return { path: pathname.slice(home.pathname.length), rest: search + hash };
}

/** An address of the site as it has to stand in one of its files; `undefined` when it is none. */
function rebased(address: string, file: string, site: BuiltSite): string | undefined {
	const within = withinSite(address, site);
	return within && relativePath(file, within.path) + within.rest;
}

/** Whether an address begins at the root of its host, and so depends on where the site lives. */
const isRootAbsolute = (address: string) => /^\s*\/(?![/\\])/.test(address);

/** The file that an address of the site leads to; `undefined` when there is none. */
function fileAt(address: string, site: BuiltSite): string | undefined {
	const path = withinSite(address, site)?.path;
	if (path === undefined) return undefined;
	const file = path === '' || path.endsWith('/') ? `${path}index.html` : path;
	return site.files.has(file) ? file : undefined;
}

/** A change of a text between two places of it. */
interface Splice {
	start: number;
	end: number;
	text: string;
}

/** The text with its changes; everything else stays as it is, byte for byte. */
function splice(text: string, splices: Iterable<Splice>): string {
	let changed = '';
	let at = 0;
	for (const { start, end, text: put } of [...splices].sort((a, b) => a.start - b.start)) {
		changed += text.slice(at, start) + put;
		at = end;
	}
	return changed + text.slice(at);
}

/**
 * Attributes whose whole value is an address.
 * Source: HTML Standard, "Attributes", the rows whose value is a URL (https://html.spec.whatwg.org/multipage/indices.html).
 */
const addressAttributes = new Set(['action', 'cite', 'data', 'formaction', 'href', 'poster', 'src', 'xlink:href']);

/** Attributes with several addresses, each with what it is good for. */
const listAttributes = new Set(['srcset', 'imagesrcset']);

/**
 * Makes the addresses of a built page relative to its file, so that the page works wherever the site is put.
 *
 * Relative become: every address from the root of the host; in `data-` attributes only those that lead to a page or file
 * of the site, because such an attribute can hold other things that begin with a slash. On pages, whole addresses of the
 * site that a reader follows become relative too; those in `link` elements and in text tell others where the page is
 * published, and stay.
 *
 * Only values of attributes are written, in place: what a policy has hashed, scripts and styles, cannot change.
 *
 * @param file where the page lies, `causes/x/index.html`
 */
export function rebaseHtml(html: string, file: string, site: BuiltSite): string {
	const isPage = /(^|\/)index\.html$/.test(file);
	const { origin } = new URL(site.address);
	const changes = new Map<number, Splice>();
	for (const element of elementsOf(html)) {
		const isLink = element.tagName === 'link';
		const change: Change = (address) =>
			isRootAbsolute(address) ||
			(isPage && !isLink && address.trim().startsWith(`${origin}/`) && fileAt(address, site) !== undefined)
				? rebased(address, file, site)
				: undefined;
		for (const { name, value, start, end } of attributesOf(element)) {
			const written = writeAttribute(element, name, value, change, site);
			// The parser makes some elements twice from one tag; the tag is written once.
			if (written !== undefined && written !== value)
				changes.set(start, { start, end, text: `${name}="${escapeAttribute(written)}"` });
		}
	}
	return splice(html, changes.values());
}

function writeAttribute(
	element: DefaultTreeAdapterTypes.Element,
	name: string,
	value: string,
	change: Change,
	site: BuiltSite,
): string | undefined {
	if (addressAttributes.has(name)) return change(value);
	if (listAttributes.has(name)) return mapSrcset(value, change);
	if (name.startsWith('data-')) return isRootAbsolute(value) && fileAt(value, site) ? change(value) : undefined;
	const isRefresh =
		element.tagName === 'meta' &&
		element.attrs.some((attribute) => attribute.name === 'http-equiv' && /^refresh$/i.test(attribute.value));
	return isRefresh && name === 'content' ? mapRefresh(value, change) : undefined;
}

const escapeAttribute = (value: string) => value.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

/** Every element of a document, in the order of the tree; what stands in `noscript` and `template` too. */
function* elementsOf(html: string): Generator<DefaultTreeAdapterTypes.Element> {
	// With scripting, a parser takes the inside of noscript for text.
	const nodes: DefaultTreeAdapterTypes.Node[] = [
		parse(html, { sourceCodeLocationInfo: true, scriptingEnabled: false }),
	];
	for (let node = nodes.pop(); node; node = nodes.pop()) {
		if ('tagName' in node) yield node;
		if ('childNodes' in node) nodes.push(...[...node.childNodes].reverse());
		if ('content' in node) nodes.push(node.content);
	}
}

/** The attributes of an element, each with its place in the source. */
function attributesOf(element: DefaultTreeAdapterTypes.Element) {
	return element.attrs.flatMap(({ prefix, name: local, value }) => {
		const name = prefix ? `${prefix}:${local}` : local;
		const place = element.sourceCodeLocation?.attrs?.[name];
		return place ? [{ name, value, start: place.startOffset, end: place.endOffset }] : [];
	});
}

/**
 * Changes the addresses in a `srcset`.
 * Source: HTML Standard, "Parse a srcset attribute": an address ends at white space; commas at its end separate.
 */
export function mapSrcset(value: string, change: Change): string {
	return value.replace(
		/([^\s,](?:\S*[^\s,])?)(,+(?=\s|$)|(?:\s+[^\s,]+)*)/g,
		(_whole, address: string, after: string) => (change(address) ?? address) + after,
	);
}

/** Changes the address in the content of a `meta` element that sends the reader on: `0; url=/causes/`. */
function mapRefresh(value: string, change: Change): string {
	const [, before = '', address = '', after = ''] =
		/^([^;,]*[;,]\s*(?:url\s*=\s*)?["']?)([^"']*)(.*)$/i.exec(value) ?? [];
	return address ? before + (change(address) ?? address) + after : value;
}

/**
 * Changes the addresses in a style sheet: in `url()` and after `@import`. Comments and other texts stay.
 * Source: CSS Syntax Level 3, section 4.3, of tokens.
 */
export function mapCss(css: string, change: Change): string {
	// A text or comment without an end reaches as far as it can, as in browsers; and so it is looked through once.
	const text = (end: '' | '?') => String.raw`"(?:[^"\\\n]|\\[^])*"${end}|'(?:[^'\\\n]|\\[^])*'${end}`;
	const passed = String.raw`/\*[^]*?(?:\*/|$)|${text('?')}`;
	const token = new RegExp(
		String.raw`(@import\s+|(?<![\w-])url\(\s*)(${text('')})|(?<![\w-])(url\(\s*)([^\s"'()\\]+)|${passed}`,
		'gi',
	);
	return css.replace(token, (whole, before?: string, quoted?: string, beforeBare?: string, bare?: string) => {
		const address = quoted?.slice(1, -1) ?? bare;
		const changed = address && change(address);
		// In quotes, because brackets and white space would end an address without.
		return !changed ? whole : `${before ?? beforeBare}"${changed.replaceAll('"', '%22')}"`;
	});
}

/** Makes the addresses of a style sheet relative to its file. */
export const rebaseCss = (css: string, file: string, site: BuiltSite): string =>
	mapCss(css, (address) => (isRootAbsolute(address) ? rebased(address, file, site) : undefined));

/**
 * Makes a built file's addresses relative to the file. Pages and style sheets have some. Scripts find each other by
 * relative addresses and the site by the page that loads them; lists, feeds, exports and Markdown name the published
 * site by whole addresses, which they keep.
 */
export function rebase(text: string, file: string, site: BuiltSite): string {
	if (file.endsWith('.html')) return rebaseHtml(text, file, site);
	if (file.endsWith('.css')) return rebaseCss(text, file, site);
	return text;
}

/**
 * Makes the page for missing addresses independent of where the site lives and of the address it is served at.
 *
 * - Its style is inside, so that it always looks like a page of the handbook.
 * - Its links are relative to the start. They are right for an address just below the start. For one further below, a
 *   script looks for the folder of the handbook that the address names (`/kb/502/causes/…`) and tells the browser the
 *   start with a `base` element, which makes the links right and lets the search find its files.
 * - For what is left, a line says how to come to the start by hand.
 *
 * @param html the page with addresses relative to its file
 * @param styleSheets the site's style sheets, by file
 * @throws {Error} when the page lacks one of the places where something is put
 */
export function notFoundAnywhere(html: string, site: BuiltSite, styleSheets: ReadonlyMap<string, string>): string {
	const elements = [...elementsOf(html)].map((element) => ({
		element,
		attributes: new Map(attributesOf(element).map((attribute) => [attribute.name, attribute])),
	}));
	const place = (found: (typeof elements)[number] | undefined) => {
		const location = found?.element.sourceCodeLocation;
		if (!location) throw new Error('404.html is not as expected: it has no policy, or no paragraph of class "lede".');
		return { start: location.startOffset, end: location.endOffset };
	};
	const styles = elements.flatMap((found) => {
		const { element, attributes } = found;
		const file =
			element.tagName === 'link' && attributes.get('rel')?.value === 'stylesheet'
				? fileAt(attributes.get('href')?.value ?? '', site)
				: undefined;
		if (!file) return [];
		const from = new URL(file, site.address).href;
		const css = mapCss(styleSheets.get(file) ?? '', (address) =>
			URL.canParse(address, from) ? rebased(new URL(address, from).href, '404.html', site) : undefined,
		);
		return [{ ...place(found), css }];
	});
	const modules = elements.flatMap((found) => {
		const source = found.element.tagName === 'script' ? found.attributes.get('src')?.value : undefined;
		return source ? [{ ...place(found), source }] : [];
	});
	const script = startFinder(
		foldersOf(site),
		modules.map(({ source }) => source),
	);
	const policy = elements.find(
		({ attributes }) => attributes.get('http-equiv')?.value.toLowerCase() === 'content-security-policy',
	);
	const lede = elements.find(({ attributes }) => attributes.get('class')?.value.split(/\s+/).includes('lede'));
	const allowed = allowing(policy?.attributes.get('content')?.value ?? '', {
		'script-src': [hashOf(script)],
		'style-src': styles.map(({ css }) => hashOf(css)),
		'base-uri': ["'self'"],
	});
	return splice(html, [
		{
			...place(policy),
			text: `<meta http-equiv="Content-Security-Policy" content="${allowed}"><script>${script}</script>`,
		},
		...styles.map(({ start, end, css }) => ({ start, end, text: `<style>${css}</style>` })),
		...modules.map(({ start, end }) => ({ start, end, text: '' })),
		{ start: place(lede).end, end: place(lede).end, text: `<p class="hint">${byHand}</p>` },
	]);
}

const byHand =
	'This copy of the handbook does not know under which address it lives. If these links lead nowhere either, take the end off the address in your browser, part by part, until the front page shows.';

/** A policy that allows more of some things than before. */
const allowing = (policy: string, more: Record<string, readonly string[]>) =>
	policy
		.split(/;\s*/)
		.map((directive) => {
			const [name = '', ...sources] = directive.split(' ');
			return [name, ...sources.filter((source) => !more[name] || source !== "'none'"), ...(more[name] ?? [])].join(' ');
		})
		.join('; ');

/** The folders below which pages lie, `causes` or `embed/checklists`, the longest first. */
function foldersOf({ files }: BuiltSite): string[] {
	const folders = new Set<string>();
	for (const file of files) {
		if (!file.endsWith('/index.html')) continue;
		const parts = file.split('/').slice(0, -1);
		for (let length = Math.max(1, parts.length - 1); length > 0; length -= 1)
			folders.add(parts.slice(0, length).join('/'));
	}
	return [...folders].sort((a, b) => b.length - a.length || (a < b ? -1 : 1));
}

/**
 * The script of the page for missing addresses. The folder that the address names last counts, because the path before
 * the handbook can have a folder of the same name. A `base` element turns links within the page into links to the start;
 * they get the page's own address. Modules are loaded after it, by whole addresses, because a script resolves relative ones
 * as they were when it began; where that fails, the page is as it is without script.
 */
const startFinder = (folders: readonly string[], modules: readonly string[]) =>
	`(() => {
	const path = location.pathname + '/';
	let start = '';
	let end = -1;
	for (const folder of ${inScript(folders)}) {
		const at = path.lastIndexOf('/' + folder + '/');
		if (at < 0 || at + folder.length <= end) continue;
		end = at + folder.length;
		start = path.slice(0, at + 1);
	}
	if (start) {
		const base = document.createElement('base');
		base.href = start;
		document.head.append(base);
	}
	addEventListener('DOMContentLoaded', () => {
		for (const link of document.querySelectorAll('a[href^="#"]'))
			link.href = location.pathname + location.search + link.getAttribute('href');
		for (const address of ${inScript(modules)})
			import(new URL(address, document.baseURI)).catch(() => delete document.documentElement.dataset.script);
	});
})();`;

/** Data inside of a script, in which nothing can end the script. */
const inScript = (data: unknown) => JSON.stringify(data).replaceAll('<', '\\u003c');
