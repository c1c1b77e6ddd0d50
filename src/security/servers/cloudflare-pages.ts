import { classes, common, pages, refusedBy } from '../headers.ts';
import { places, rule, said, saidBeside, textRules } from './host.ts';
import { comments, withoutHsts, written } from './lines.ts';

/**
 * The `_headers` file for Cloudflare Pages, for the root of the published folder.
 *
 * From developers.cloudflare.com/pages/configuration/headers, read 2026-11-22: every rule that fits applies, from the
 * first to the last; a name that two of them give has its values joined by commas; `! Name` takes away what came before;
 * one `*` a path; at most 100 rules and 2,000 characters a line. Pages itself sends `Access-Control-Allow-Origin: *` with
 * every file, which is taken away where the site does not say so.
 *
 * @param basePath the path under which the site lives, with slashes at both ends
 */
export function cloudflarePages(basePath: string): string {
	return written([
		comments(
			`The 502 Handbook at ${basePath} for Cloudflare Pages. This file is called _headers and lies in the root of the`,
			basePath === '/'
				? 'published folder, beside index.html.'
				: `published folder, which holds the built site in ${basePath.slice(1)}`,
		),
		withoutHsts,
		'',
		comments(pages.what),
		rule(`${basePath}*`, { ...common, ...said(pages) }, ['Access-Control-Allow-Origin']),
		classes
			.filter((group) => group !== pages)
			.map((group) => [
				'',
				comments(group.what),
				places(group).map((path) => rule(basePath + path, saidBeside(group), refusedBy(group))),
			]),
		'',
		comments('Kinds of text that a host might not know.'),
		textRules(basePath),
	]);
}
