import {
	type AddressClass,
	classes,
	common,
	compressedTypes,
	extensionsByType,
	type Headers,
	pages,
	refusedBy,
} from '../headers.ts';
import { anyOf, comments, indented, type Lines, withoutHsts, written } from './lines.ts';

/**
 * An `.htaccess` for the folder of the site, for Apache httpd 2.4 with `AllowOverride All`.
 *
 * Directives and where they may stand from httpd.apache.org/docs/2.4/mod/, read 2026-11-22. Apache keeps two tables of
 * headers, one for successes and one for everything (`always`), and sends both; what is set in one is therefore taken
 * out of the other first, so that nothing that the server's own settings add is sent beside it.
 *
 * @param basePath the path under which the site lives, with slashes at both ends
 */
export function apache(basePath: string): string {
	return written([
		comments(
			`The 502 Handbook at ${basePath} for Apache httpd. This file is the .htaccess in the folder of the built site; the`,
			'folder needs "AllowOverride All". On Debian: a2enmod headers (the other modules are on already).',
			'',
			'Redirects to a folder name the host that was asked for. Behind a proxy that ends TLS they would say http; then the',
			'virtual host needs "ServerName https://handbook.example.com:443" and "UseCanonicalName On".',
		),
		withoutHsts,
		'',
		comments('A folder shows its page; without one it shows no list of files. No guessing among similar names.'),
		'DirectoryIndex index.html',
		'Options -Indexes -MultiViews',
		`ErrorDocument 403 ${basePath}404.html`,
		`ErrorDocument 404 ${basePath}404.html`,
		'',
		'<IfModule mod_mime.c>',
		indented(
			extensionsByType.map(
				([type, extensions]) => `AddType "${type}" ${extensions.map((name) => `.${name}`).join(' ')}`,
			),
		),
		'</IfModule>',
		'',
		'<IfModule mod_deflate.c>',
		indented([`AddOutputFilterByType DEFLATE ${compressedTypes.join(' ')}`]),
		'</IfModule>',
		'',
		'<IfModule mod_headers.c>',
		indented([
			comments(
				'mod_deflate adds "-gzip" to the ETag of what it packs and does not know it again when a browser asks whether its',
				'copy is current. Without this line a compressed page is always sent whole.',
			),
			String.raw`RequestHeader edit* If-None-Match "-gzip\"" "\""`,
			'',
			setting(common),
			'',
			classes
				.filter((group) => group !== pages)
				.map((group, index) => branch(index === 0 ? 'If' : 'ElseIf', group, basePath)),
			'<Else>',
			indented([comments(pages.what), own(pages)]),
			'</Else>',
		]),
		'</IfModule>',
	]);
}

const branch = (word: 'If' | 'ElseIf', group: AddressClass, basePath: string): Lines => [
	`<${word} "%{REQUEST_URI} =~ m#${condition(group, basePath)}#">`,
	indented([comments(group.what), own(group)]),
	`</${word}>`,
];

const condition = ({ at, extensions }: AddressClass, basePath: string) => {
	const place = `^${anyOf(basePath)}${anyOf(...at)}`;
	if (extensions) return `${place}.+\\.${anyOf(...extensions)}$`;
	return at.every((path) => path.endsWith('/')) ? place : `${place}$`;
};

const own = (group: AddressClass): Lines => [
	refusedBy(group).map((name) => [`Header unset ${name}`, `Header always unset ${name}`]),
	setting(group.headers),
];

const setting = (headers: Headers): Lines =>
	Object.entries(headers).map(([name, value]) => [`Header unset ${name}`, `Header always set ${name} "${value}"`]);
