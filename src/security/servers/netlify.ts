import { type AddressClass, classes, common, type Headers, headersOf, pages, sections } from '../headers.ts';
import { alike, block, hostedTypes, places } from './host.ts';
import { comments, type Lines, withoutHsts, written } from './lines.ts';

/**
 * The `_headers` file for Netlify, for the root of the published folder.
 *
 * From docs.netlify.com/manage/routing/headers, read 2026-11-22: a path may hold `*` anywhere in a segment, lines of one
 * rule with the same name are joined by commas, a rule cannot take a header back, and nothing is said of two rules that
 * both fit. (Netlify's own `@netlify/headers` 3.0.1, which serves a site on a developer's machine, lets the later one
 * win.) Therefore no two rules here give one address different values of a header, and "everywhere but /embed/" is a
 * list of folders. `Cache-Control: public, max-age=0, must-revalidate` is what Netlify sends by itself.
 *
 * @param basePath the path under which the site lives, with slashes at both ends
 */
export function netlify(basePath: string): string {
	const rule = (path: string, headers: Headers) => block(basePath + path, headers);
	return written([
		comments(
			`The 502 Handbook at ${basePath} for Netlify. This file is called _headers and lies in the root of the published`,
			basePath === '/' ? 'folder, beside index.html.' : `folder, which holds the built site in ${basePath.slice(1)}`,
		),
		withoutHsts,
		'',
		comments('Everything.'),
		rule('*', common),
		classes.map((group): Lines => {
			if (group === pages) return [];
			const own = group.extensions ? alike(group, pages, false) : withoutDefaults(group);
			return ['', comments(group.what), places(group).map((place) => rule(place, own))];
		}),
		'',
		comments(pages.what, 'Folder by folder, because a rule for everything could not be taken back for /embed/.'),
		['', '404.html', ...sections.map((section) => `${section}/*`)].map((place) => rule(place, withoutDefaults(pages))),
		'',
		comments('Kinds of text that Netlify might not know.'),
		hostedTypes.map(([extension, type]) => rule(`*.${extension}`, { 'Content-Type': type })),
	]);
}
