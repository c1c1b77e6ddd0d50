import { createHash } from 'node:crypto';

/** The CSP source expression that allows one inline script or style, by the hash of its text. */
export const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

interface Inline {
	/** Texts of the page's inline scripts. */
	scripts?: readonly string[];
	/** Texts of the page's inline styles. */
	styles?: readonly string[];
	/** Whether the page may show other documents of this site in frames. */
	frames?: boolean;
}

/**
 * The Content-Security-Policy of a page: files of this site only, nothing inline but what is hashed.
 *
 * `wasm-unsafe-eval` lets Pagefind compile its search engine; it allows WebAssembly, not eval. A policy in a meta element
 * cannot restrict framing (`frame-ancestors` is ignored there), so servers send that as a header.
 */
export function pagePolicy({ scripts = [], styles = [], frames = false }: Inline = {}): string {
	return [
		"default-src 'none'",
		["script-src 'self' 'wasm-unsafe-eval'", ...scripts.map(hashOf)].join(' '),
		["style-src 'self'", ...styles.map(hashOf)].join(' '),
		"img-src 'self' data:",
		"connect-src 'self'",
		"worker-src 'self'",
		...(frames ? ["frame-src 'self'"] : []),
		"base-uri 'none'",
		"form-action 'self'",
	].join('; ');
}

/** The policy of a document that loads nothing at all: only its own inline script and style run. */
export function documentPolicy({ scripts = [], styles = [] }: Inline = {}): string {
	return [
		"default-src 'none'",
		['script-src', ...scripts.map(hashOf)].join(' '),
		['style-src', ...styles.map(hashOf)].join(' '),
		"base-uri 'none'",
		"form-action 'none'",
	].join('; ');
}
