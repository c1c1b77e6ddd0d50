import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import {
	type BuiltSite,
	mapCss,
	mapSrcset,
	notFoundAnywhere,
	rebase,
	rebaseHtml,
	relativePath,
} from '../../src/publish/rebase.ts';
import { hashOf, pagePolicy } from '../../src/security/policy.ts';

const files = new Set([
	'index.html',
	'404.html',
	'favicon.svg',
	'_astro/a.css',
	'_astro/b.js',
	'causes/index.html',
	'causes/x/index.html',
	'causes/x/index.md',
	'causes/y/index.html',
	'embed/checklists/nginx/index.html',
	'search/index.html',
	'symptoms/nginx/refused/index.html',
]);
const atRoot: BuiltSite = { address: 'https://handbook.example/', files };
const below: BuiltSite = { address: 'https://handbook.example/kb/502/', files };
const page = 'causes/x/index.html';

/** A value of an attribute after rebasing, as a browser reads it. */
function attribute(html: string, name: string, site = atRoot, file = page) {
	const { document } = parseHTML(`<!doctype html><html><body>${rebaseHtml(html, file, site)}</body></html>`);
	return document.querySelector(`[${name.replace(':', '\\:')}]`)?.getAttribute(name);
}

describe('the way from a file to an address', () => {
	it.each([
		[page, '', '../../'],
		[page, 'causes/x/', './'],
		[page, 'causes/x/index.md', './index.md'],
		[page, 'causes/y/', '../y/'],
		[page, 'causes/', '../'],
		[page, 'favicon.svg', '../../favicon.svg'],
		[page, 'symptoms/nginx/refused/', '../../symptoms/nginx/refused/'],
		['index.html', '', './'],
		['index.html', 'causes/', './causes/'],
		['index.html', 'a:b/', './a:b/'],
		['404.html', '_astro/a.css', './_astro/a.css'],
		['causes/x/y/index.html', 'causes/xx/y/', '../../xx/y/'],
	])('from %s to "%s" is %s', (file, path, way) => {
		expect(relativePath(file, path)).toBe(way);
	});

	// A browser's own resolution of addresses says whether a way is right, whatever lies around it.
	it('leads there under every base path', () => {
		for (const base of ['https://a.example/', 'https://a.example/kb/502/', 'http://b.example:8080/causes/x/'])
			for (const file of files)
				for (const to of ['', 'causes/', 'causes/x/', 'causes/x/index.md', 'search/', '_astro/b.js', 'no:scheme/x'])
					expect(new URL(relativePath(file, to), base + file).href).toBe(base + to);
	});
});

