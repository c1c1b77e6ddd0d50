import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { formats } from '../../src/exports/formats.ts';
import { bare, classes, classOf, common, headersOf, mediaTypes, sections } from '../../src/security/headers.ts';
import { apache } from '../../src/security/servers/apache.ts';
import { caddy } from '../../src/security/servers/caddy.ts';
import { cloudflarePages } from '../../src/security/servers/cloudflare-pages.ts';
import { serverFiles } from '../../src/security/servers/index.ts';
import { netlify } from '../../src/security/servers/netlify.ts';
import { nginx } from '../../src/security/servers/nginx.ts';

const bases = ['/', '/kb/502/', '/a.b/'];
const asked = 'public, max-age=0, must-revalidate';
const forGood = 'public, max-age=31536000, immutable';
const unframed = "frame-ancestors 'self'";

/** What each class of addresses is answered with, below the base path. */
const answers = [
	{ path: '', framing: unframed, cache: asked },
	{ path: 'checklists/nginx/', framing: unframed, cache: asked },
	{ path: 'symptoms/nginx/sent-first/', framing: unframed, cache: asked },
	{ path: '404.html', framing: unframed, cache: asked },
	{ path: 'og/checklists-nginx.png', framing: unframed, cache: asked },
	{ path: 'embed/checklists/nginx/', cache: asked, loaded: 'cross-origin', embedder: 'require-corp' },
	{ path: 'embed.js', framing: unframed, cache: asked, loaded: 'cross-origin' },
	{ path: '_astro/Base.CBIMEB8a.css', framing: unframed, cache: forGood, read: '*' },
	{ path: 'pagefind/pagefind.js', framing: unframed, cache: asked },
	{ path: 'pagefind/pagefind-entry.json', framing: unframed, cache: asked },
	{ path: 'pagefind/wasm.en.pagefind', framing: unframed, cache: asked },
	{ path: 'pagefind/pagefind.en_cf6e57f7aa.pf_meta', framing: unframed, cache: forGood },
	{ path: 'pagefind/fragment/en_01ba3ce.pf_fragment', framing: unframed, cache: forGood },
	{ path: 'api/v1/signatures.json', framing: unframed, cache: asked, read: '*' },
	{ path: 'wiki/dokuwiki/nginx.txt', framing: unframed, cache: asked, read: '*' },
	{ path: 'oembed/checklists/nginx.json', framing: unframed, cache: asked, read: '*' },
];

/** The answer for comparison, from headers by their names in lower case. */
const answerOf = (headers: ReadonlyMap<string, string>) => ({
	framing: headers.get('content-security-policy'),
	cache: headers.get('cache-control'),
	read: headers.get('access-control-allow-origin'),
	loaded: headers.get('cross-origin-resource-policy'),
	embedder: headers.get('cross-origin-embedder-policy'),
});

const byName = (headers: Readonly<Record<string, string>>) =>
	new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

