import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { packTar } from 'modern-tar';
import { type BuiltSite, notFoundAnywhere, rebase } from './rebase.ts';

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
 * the base path is settled; otherwise it finds the start by itself, see {@link notFoundAnywhere}.
 */
export function movable(files: Files, { siteUrl, basePath, settled }: Place): Files {
	const site: BuiltSite = { address: siteUrl + basePath, files: new Set(files.keys()) };
	const text = (file: string) => Buffer.from(files.get(file) ?? []).toString();
	const styleSheets = new Map(
		[...site.files].filter((file) => file.endsWith('.css')).map((file) => [file, text(file)]),
	);
	const moved = new Map(files);
	for (const file of site.files) {
		if (!/\.(html|css)$/.test(file) || (file === '404.html' && settled)) continue;
		const made = rebase(text(file), file, site);
		moved.set(file, Buffer.from(file === '404.html' ? notFoundAnywhere(made, site, styleSheets) : made));
	}
	return moved;
}

/**
 * The search index with its lists in an order of their own.
 *
 * Pagefind 1.5.2 writes the filters, and the values of each filter, in an order that changes from run to run, and names
 * files by their content ("Other files will still change, such as the filter/metadata indexes", Pagefind/pagefind#638).
 * Here they are sorted, and the files named anew. The order means nothing to the search, which looks values up by name.
 *
 * @throws {Error} when the files are not as Pagefind 1.5.2 writes them
 */
export function inOrder(files: Files): Files {
	const ordered = new Map(files);
	const renamed = new Map<string, string>();
	const replace = (file: string, folder: string, data: Buffer, length: number) => {
		const [before = '', language = '', hash = '', extension = ''] =
			/^(.*?)([a-z-]+_)([0-9a-f]+)(\.pf_\w+)$/.exec(file.slice(folder.length))?.slice(1) ?? [];
		if (hash.length !== length) throw new Error(`${file} is not named as Pagefind 1.5.2 names its files.`);
		const name = language + createHash('sha256').update(data).digest('hex').slice(0, length);
		renamed.set(language + hash, name);
		ordered.delete(file);
		ordered.set(folder + before + name + extension, gzip(data));
	};
	const withNewNames = (text: string) =>
		[...renamed].reduce((changed, [old, name]) => changed.replaceAll(old, name), text);

	for (const file of files.keys())
		if (file.endsWith('.pf_filter')) replace(file, 'pagefind/filter/', sorted(file, files, 1), 7);
	for (const file of files.keys()) {
		if (!file.endsWith('.pf_meta')) continue;
		// Every byte is a letter of latin1, and new names are as long as the old ones: nothing else moves.
		const data = Buffer.from(withNewNames(sorted(file, files, 3).toString('latin1')), 'latin1');
		replace(file, 'pagefind/', data, 10);
	}
	const entry = 'pagefind/pagefind-entry.json';
	ordered.set(entry, Buffer.from(withNewNames(Buffer.from(files.get(entry) ?? []).toString())));
	return new Map([...ordered].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const signature = 'pagefind_dcd';

/** A file of Pagefind, a CBOR array, unpacked and with the array at one place of it sorted. */
function sorted(file: string, files: Files, index: number): Buffer {
	const data = gunzipSync(files.get(file) ?? new Uint8Array());
	if (data.toString('latin1', 0, signature.length) !== signature) throw new Error(`${file} is no file of Pagefind.`);
	const list = itemsAt(data, signature.length)[index];
	if (!list) throw new Error(`${file} is not as Pagefind 1.5.2 writes it.`);
	const parts = itemsAt(data, list.start).map(({ start, end }) => data.subarray(start, end));
	const first = itemsAt(data, list.start)[0]?.start ?? list.end;
	return Buffer.concat([data.subarray(0, first), ...parts.sort(Buffer.compare), data.subarray(list.end)]);
}

/**
 * The head of an item of CBOR: its kind, and its number, length or count.
 * Source: RFC 8949, section 3. Pagefind writes whole numbers (kind 0), texts (3) and arrays (4) of known length.
 */
function headAt(data: Buffer, at: number): { kind: number; count: number; next: number } {
	const first = data.readUInt8(at);
	const kind = first >> 5;
	const short = first & 31;
	if (short > 26 || ![0, 3, 4].includes(kind)) throw new Error('The search index is not as Pagefind 1.5.2 writes it.');
	if (short < 24) return { kind, count: short, next: at + 1 };
	const bytes = 2 ** (short - 24);
	return { kind, count: data.readUIntBE(at + 1, bytes), next: at + 1 + bytes };
}

function endOf(data: Buffer, at: number): number {
	const { kind, count, next } = headAt(data, at);
	if (kind === 0) return next;
	if (kind === 3) return next + count;
	return itemsAt(data, at).at(-1)?.end ?? next;
}

/** Where the items of an array begin and end. */
function itemsAt(data: Buffer, at: number): { start: number; end: number }[] {
	const { kind, count, next } = headAt(data, at);
	if (kind !== 4) throw new Error('The search index is not as Pagefind 1.5.2 writes it.');
	const items: { start: number; end: number }[] = [];
	for (let start = next; items.length < count; start = items.at(-1)?.end ?? next)
		items.push({ start, end: endOf(data, start) });
	return items;
}

/** Compressed to the same bytes on every system: the byte that names the system is "unknown" (RFC 1952, 2.3.1). */
function gzip(data: Uint8Array): Buffer {
	const compressed = gzipSync(data, { level: 9 });
	compressed[9] = 255;
	return compressed;
}

/**
 * The time that all files of a copy get: a second of the day before the newest change of a page, chosen by the content.
 *
 * The same content always gets the same time, so that the same copy has the same bytes. Other content gets another time,
 * because servers tell versions of a file apart by time and size: nginx makes its ETag of these two
 * (`ngx_http_set_etag` in src/http/ngx_http_core_module.c), and so does Caddy (seen with 2.6.2). With one fixed time,
 * browsers would keep old pages of the same size.
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
	return gzip(await packTar(entries));
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
			? `In this copy it is made for ${basePath},
everything else works elsewhere too.`
			: `This copy was packed without a base path:
its 404 page has its style inside, and finds the start from the folder that a missing address names (.../causes/...). For an
address that names none and is more than one level below the start, its links can lead nowhere, and it says what to do.
Packed for one path, with --base /kb/502/, it is right everywhere.`
	}

Whole addresses

Some addresses must be whole: canonical links, link previews, the feed, the sitemap, robots.txt, llms.txt, the Markdown twin
of each page, the checklists under wiki/ and the snippets for wikis. In this copy they begin with

    ${siteUrl}${basePath}

which is the setting SITE_URL with the base path; the lists under api/ name pages by paths from the root of the host,
which begin with ${basePath}. To change them, pack again from the source of the handbook:

    SITE_URL=https://intranet.example npm run pack -- --base ${path}

Nothing a reader clicks on the pages depends on them.

Single sign-on

Behind a sign-on the handbook works like any other static site on the same host: all it loads comes from below its own path.
When a session ends while a page is open, the search says that it could not be loaded; reloading the page signs in again.
Checklists in frames, embed/checklists/, are another matter: a wiki on another site shows them only if the sign-on's cookie
is sent inside of frames, which browsers refuse more and more. Serve wiki and handbook below the same domain, or let
embed/ be read without signing in: it holds nothing that is not in this archive.

Opened as files

Without a server (file://), pages can be read, but links lead to folders, and search, copying and remembered ticks do not
work: browsers run no modules and fetch nothing from files.

Licences: LICENSE for the code, LICENSE-CONTENT for the texts.
`;
}