describe('addresses in a page', () => {
	it.each([
		['a link', '<a href="/causes/y/">y</a>', 'href', '../y/'],
		[
			'a link with query and fragment',
			'<a href="/search/?a=1&amp;b=%22#q=x y">',
			'href',
			'../../search/?a=1&b=%22#q=x%20y',
		],
		['a link without quotes', '<a href=/causes/y/>y</a>', 'href', '../y/'],
		['a link with white space and other letters', '<a HREF=" /causes/y/ ">', 'href', '../y/'],
		['a script', '<script type="module" src="/_astro/b.js"></script>', 'src', '../../_astro/b.js'],
		['a form', '<form action="/search/"></form>', 'action', '../../search/'],
		['a button of a form', '<form><button formaction="/search/"></button></form>', 'formaction', '../../search/'],
		['a picture of a video', '<video poster="/a.png"></video>', 'poster', '../../a.png'],
		['a quotation', '<blockquote cite="/causes/">x</blockquote>', 'cite', '../'],
		['an object', '<object data="/favicon.svg"></object>', 'data', '../../favicon.svg'],
		['a drawing', '<svg><use xlink:href="/favicon.svg#x"></use></svg>', 'xlink:href', '../../favicon.svg#x'],
		['pictures for a choice', '<img srcset="/a.png 1x, /b.png 2x">', 'srcset', '../../a.png 1x, ../../b.png 2x'],
		['a preloaded picture', '<link rel="preload" imagesrcset="/a.png 9w">', 'imagesrcset', '../../a.png 9w'],
		['a refresh', '<meta http-equiv="Refresh" content="0; url=/causes/">', 'content', '0; url=../'],
		['a refresh in quotes', `<meta http-equiv="refresh" content="0;URL='/causes/'">`, 'content', "0;URL='../'"],
		['data for a script', '<button data-copy-twin="/causes/x/index.md">', 'data-copy-twin', './index.md'],
		['the root for a script', '<p data-base="/">', 'data-base', '../../'],
		['what is shown without script', '<noscript><a href="/causes/">x</a></noscript>', 'href', '../'],
		['a link from the site to itself', '<a href="https://handbook.example/causes/y/#z">', 'href', '../y/#z'],
	])('become relative: %s', (_what, html, name, expected) => {
		expect(attribute(html, name)).toBe(expected);
	});

	it.each([
		['another host', '<a href="https://example.com/causes/">', 'href', 'https://example.com/causes/'],
		['another host in short', '<a href="//example.com/causes/">', 'href', '//example.com/causes/'],
		['another host, misspelt', '<a href="/\\example.com/causes/">', 'href', '/\\example.com/causes/'],
		['a fragment', '<a href="#content">', 'href', '#content'],
		['what is relative already', '<a href="../y/">', 'href', '../y/'],
		['data in place', '<link rel="icon" href="data:,">', 'href', 'data:,'],
		[
			'the published address',
			'<link rel="canonical" href="https://handbook.example/causes/x/">',
			'href',
			'https://handbook.example/causes/x/',
		],
		['a preview', '<meta property="og:url" content="/causes/x/">', 'content', '/causes/x/'],
		['other data for a script', '<p data-path="/etc/nginx/nginx.conf">', 'data-path', '/etc/nginx/nginx.conf'],
		[
			'a whole address that leads nowhere',
			'<a href="https://handbook.example/nowhere/">',
			'href',
			'https://handbook.example/nowhere/',
		],
		['words', '<p title="/causes/">', 'title', '/causes/'],
	])('stay: %s', (_what, html, name, expected) => {
		expect(attribute(html, name)).toBe(expected);
	});

	it('become relative below a base path, and those beside it stay', () => {
		expect(attribute('<a href="/kb/502/causes/y/">', 'href', below)).toBe('../y/');
		expect(attribute('<p data-base="/kb/502/">', 'data-base', below)).toBe('../../');
		expect(attribute('<a href="/kb/503/causes/y/">', 'href', below)).toBe('/kb/503/causes/y/');
		expect(attribute('<a href="https://handbook.example/causes/y/">', 'href', below)).toBe(
			'https://handbook.example/causes/y/',
		);
	});

	it('stay whole in HTML that is no page of the site: it is made to be pasted elsewhere', () => {
		const html = '<p><a href="https://handbook.example/causes/y/">y</a></p>';
		expect(rebase(html, 'wiki/html/nginx.html', atRoot)).toBe(html);
	});

	it('are all that changes', () => {
		const html = [
			'<!DOCTYPE html>\n<html lang=en><head><title>a &amp; b &#38; "c"</title>',
			'<script>const a = "<a href=\'/causes/\'>" && 1 < 2;</script><style>a { background: url(/favicon.svg) }</style>',
			'<script type="application/json">{"url":"/causes/","html":"<a href=\\"/causes/\\">"}</script>',
			'</head><body><!-- <a href="/causes/"> --><p CLASS=x>a<p>b<br/><textarea>\n<iframe src="/embed/"></textarea>',
			'<b><p>c</b>d</p><table><a href="@"></a><tr><td>e</table></body></html>\n',
		].join('\n');
		const link = '<a  class="x"  href="/causes/y/" data-x=\'"\'>';
		const rebasedLink = '<a  class="x"  href="../y/" data-x=\'"\'>';
		for (const at of ['<p CLASS=x>', '<b>', '<td>']) {
			const [before = '', after = ''] = html.split(at);
			expect(rebaseHtml(before + at + link + after, page, atRoot)).toBe(before + at + rebasedLink + after);
		}
	});

	it('cannot break out of their attribute', () => {
		const html = rebaseHtml(`<a href='/search/?q="onclick=x&amp;amp;lt;'>`, page, atRoot);
		const link = parseHTML(`<html><body>${html}</body></html>`).document.querySelector('a');
		expect(link?.getAttributeNames()).toEqual(['href']);
		expect(link?.getAttribute('href')).toBe('../../search/?q=%22onclick=x&amp;lt;');
	});
});

