import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { documentPolicy, hashOf, pagePolicy } from '../../src/security/policy.ts';
import { localUrl, settings } from '../../src/settings.ts';

describe('the settings', () => {
	it('are a site of its own on this machine when nothing is set', () => {
		expect(settings({})).toEqual({
			siteUrl: localUrl,
			basePath: '/',
			outDir: './dist',
			cacheDir: './.astro',
			editUrl: '',
		});
		expect(settings({ SITE_URL: '', BASE_PATH: '', OUT_DIR: '', EDIT_URL: '' })).toEqual(settings({}));
	});

	it.each([
		{ given: 'https://handbook.example.com', siteUrl: 'https://handbook.example.com' },
		{ given: 'https://handbook.example.com/', siteUrl: 'https://handbook.example.com' },
		{ given: 'http://127.0.0.1:8080', siteUrl: 'http://127.0.0.1:8080' },
		{ given: 'HTTPS://Handbook.Example.COM', siteUrl: 'https://handbook.example.com' },
	])('take the site address $given', ({ given, siteUrl }) => {
		expect(settings({ SITE_URL: given }).siteUrl).toBe(siteUrl);
	});

	it.each([
		{ given: '/', basePath: '/' },
		{ given: 'kb', basePath: '/kb/' },
		{ given: '/kb/502', basePath: '/kb/502/' },
		{ given: '/kb/502/', basePath: '/kb/502/' },
		{ given: '//kb//', basePath: '/kb/' },
		{ given: '/a-b_c.d~e/', basePath: '/a-b_c.d~e/' },
	])('take the base path $given', ({ given, basePath }) => {
		expect(settings({ BASE_PATH: given }).basePath).toBe(basePath);
	});

	it.each([
		{
			given: { SITE_URL: 'handbook' },
			says: 'SITE_URL is "handbook", expected an address such as https://handbook.example.com.',
		},
		{
			given: { SITE_URL: 'ftp://example.com' },
			says: 'SITE_URL is "ftp://example.com", expected an address such as https://handbook.example.com.',
		},
		{
			given: { SITE_URL: 'javascript:alert(1)' },
			says: 'SITE_URL is "javascript:alert(1)", expected an address such as https://handbook.example.com.',
		},
		{
			given: { SITE_URL: 'https://example.com/kb/' },
			says: 'SITE_URL is "https://example.com/kb/", which is more than an origin. Put a path into BASE_PATH.',
		},
		{ given: { BASE_PATH: '/k b/' }, says: 'BASE_PATH is "/k b/", expected a path such as /kb/502/.' },
		{ given: { BASE_PATH: '/kb?x' }, says: 'BASE_PATH is "/kb?x", expected a path such as /kb/502/.' },
		{
			given: { BASE_PATH: 'https://example.com/kb/' },
			says: 'BASE_PATH is "https://example.com/kb/", expected a path such as /kb/502/.',
		},
		{ given: { BASE_PATH: '/"><script>' }, says: 'BASE_PATH is "/"><script>", expected a path such as /kb/502/.' },
		{ given: { BASE_PATH: '/kb//502/' }, says: 'BASE_PATH is "/kb//502/", expected a path such as /kb/502/.' },
		{ given: { BASE_PATH: '/../kb/' }, says: 'BASE_PATH is "/../kb/", expected a path such as /kb/502/.' },
		{ given: { BASE_PATH: '/kb/./' }, says: 'BASE_PATH is "/kb/./", expected a path such as /kb/502/.' },
		{
			given: { EDIT_URL: 'https://example.com/edit/' },
			says: 'EDIT_URL is "https://example.com/edit/", expected an address with {path} in it, where the file\'s path belongs.',
		},
	])('refuse $given and say what they want', ({ given, says }) => {
		expect(() => settings(given)).toThrow(new Error(says));
	});
});

describe('the security policy', () => {
	const script = 'console.log("é")';
	const hash = `'sha256-${createHash('sha256').update(script).digest('base64')}'`;

	it('allows an inline script by the hash of its bytes', () => {
		expect(hashOf(script)).toBe(hash);
		expect(pagePolicy({ scripts: [script] })).toContain(`script-src 'self' 'wasm-unsafe-eval' ${hash};`);
		expect(documentPolicy({ scripts: [script] })).toContain(`script-src ${hash};`);
	});

	it('of a page loads from its own site only, and of a document nothing at all', () => {
		expect(pagePolicy().split('; ')).toEqual([
			"default-src 'none'",
			"script-src 'self' 'wasm-unsafe-eval'",
			"style-src 'self'",
			"img-src 'self' data:",
			"connect-src 'self'",
			"worker-src 'self'",
			"base-uri 'none'",
			"form-action 'self'",
		]);
		expect(documentPolicy({ scripts: ['a'], styles: ['b'] }).split('; ')).toEqual([
			"default-src 'none'",
			`script-src ${hashOf('a')}`,
			`style-src ${hashOf('b')}`,
			"base-uri 'none'",
			"form-action 'none'",
		]);
	});

	it('never allows what is inline without a hash, eval, other sites, or a plug-in', () => {
		for (const policy of [
			pagePolicy(),
			pagePolicy({ scripts: ['a'], styles: ['b'] }),
			documentPolicy(),
			documentPolicy({ scripts: ['a'], styles: ['b'] }),
		]) {
			expect(policy).toMatch(/^default-src 'none';/);
			expect(policy).not.toMatch(/unsafe-inline|'unsafe-eval'|unsafe-hashes|\*|https?:|object-src/);
			expect(policy).not.toMatch(/[\r\n"]/);
		}
	});
});
