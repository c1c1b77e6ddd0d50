import {
	type AddressClass,
	bare,
	classes,
	common,
	compressedFrom,
	compressedTypes,
	extensionsByType,
	type Headers,
	pages,
	refusedBy,
} from '../headers.ts';
import { anyOf, comments, indented, type Lines, withoutHsts, written } from './lines.ts';

/**
 * A file to import in a site block of a Caddyfile, for Caddy 2.6 (Debian 12) and newer.
 *
 * Directives and their order from caddyserver.com/docs/caddyfile/, read 2026-11-22. Matchers of the classes shut each
 * other out, because the order in which Caddy applies several `header` lines is its own.
 *
 * @param basePath the path under which the site lives, with slashes at both ends
 */
export function caddy(basePath: string): string {
	return written([
		comments(
			`The 502 Handbook at ${basePath} for Caddy. Import this file in the block of the site:`,
			'',
			'    handbook.example.com {',
			...(basePath === '/'
				? ['        root * /srv/handbook    # holds the built site']
				: [`        root * /srv/www         # holds the built site in ${basePath.slice(1)}`]),
			'        import /etc/caddy/handbook.caddy',
			'    }',
		),
		withoutHsts,
		'',
		basePath === '/' ? undefined : `redir ${basePath.slice(0, -1)} ${basePath} 308`,
		`handle ${basePath}* {`,
		indented([
			'header {',
			indented([setting(common)]),
			'}',
			classes.map((group) => ['', classLines(group, basePath)]),
			'',
			comments('What the system says of file names differs from one to the next.'),
			extensionsByType.map(([type, extensions]) => [
				`@${nameOf(type, extensions)} path ${extensions.map((name) => `*.${name}`).join(' ')}`,
				`header @${nameOf(type, extensions)} Content-Type "${type}"`,
			]),
			'',
			compression,
			'file_server',
		]),
		'}',
		'',
		'handle_errors {',
		indented([
			'@handbook_missing {',
			indented([`path ${basePath}*`, 'expression {http.error.status_code} == 404']),
			'}',
			'handle @handbook_missing {',
			indented([
				comments(
					'Whoever has this page already asks only whether it has changed; that is no answer to what was asked for.',
				),
				['If-None-Match', 'If-Modified-Since', 'Range'].map((name) => `request_header -${name}`),
				`rewrite * ${basePath}404.html`,
				'header {',
				indented([
					...classes
						.flatMap(({ headers }) => Object.keys(headers))
						.filter((name, index, all) => !(name in pages.headers) && all.indexOf(name) === index)
						.map((name) => `-${name}`),
					setting({ ...common, ...pages.headers, 'Content-Type': 'text/html; charset=utf-8' }),
				]),
				'}',
				compression,
				'file_server',
			]),
			'}',
		]),
		'}',
	]);
}

const compression: Lines = [
	'encode {',
	indented([
		'zstd',
		'gzip',
		`minimum_length ${compressedFrom}`,
		'match {',
		indented(compressedTypes.map((type) => `header Content-Type ${type}*`)),
		'}',
	]),
	'}',
];

const classLines = (group: AddressClass, basePath: string): Lines => [
	comments(group.what),
	matcher(group, basePath),
	`header @handbook_${group.id} {`,
	indented([refusedBy(group).map((name) => `-${name}`), setting(group.headers)]),
	'}',
];

/** Several lines of `not` must all hold. */
function matcher(group: AddressClass, basePath: string): Lines {
	const name = `@handbook_${group.id}`;
	if (group !== pages) return [`${name} ${condition(group, basePath)}`];
	const others = classes.filter((other) => other !== pages);
	return [`${name} {`, indented(others.map((other) => `not ${condition(other, basePath)}`)), '}'];
}

const condition = ({ at, extensions }: AddressClass, basePath: string) =>
	extensions
		? `path_regexp ^${anyOf(basePath)}${anyOf(...at)}.+\\.${anyOf(...extensions)}$`
		: `path ${at.map((place) => basePath + place + (place.endsWith('/') ? '*' : '')).join(' ')}`;

const nameOf = (type: string, extensions: readonly string[]) => `handbook_${extensions[0] ?? bare(type)}`;

const setting = (headers: Headers): Lines => Object.entries(headers).map(([name, value]) => `${name} "${value}"`);