describe('a list of pictures', () => {
	const marked = (value: string) => mapSrcset(value, (address) => `<${address}>`);

	it.each([
		['a.png', '<a.png>'],
		['a.png 1x,b.png 2x', '<a.png> 1x,<b.png> 2x'],
		['a.png, b.png 2x', '<a.png>, <b.png> 2x'],
		['a,b.png 100w 50h, c.png', '<a,b.png> 100w 50h, <c.png>'],
		['data:image/png;base64,AAAA 1x, b.png 2x', '<data:image/png;base64,AAAA> 1x, <b.png> 2x'],
		[' ,, a.png\n\t1.5x ,\n b.png ', ' ,, <a.png>\n\t1.5x ,\n <b.png> '],
	])('%s', (value, expected) => {
		expect(marked(value)).toBe(expected);
	});
});

describe('addresses in a style sheet', () => {
	it.each([
		['a{b:url(/favicon.svg)}', 'a{b:url("../favicon.svg")}'],
		['a{b:URL( "/favicon.svg#x" )}', 'a{b:URL( "../favicon.svg#x" )}'],
		["a{b:image-set(url('/a.png') 1x,url(/b.png) 2x)}", 'a{b:image-set(url("../a.png") 1x,url("../b.png") 2x)}'],
		["@import '/_astro/a.css' print;", '@import "./a.css" print;'],
		['@import url(/_astro/a.css);', '@import url("./a.css");'],
		['a{b:url(/a%29b.png)}', 'a{b:url("../a%29b.png")}'],
	])('%s becomes %s', (css, expected) => {
		expect(rebase(css, '_astro/a.css', atRoot)).toBe(expected);
	});

	it.each([
		'a{b:url(data:image/svg+xml;base64,AAAA)}',
		'a{b:url(./b.png)}',
		'a{b:url(//example.com/b.png)}',
		'/* url(/favicon.svg) */',
		'/* never ends: url(/favicon.svg)',
		'a::before{content:"url(/favicon.svg)"}',
		'a::before{content:"\\" url(/favicon.svg)"}',
		'a{b:my-url(/favicon.svg)}',
	])('%s stays', (css) => {
		expect(rebase(css, '_astro/a.css', atRoot)).toBe(css);
	});

	it('are found in a long sheet in a moment', () => {
		const begin = performance.now();
		for (const part of ['/*', 'url(', '"', "'\\", '@import ', ' ']) mapCss(part.repeat(100_000), () => undefined);
		for (const part of [' ', ',', 'a,', 'a '])
			expect(mapSrcset(part.repeat(100_000), () => undefined).length).toBe(part.length * 100_000);
		expect(performance.now() - begin).toBeLessThan(5000);
	});
});

it('leaves everything but pages and style sheets alone', () => {
	const text = '<a href="/causes/"> url(/favicon.svg)';
	for (const file of ['api/v1/causes.json', 'causes/x/index.md', 'feed.xml', '_astro/b.js', 'wiki/dokuwiki/nginx.txt'])
		expect(rebase(text, file, atRoot)).toBe(text);
});

