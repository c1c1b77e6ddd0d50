import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { packTar } from 'modern-tar';
import { hashOf } from '../security/policy.ts';
import { attributesOf, type BuiltSite, elementsOf, fileAt, mapCss, rebase, rebased, splice } from './rebase.ts';

/** Files of a site by their place in it, with forward slashes. */
export type Files = ReadonlyMap<string, Uint8Array>;

/** What a copy is made for. */
export interface Place {
	/** Origin that the site was built for. */
	siteUrl: string;
	/** Base path that the site was built for, with slashes at both ends. */
	basePath: string;
	/** Whether the copy will live under that base path; if not, nothing is known of where it will. */
	settled: boolean;
}

/** Reads every file of a built site, in the order of their names. */
export async function readFiles(dir: string): Promise<Files> {
	const found = await readdir(dir, { recursive: true, withFileTypes: true });
	const paths = found
		.filter((item) => item.isFile())
		.map((item) => join(item.parentPath, item.name).slice(join(dir, '/').length).replaceAll('\\', '/'))
		.sort();
	return new Map(await Promise.all(paths.map(async (path) => [path, await readFile(join(dir, path))] as const)));
}

/**
 * A built site as a copy that works wherever its folder is served: addresses in pages and style sheets become relative.
 *
 * A server answers with `404.html` at any depth, where relative addresses lead astray. That page keeps its addresses when
 * the base path is settled; otherwise it finds the start by itself, see {@link findsItsStart}.
 */
