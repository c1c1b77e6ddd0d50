/** What a deployment may decide. Read from the environment here and nowhere else. */
export interface Settings {
	/** Origin of the published site, without a path: used for canonical addresses, the sitemap and the feed. */
	siteUrl: string;
	/** Path under which the site lives; starts and ends with "/". */
	basePath: string;
	/** Where the built site is written. */
	outDir: string;
	/** Where Astro keeps its data store between builds. */
	cacheDir: string;
	/** Address of the editor for a file of content, with `{path}` where the file's path belongs; empty when there is none. */
	editUrl: string;
}

/** The address that `npm start` serves at; a site that is not deployed anywhere is canonical there. */
export const localUrl = 'http://localhost:4321';

/**
 * Reads `SITE_URL`, `BASE_PATH`, `OUT_DIR`, `CACHE_DIR` and `EDIT_URL`.
 *
 * @throws {Error} with the variable's name, what it holds and what it should, when one makes no sense
 */
export function settings(environment: Record<string, string | undefined>): Settings {
	const siteUrl = environment.SITE_URL || localUrl;
	if (!URL.canParse(siteUrl) || !/^https?:$/.test(new URL(siteUrl).protocol)) {
		throw new Error(`SITE_URL is "${siteUrl}", expected an address such as https://handbook.example.com.`);
	}
	const { pathname, search, hash } = new URL(siteUrl);
	if (pathname !== '/' || search || hash) {
		throw new Error(`SITE_URL is "${siteUrl}", which is more than an origin. Put a path into BASE_PATH.`);
	}
	const trimmed = (environment.BASE_PATH ?? '').replace(/^\/+|\/+$/g, '');
	const parts = trimmed.split('/');
	if (trimmed && !parts.every((part) => /^[\w.~-]+$/.test(part) && part !== '.' && part !== '..')) {
		throw new Error(`BASE_PATH is "${environment.BASE_PATH}", expected a path such as /kb/502/.`);
	}
	const editUrl = environment.EDIT_URL ?? '';
	if (editUrl && !editUrl.includes('{path}')) {
		throw new Error(`EDIT_URL is "${editUrl}", expected an address with {path} in it, where the file's path belongs.`);
	}
	return {
		siteUrl: new URL(siteUrl).origin,
		basePath: trimmed ? `/${trimmed}/` : '/',
		outDir: environment.OUT_DIR || './dist',
		cacheDir: environment.CACHE_DIR || './.astro',
		editUrl,
	};
}
