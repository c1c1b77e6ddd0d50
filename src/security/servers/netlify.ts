import { classes, common, type Headers, pages, sections } from '../headers.ts';
import { places, rule, said, saidBeside, textRules } from './host.ts';
import { comments, withoutHsts, written } from './lines.ts';

/**
 * The `_headers` file for Netlify, for the root of the published folder.
 *
 * From docs.netlify.com/manage/routing/headers, read 2026-11-22: a path may hold `*` anywhere in a segment, lines of one
 * rule with the same name are joined by commas, a rule cannot take a header back, and nothing is said of two rules that
 * both fit. (Netlify's own package @netlify/headers 3.0.1, which serves a site on a developer's machine, lets the later
 * rule win.) So no two rules here give one address different values of a header, and "everywhere but embed/" is a list
 * of folders.
 *
 * @param basePath the path under which the site lives, with slashes at both ends
 */
export function netlify(basePath: string): string {
	const below = (path: string, headers: Headers) => rule(basePath + path, headers);
	return written([
		comments(
			`The 502 Handbook at ${basePath} for Netlify. This file is called _headers and lies in the root of the published`,
			basePath === '/' ? 'folder, beside index.html.' : `folder, which holds the built site in ${basePath.slice(1)}`,
		),
		withoutHsts,
		'',
		comments('Everything.'),
		below('*', common),
		classes.map((group) => [
			'',
			comments(group.what),
			group === pages
				? ['', '404.html', ...sections.map((name) => `${name}/*`)].map((path) => below(path, said(pages)))
				: // Files that are told apart by their extension lie in a folder of pages.
					places(group).map((path) => below(path, group.extensions ? saidBeside(group) : said(group))),
		]),
		'',
		comments('Kinds of text that a host might not know.'),
		textRules(basePath),
	]);
}
