import {
	type AddressClass,
	bare,
	classes,
	common,
	compressedFrom,
	compressedTypes,
	extensionsByType,
	headersOf,
	pages,
	textTypes,
} from '../headers.ts';
import { anyOf, comments, indented, type Lines, withoutHsts, written } from './lines.ts';

/**
 * A file to include in a `server` block of nginx, 1.11.8 or newer (`absolute_redirect`).
 *
 * Directives and their inheritance from nginx.org/en/docs/http/, read 2026-11-22: `add_header`, `types`, `gzip_types` and
 * `error_page` are inherited only by a block that has none of its own, so each location repeats every header, and the
 * types stand here in full instead of resting on the server's mime.types.
 *
 * @param basePath the path under which the site lives, with slashes at both ends
 */
export function nginx(basePath: string): string {
	return written([
		comments(
			`The 502 Handbook at ${basePath} for nginx. Include this file in the server block:`,
			'',
			'    server {',
			'        listen 443 ssl;',
			'        server_name handbook.example.com;',
			...(basePath === '/'
				? ['        root /srv/handbook;               # holds the built site']
				: [`        root /srv/www;                    # holds the built site in ${basePath.slice(1)}`]),
			'        include /etc/nginx/handbook.conf;',
			'    }',
			'',
			'Headers that the http or server block adds do not reach these locations: nginx inherits add_header only into',
			'blocks that have none of their own.',
		),
		withoutHsts,
		'',
		`set ${variable} "${common[long]}";`,
		'',
		basePath === '/' ? undefined : [withoutSlash(basePath), ''],
		`location ^~ ${basePath} {`,
		indented([
			'index index.html;',
			comments('Redirects to a folder name a path only, so that no port or scheme from behind a proxy leaks.'),
			'absolute_redirect off;',
			comments('A folder without a page is as missing as any other address.'),
			`error_page 403 404 =404 ${basePath}404.html;`,
			'',
			'types {',
			indented(extensionsByType.map(([type, extensions]) => `${bare(type)} ${extensions.join(' ')};`)),
			'}',
			'default_type application/octet-stream;',
			'charset utf-8;',
			`charset_types ${beyondHtml(textTypes)};`,
			'',
			'gzip on;',
			'gzip_vary on;',
			'gzip_proxied any;',
			'gzip_comp_level 6;',
			`gzip_min_length ${compressedFrom};`,
			`gzip_types ${beyondHtml(compressedTypes)};`,
			'',
			comments(pages.what),
			added(pages),
			classes.filter((group) => group !== pages).map((group) => ['', locations(group, basePath)]),
		]),
		'}',
	]);
}

const withoutSlash = (basePath: string): Lines => [
	`location = ${basePath.slice(0, -1)} {`,
	indented(['absolute_redirect off;', `return 301 ${basePath};`]),
	'}',
];

/** nginx takes text/html as named, and warns when it is named again. */
const beyondHtml = (types: readonly string[]) => types.filter((type) => type !== 'text/html').join(' ');

const locations = (group: AddressClass, basePath: string): Lines => [
	comments(group.what),
	group.at.map((place) => [`location ${condition(basePath + place, group)} {`, indented([added(group)]), '}']),
];

function condition(address: string, { extensions }: AddressClass): string {
	if (extensions) return `~ ^${anyOf(address)}.+\\.${anyOf(...extensions)}$`;
	return address.endsWith('/') ? `^~ ${address}` : `= ${address}`;
}

/** The one value that is too long to stand in every location. */
const long = 'Permissions-Policy';
const variable = '$handbook_permissions_policy';

/** Without "always", nginx leaves a header out of answers that are errors, such as the page for missing addresses. */
const added = (group: AddressClass): Lines =>
	Object.entries(headersOf(group)).map(
		([name, value]) => `add_header ${name} ${name === long ? variable : `"${value}"`} always;`,
	);
