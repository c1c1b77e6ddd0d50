import { type AddressClass, type Headers, mediaTypes, pages } from '../headers.ts';
import { indented, type Lines } from './lines.ts';

// What the `_headers` files of Netlify and Cloudflare Pages have in common.

/** One rule: a path with its headers below it, first those that are taken away. */
export const rule = (path: string, headers: Headers, without: readonly string[] = []): Lines => [
	path,
	indented(
		[without.map((name) => `! ${name}`), Object.entries(headers).map(([name, value]) => `${name}: ${value}`)],
		'  ',
	),
];

/**
 * What is said of a class. Both hosts send `public, max-age=0, must-revalidate` by themselves, so that is not said: a
 * rule could add to it and not replace it.
 */
export const said = ({ headers }: AddressClass): Headers =>
	without(headers, (name, value) => name === 'Cache-Control' && value === pages.headers[name]);

/** What is said of a class and not of pages. */
export const saidBeside = (group: AddressClass): Headers =>
	without(said(group), (name, value) => value === pages.headers[name]);

const without = (headers: Headers, leftOut: (name: string, value: string) => boolean): Headers =>
	Object.fromEntries(Object.entries(headers).filter(([name, value]) => !leftOut(name, value)));

/** The paths of a class below the base path, each with one `*` at most. */
export const places = ({ at, extensions }: AddressClass): string[] =>
	at.flatMap((place) => {
		if (!place.endsWith('/')) return [place];
		return extensions ? extensions.map((extension) => `${place}*.${extension}`) : [`${place}*`];
	});

/**
 * Rules for the kinds of text that a host might not know, each for the addresses where it occurs: the Markdown beside
 * every page, and the checklists as text. A rule such as `*.rst` for everything would be wrong: Netlify's own code takes
 * its dot for any character, and a page could lie at an address that ends in "first/".
 */
export const textRules = (basePath: string): Lines => [
	rule(`${basePath}*/index.md`, { 'Content-Type': mediaTypes.md ?? '' }),
	Object.entries(mediaTypes)
		.filter(([extension, type]) => type.startsWith('text/') && !['html', 'css', 'js'].includes(extension))
		.map(([extension, type]) => rule(`${basePath}wiki/*.${extension}`, { 'Content-Type': type })),
];