export function movable(files: Files, { siteUrl, basePath, settled }: Place): Files {
	const site: BuiltSite = { address: siteUrl + basePath, files: new Set(files.keys()) };
	const moved = new Map<string, Uint8Array>();
	for (const [file, bytes] of files) {
		if (!/\.(html|css)$/.test(file) || (file === '404.html' && settled)) {
			moved.set(file, bytes);
			continue;
		}
		const text = rebase(Buffer.from(bytes).toString(), file, site);
		moved.set(file, Buffer.from(file === '404.html' ? findsItsStart(text, site, files) : text));
	}
	return moved;
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
 * @throws {Error} when the page lacks one of the places where something is put
 */
function findsItsStart(html: string, site: BuiltSite, files: Files): string {
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
		const sheet = Buffer.from(files.get(file) ?? []).toString();
		const from = new URL(file, site.address).href;
		const css = mapCss(sheet, (address) =>
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
 * they get the page's own address. Modules are loaded after it; where that fails, the page is as it is without script.
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
			import(address).catch(() => delete document.documentElement.dataset.script);
	});
})();`;

/** Data inside of a script, in which nothing can end the script. */
const inScript = (data: unknown) => JSON.stringify(data).replaceAll('<', '\\u003c');

/**
 * The time that all files of a copy get: a second of the day before the newest change of a page, chosen by the content.
 *
 * The same content always gets the same time, so that the same copy has the same bytes. Other content gets another time,
 * because servers tell versions of a file apart by time and size: nginx makes its ETag of these two
 * (`ngx_http_set_etag` in src/http/ngx_http_core_module.c), and Caddy too (`calculateEtag` in
 * modules/caddyhttp/fileserver/staticfiles.go). With one fixed time, browsers would keep old pages of the same size.
 *
 * @throws {Error} when the feed of the site names no day
 */
export function timeOf(files: Files): Date {
	const hash = createHash('sha256');
	for (const [file, bytes] of files) hash.update(`${file}\0${bytes.length}\0`).update(bytes);
	const feed = Buffer.from(files.get('feed.xml') ?? []).toString();
	const newest = Math.max(...[...feed.matchAll(/<pubDate>([^<]+)<\/pubDate>/g)].map(([, day = '']) => Date.parse(day)));
	if (!Number.isFinite(newest)) throw new Error('The feed of the built site names no day of a change.');
	const secondsOfDay = 24 * 60 * 60;
	return new Date(newest - (1 + (hash.digest().readUInt32BE() % secondsOfDay)) * 1000);
}

/**
 * Files as a compressed tar archive in one folder: sorted, with the same time, owner and rights for all, so that the same
 * files give the same bytes. (Another version or build of zlib may compress to other bytes.)
 */
export async function archive(files: Files, folder: string, time: Date): Promise<Buffer> {
	const entries = [...files]
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([path, bytes]) => ({
			header: {
				name: `${folder}/${path}`,
				size: bytes.length,
				mtime: time,
				mode: 0o644,
				type: 'file' as const,
				uid: 0,
				gid: 0,
				uname: '',
				gname: '',
			},
			body: bytes,
		}));
	const compressed = await promisify(gzip)(await packTar(entries), { level: 9 });
	// The byte that names the system (RFC 1952, section 2.3.1): unknown, wherever this runs.
	compressed[9] = 255;
	return compressed;
}

/** A line as `sha256sum` writes it and `sha256sum -c` reads it: two spaces, because the file is read as it is. */
export const checksumLine = (bytes: Uint8Array, name: string) =>
	`${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`;

/** The text that lies in the archive as `README.txt`. */
export function instructions(name: string, folder: string, { siteUrl, basePath, settled }: Place): string {
	const path = settled ? basePath : '/kb/502/';
	return `1. Unpack:  tar -xzf ${name}
2. Serve the folder ${folder} with any web server, under any path. To try it here:  python3 -m http.server 8502 --bind 127.0.0.1 --directory ${folder}

THE 502 HANDBOOK, a copy for an internal network

It is made of static files. Pages find each other, their style and their search by relative addresses, so the folder works
at the root of a host and under any path. It asks no other host for anything and needs no internet. Links to sources lead
outside and open only where there is a way out.

Is the archive whole?

    sha256sum -c ${name}.sha256               Linux
    shasum -a 256 -c ${name}.sha256           macOS
    certutil -hashfile ${name} SHA256         Windows; compare with the .sha256 file

A server, for example nginx

    location ${path} {
        alias /srv/${folder}/;
        error_page 404 ${path}404.html;
    }

Addresses of pages end in "/" and are folders with an index.html. Serve .js as text/javascript; a browser runs no module
that comes as text/plain. Compression and caching help and are not needed; names in _astro/ change with their content and
can be cached for good.

The page for missing addresses, 404.html

A server shows it at any depth, where relative links cannot work. ${
		settled
			? `In this copy it is made for ${basePath}; everything else works elsewhere too.`
			: `This copy was packed without a base path: its 404 page has its
style inside, and finds the start from the folder that a missing address names (…/causes/…). For an address that names none
and is more than one level below the start, its links can lead nowhere, and it says what to do. Packed for one path, with
--base /kb/502/, it is right everywhere.`
	}

Whole addresses

Some addresses must be whole: canonical links, link previews, the feed, the sitemap, robots.txt, llms.txt, the Markdown twin
of each page, the lists under api/, the checklists under wiki/ and the snippets for wikis. In this copy they begin with

    ${siteUrl}${basePath}

which is the setting SITE_URL with the base path. To change them, pack again from the source of the handbook:

    SITE_URL=https://intranet.example npm run pack -- --base ${path}

Nothing a reader clicks on the pages depends on them.

Single sign-on

Behind a sign-on the handbook works like any other static site on the same host: all it loads comes from below its own path.
When a session ends while a page is open, the search says that it could not be loaded; reloading the page signs in again.
Checklists in frames, embed/checklists/…, are another matter: a wiki on another site shows them only if the sign-on's cookie
is sent inside of frames, which browsers refuse more and more. Serve wiki and handbook below the same domain, or let
embed/ be read without signing in: it holds nothing that is not in this archive.

Opened as files

Without a server (file://), pages can be read, but links lead to folders, and search, copying and remembered ticks do not
work: browsers run no modules and fetch nothing from files.

Licences: LICENSE for the code, LICENSE-CONTENT for the texts.
`;
}
