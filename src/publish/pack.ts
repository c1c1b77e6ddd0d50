import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
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

/** Files as a compressed tar archive in one folder, owned by root and readable by all, as a server needs them. */
export async function archive(files: Files, folder: string): Promise<Buffer> {
	const mtime = new Date();
	const entries = [...files].map(([path, bytes]) => ({
		header: {
			name: `${folder}/${path}`,
			size: bytes.length,
			mtime,
			mode: 0o644,
			type: 'file' as const,
			uid: 0,
			gid: 0,
			uname: '',
			gname: '',
		},
		body: bytes,
	}));
	return gzipSync(await packTar(entries), { level: 9 });
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