describe('the description of headers', () => {
	it.each(answers)('says what "$path" is answered with', ({ path, ...answer }) => {
		expect(answerOf(byName(headersOf(classOf(path))))).toEqual(answer);
	});

	it('refuses what no page uses, and lets pages copy', () => {
		const policy = common['Permissions-Policy']?.split(', ') ?? [];
		expect(policy).toEqual(expect.arrayContaining(['camera=()', 'microphone=()', 'geolocation=()']));
		expect(policy.filter((part) => part.startsWith('clipboard-write'))).toEqual(['clipboard-write=(self)']);
		expect(new Set(policy).size).toBe(policy.length);
	});

	it('holds no value that the quotes of a configuration would end', () => {
		const values = classes.flatMap((group) => Object.values(headersOf(group))).concat(Object.values(mediaTypes));
		expect(values.filter((value) => /["\\\n$]/.test(value))).toEqual([]);
	});

	it('knows every folder that pages lie in', () => {
		const folders = readdirSync('src/pages', { withFileTypes: true }).map((item) =>
			item.isDirectory() ? item.name : item.name.replace(/\.astro$/, ''),
		);
		const known = new Set<string>([
			...sections,
			...classes.flatMap(({ at }) => at.map((place) => place.split('/')[0] ?? '')),
		]);
		// Pages at the root, and files that are no pages.
		const alone = new Set(['index', '404']);
		const unknown = folders.filter((name) => !known.has(name) && !alone.has(name) && !name.includes('.'));
		expect(unknown, 'Add these to `sections`, or to a class, in src/security/headers.ts.').toEqual([]);
	});

	it('names the type of every format that checklists are exported to', () => {
		// A browser saves what it has no name for; as text it shows it.
		const shownAsText = { tid: 'text/plain' } as Record<string, string>;
		for (const { extension, mediaType } of formats) {
			expect(bare(mediaTypes[extension] ?? ''), extension).toBe(shownAsText[extension] ?? mediaType);
		}
		const texts = Object.entries(mediaTypes).filter(([, type]) => type.startsWith('text/'));
		expect(texts.filter(([, type]) => !type.endsWith('; charset=utf-8'))).toEqual([]);
	});
});

interface Rule {
	path: string;
	headers: [name: string, value: string][];
	/** Names that the rule takes away. */
	without: string[];
}

/** Reads a `_headers` file. */
function rulesOf(file: string): Rule[] {
	const rules: Rule[] = [];
	for (const line of file.split('\n').map((text) => text.trim())) {
		if (!line || line.startsWith('#')) continue;
		const rule = rules.at(-1);
		const [name = '', ...value] = line.split(':');
		if (line.startsWith('/')) rules.push({ path: line, headers: [], without: [] });
		else if (line.startsWith('! ')) rule?.without.push(line.slice(2).toLowerCase());
		else rule?.headers.push([name.toLowerCase(), value.join(':').trim()]);
	}
	return rules;
}

/** Whether a path fits a pattern in which `*` stands for any characters. */
function fits(pattern: string, path: string): boolean {
	const [start = '', ...rest] = pattern.split('*');
	const end = rest.join('*');
	if (rest.length === 0) return path === pattern;
	return path.length >= start.length + end.length && path.startsWith(start) && path.endsWith(end);
}

/** As developers.cloudflare.com/pages/configuration/headers says: in order, joined, and taken away. */
function onCloudflare(file: string, path: string): Map<string, string> {
	// What Pages sends by itself; a rule overrides it.
	const sent = new Map([
		['access-control-allow-origin', '*'],
		['cache-control', asked],
	]);
	const ruled = new Set<string>();
	for (const { headers, without } of rulesOf(file).filter((rule) => fits(rule.path, path))) {
		for (const name of without) sent.delete(name);
		for (const [name, value] of headers) {
			const before = ruled.has(name) ? sent.get(name) : undefined;
			sent.set(name, before === undefined ? value : `${before}, ${value}`);
			ruled.add(name);
		}
	}
	return sent;
}

/** Netlify says nothing of two rules that fit, so they may not differ. */
function onNetlify(file: string, path: string): Map<string, string> {
	const sent = new Map<string, string>();
	for (const [name, value] of rulesOf(file)
		.filter((rule) => fits(rule.path, path))
		.flatMap(({ headers }) => headers)) {
		if (sent.has(name) && sent.get(name) !== value) throw new Error(`${path} has two values of ${name}.`);
		sent.set(name, value);
	}
	return new Map([['cache-control', asked], ...sent]);
}

describe('the reading of a _headers file', () => {
	// The example of Cloudflare's documentation, with its table of what comes of it.
	const file =
		'# This is a comment\n/secure/page\n  X-Frame-Options: DENY\n\n/static/*\n  X-Robots-Tag: nosnippet\n\n/*\n  X-Robots-Tag: noindex\n\n/*.jpg\n  ! X-Robots-Tag\n';

	it.each([
		{ path: '/secure/page', frame: 'DENY', robots: 'noindex' },
		{ path: '/static/styles.css', robots: 'nosnippet, noindex' },
		{ path: '/static/image.jpg' },
		{ path: '/home', robots: 'noindex' },
	])('is that of Cloudflare for $path', ({ path, frame, robots }) => {
		const sent = onCloudflare(file, path);
		expect([sent.get('x-frame-options'), sent.get('x-robots-tag')]).toEqual([frame, robots]);
	});
});

describe.each(bases)('the files for hosts, at %s', (base) => {
	it.each(answers)('give "$path" what it needs', ({ path, ...answer }) => {
		expect(answerOf(onCloudflare(cloudflarePages(base), base + path))).toEqual(answer);
		const sent = answerOf(onNetlify(netlify(base), base + path));
		expect(sent).toEqual(answer);
	});

	it('name kinds of text, and call no page one', () => {
		const typeOf = (path: string) => [
			onCloudflare(cloudflarePages(base), base + path).get('content-type'),
			onNetlify(netlify(base), base + path).get('content-type'),
		];
		const both = (type: string | undefined) => [type, type];
		expect(typeOf('checklists/nginx/index.md')).toEqual(both('text/markdown; charset=utf-8'));
		expect(typeOf('wiki/rst/nginx.rst')).toEqual(both('text/x-rst; charset=utf-8'));
		expect(typeOf('wiki/tiddlywiki/nginx.tid')).toEqual(both('text/plain; charset=utf-8'));
		expect(typeOf('symptoms/nginx/sent-first/')).toEqual(both(undefined));
	});

	it('send headers of security with everything, and bind no host for good', () => {
		for (const sent of [onCloudflare(cloudflarePages(base), `${base}x/`), onNetlify(netlify(base), `${base}x/`)]) {
			expect(sent.get('x-content-type-options')).toBe('nosniff');
			expect(sent.get('referrer-policy')).toBe('same-origin');
			expect(sent.get('permissions-policy')).toBe(common['Permissions-Policy']);
		}
		for (const write of Object.values(serverFiles)) {
			const set = write(base)
				.split('\n')
				.filter((line) => !line.trimStart().startsWith('#') && /strict-transport/i.test(line));
			expect(set).toEqual([]);
			expect(write(base)).toContain('# Strict-Transport-Security is not set here.');
		}
	});

	it.each([
		{ name: 'Netlify', write: netlify },
		{ name: 'Cloudflare Pages', write: cloudflarePages },
	])('keep within the limits of both: $name', ({ write }) => {
		const file = write(base);
		const paths = rulesOf(file).map(({ path }) => path);
		expect(paths.length).toBeLessThanOrEqual(100);
		// Cloudflare keeps rules by their paths, so a path that comes again replaces the first.
		expect(new Set(paths).size).toBe(paths.length);
		expect(paths.filter((path) => path.split('*').length > 2 || !path.startsWith(base))).toEqual([]);
		expect(file.split('\n').filter((line) => line.length > 2000)).toEqual([]);
	});
});

describe('the files for servers', () => {
	it('end with one line break and hold no blanks before others', () => {
		for (const write of Object.values(serverFiles)) {
			for (const base of bases) expect(write(base)).toMatch(/[^\s]\n$/);
			expect(write('/kb/502/')).not.toMatch(/[ \t]\n/);
			expect(write('/kb/502/')).not.toContain('undefined');
		}
	});

	it('take a base path as it stands in their regular expressions', () => {
		expect(apache('/a.b/')).toContain('m#^/a\\.b/embed/#');
		expect(nginx('/a.b/')).toContain('location ~ ^/a\\.b/pagefind/.+\\.(?:pf_filter|');
		expect(caddy('/a.b/')).toContain('path_regexp ^/a\\.b/pagefind/.+\\.(?:pf_filter|');
	});

	it('repeat every header in every location of nginx, which inherits none', () => {
		const locations = nginx('/kb/502/')
			.split(/^\tlocation /m)
			.slice(1);
		expect(locations.length).toBeGreaterThan(5);
		for (const text of locations) {
			for (const name of Object.keys(common)) expect(text).toContain(`add_header ${name} `);
		}
	});

	it('redirect to the base path only where it is not the root', () => {
		for (const [write, redirect] of [
			[nginx, 'return 301'],
			[caddy, 'redir '],
		] as const) {
			expect(write('/kb/502/')).toContain(redirect);
			expect(write('/')).not.toContain(redirect);
		}
	});
});

describe('the command that writes them', () => {
	const run = (base: string, ...args: string[]) => {
		const folder = mkdtempSync(join(tmpdir(), 'handbook-deploy-'));
		onTestFinished(() => rmSync(folder, { recursive: true }));
		const out = join(folder, 'deploy');
		const said = execFileSync(process.execPath, ['src/cli/write-server-files.ts', '--out', out, ...args], {
			encoding: 'utf8',
			stdio: ['ignore', 'pipe', 'pipe'],
			env: { ...process.env, BASE_PATH: base },
		});
		return { out, said };
	};

	it('writes one for each server, for the base path that is set', () => {
		const { out, said } = run('/kb/502');
		expect(said).toBe(`Wrote 5 files for the site at /kb/502/ into ${out}.\n`);
		for (const [path, write] of Object.entries(serverFiles))
			expect(readFileSync(join(out, path), 'utf8')).toBe(write('/kb/502/'));
	});

	it('says what is wrong', () => {
		expect(() => run('/a b/')).toThrow(/BASE_PATH is "\/a b\/"/);
		expect(() => run('/', '--outt', 'x')).toThrow(/--outt/);
	});
});