describe('the page for missing addresses of a copy without a settled path', () => {
	const early = 'early()';
	const source = [
		`<!DOCTYPE html><html data-base="/"><head><meta http-equiv="Content-Security-Policy" content="${pagePolicy({ scripts: [early] })}">`,
		`<script>${early}</script><link rel="stylesheet" href="/_astro/a.css"></head><body><a class="skip" href="#content">Skip</a>`,
		'<main id="content"><p class="wide lede">Or start from <a href="/">the front page</a>.</p></main>',
		'<script type="module" src="/_astro/b.js"></script></body></html>',
	].join('');
	const css = 'a{color:red;b:url(../favicon.svg)}';
	const made = notFoundAnywhere(rebase(source, '404.html', atRoot), atRoot, new Map([['_astro/a.css', css]]));
	const { document } = parseHTML(made);
	const texts = (name: string) => [...document.querySelectorAll(name)].map((element) => element.textContent ?? '');

	it('has its style inside, with addresses that fit there', () => {
		expect(texts('style')).toEqual(['a{color:red;b:url("./favicon.svg")}']);
		expect(document.querySelector('link[rel="stylesheet"], script[src]')).toBeNull();
	});

	it('allows by its policy what is inside, and the base element', () => {
		const policy = document.querySelector('meta[http-equiv]')?.getAttribute('content') ?? '';
		for (const text of [...texts('script'), ...texts('style')]) expect(policy).toContain(hashOf(text));
		expect(policy).toContain("base-uri 'self'");
		expect(policy).toContain("default-src 'none'");
		expect(policy.split(';').length).toBe(pagePolicy().split(';').length);
		expect(texts('script')).toContain(early);
	});

	it('has links that are right just below the start, and says what to do elsewhere', () => {
		expect(document.querySelector('.lede a')?.getAttribute('href')).toBe('./');
		expect(document.querySelector('.lede + .hint')?.textContent).toMatch(/take the end off the address/);
	});

	/** Runs its script at an address; what it does to a page is recorded. */
	function startAt(pathname: string) {
		let start: string | undefined;
		const links = [...document.querySelectorAll('a')].map((link) => ({
			href: link.getAttribute('href') ?? '',
			getAttribute: () => link.getAttribute('href'),
		}));
		let loaded = () => {};
		const [script = ''] = texts('script');
		new Function('location', 'document', 'addEventListener', script.replace(/\bimport\(/, 'Promise.reject('))(
			{ pathname, search: '?a' },
			{
				baseURI: 'https://a.example/',
				createElement: () => ({ href: '' }),
				head: { append: ({ href }: { href: string }) => (start = href) },
				querySelectorAll: () => links.filter(({ href }) => href.startsWith('#')),
				documentElement: { dataset: {} },
			},
			(_event: string, then: () => void) => {
				loaded = then;
			},
		);
		loaded();
		return { start, skip: links[0]?.href };
	}

	it.each([
		['/kb/502/causes/gone/', '/kb/502/'],
		['/causes/gone', '/'],
		['/kb/502/causes', '/kb/502/'],
		['/kb/502/symptoms/nginx/gone/', '/kb/502/'],
		['/kb/502/symptoms/gone/index.html', '/kb/502/'],
		['/kb/502/embed/checklists/gone/', '/kb/502/'],
		['/kb/502/search/gone/', '/kb/502/'],
		// The path of the copy can hold a folder of the same name.
		['/search/causes/gone/', '/search/'],
		['/causes/502/symptoms/nginx/gone/', '/causes/502/'],
		// Nothing is told by these; relative links are right for the first.
		['/kb/502/gone', undefined],
		['/kb/502/gone/gone/', undefined],
		['/kb/502/because/gone/', undefined],
	])('at %s finds the start %s', (pathname, expected) => {
		expect(startAt(pathname)).toEqual({ start: expected, skip: `${pathname}?a#content` });
	});

	it('is refused when the page is not as expected', () => {
		expect(() => notFoundAnywhere('<!doctype html><p class="lede">x</p>', atRoot, new Map())).toThrow(
			'404.html is not as expected',
		);
		expect(() => notFoundAnywhere(source.replace('lede', 'led'), atRoot, new Map())).toThrow(
			'404.html is not as expected',
		);
	});
});
