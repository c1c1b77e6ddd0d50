/**
 * What a server adds to the files of the site: one description, from which the files of `servers/` are written.
 *
 * Pages carry their policy in a meta element (`policy.ts`). What stands here is what only a server can say: who may show
 * a page in a frame, how long a file may be kept, who may read it from another site, and what kind of text it is.
 */

/** Response headers by name. Values hold no double quotes, so that every server's file can put them between such. */
export type Headers = Readonly<Record<string, string>>;

/** Addresses that are answered with the same headers. */
export interface AddressClass {
	/** Its name in the files of the servers that name things. */
	id: string;
	/** What lies there, as the comment in those files. */
	what: string;
	/** Where, below the base path: folders end with a slash, files do not. Empty: everything that no other class has. */
	at: readonly string[];
	/** Only files with one of these extensions, without the dot. */
	extensions?: readonly string[];
	/** What is sent beside `common`. */
	headers: Headers;
}

/**
 * Features of the browser that no page uses. `clipboard-write` is what the copy buttons need.
 *
 * Only names that Chromium 156 knows: it writes an error to the console for one that it does not.
 */
const permissionsPolicy = [
	...[
		'accelerometer',
		'autoplay',
		'camera',
		'clipboard-read',
		'display-capture',
		'encrypted-media',
		'fullscreen',
		'geolocation',
		'gyroscope',
		'hid',
		'idle-detection',
		'magnetometer',
		'microphone',
		'midi',
		'payment',
		'picture-in-picture',
		'publickey-credentials-get',
		'screen-wake-lock',
		'serial',
		'usb',
		'xr-spatial-tracking',
	].map((feature) => `${feature}=()`),
	'clipboard-write=(self)',
].join(', ');

/**
 * Sent with everything.
 *
 * `Cross-Origin-Opener-Policy` is left out on purpose. With any value but its default, a link in a sandboxed frame whose
 * pop-ups stay in the sandbox opens an error in place of the page: the HTML Standard asks for a network error there, and
 * Chromium 156 gives one. Wikis may frame checklists like that, and the links of a checklist lead to these pages. The
 * header would protect nothing: the site has no state that an opener could reach.
 */
export const common: Headers = {
	'X-Content-Type-Options': 'nosniff',
	'Referrer-Policy': 'same-origin',
	'Permissions-Policy': permissionsPolicy,
};

/** No frames on other sites. A second policy only narrows the one in the page. */
const unframed: Headers = { 'Content-Security-Policy': "frame-ancestors 'self'" };

/** Kept, and asked about each time: Netlify and Cloudflare Pages send the same by themselves. */
const revalidated: Headers = { 'Cache-Control': 'public, max-age=0, must-revalidate' };

/** Files whose names change with what is in them. */
const forGood: Headers = { 'Cache-Control': 'public, max-age=31536000, immutable' };

/** Scripts of any site, and sandboxed frames, may read it. */
const readByAll: Headers = { 'Access-Control-Allow-Origin': '*' };

/** A page that asks for `Cross-Origin-Embedder-Policy: require-corp` may load it. */
const loadedByAll: Headers = { 'Cross-Origin-Resource-Policy': 'cross-origin' };

/** What no class below has: pages, their Markdown, pictures, and the files of Pagefind without a hash. */
export const pages: AddressClass = {
	id: 'pages',
	what: 'Pages and everything else: asked about each time, never in frames of other sites.',
	at: [],
	headers: { ...unframed, ...revalidated },
};

/**
 * Every class of addresses. The first that fits counts; the last fits always.
 *
 * Documents below `embed/` are the only ones that other sites may frame. They carry no `frame-ancestors` at all: `*`
 * stands for web addresses only and would refuse a wiki in a file or in an app (`file:`, `app:`; Content Security Policy
 * Level 3, 6.7.2.8; seen in Chromium 156 with a page from `file:`). `Cross-Origin-Embedder-Policy` costs a document
 * nothing that loads nothing, and without it a page that sends the same header shows an empty frame, whatever
 * `Cross-Origin-Resource-Policy` says (HTML Standard, 7.1.4, embedder policies; seen in Chromium 156).
 *
 * Pagefind 1.5.2 names its index files after a hash of what is in them, and its scripts, its engine and its entry file
 * not; a new engine beside an old entry file does not work, so those are asked about each time.
 */
export const classes: readonly AddressClass[] = [
	{
		id: 'embed',
		what: 'Embedded checklists: the only pages that other sites may frame, so no frame-ancestors, not even "*".',
		at: ['embed/'],
		headers: { ...revalidated, ...loadedByAll, 'Cross-Origin-Embedder-Policy': 'require-corp' },
	},
	{
		id: 'embed-script',
		what: 'The script that other sites may load to show a checklist.',
		at: ['embed.js'],
		headers: { ...unframed, ...revalidated, ...loadedByAll },
	},
	{
		id: 'assets',
		what: 'Styles and scripts with a hash in their names.',
		at: ['_astro/'],
		headers: { ...unframed, ...forGood, ...readByAll },
	},
	{
		id: 'index',
		what: 'The files of the search index that have a hash in their names.',
		at: ['pagefind/'],
		extensions: ['pf_filter', 'pf_fragment', 'pf_index', 'pf_meta'],
		headers: { ...unframed, ...forGood },
	},
	{
		id: 'data',
		what: 'Data that scripts of other sites may read: the API, checklists as text, oEmbed.',
		at: ['api/', 'oembed/', 'wiki/'],
		headers: { ...unframed, ...revalidated, ...readByAll },
	},
	pages,
];

/** Headers that must not reach these addresses, should a server add them by other settings of its own. */
export const refusedBy = ({ headers }: AddressClass): string[] =>
	'Content-Security-Policy' in headers ? [] : ['Content-Security-Policy', 'X-Frame-Options'];

/**
 * The class of an address.
 *
 * @param path below the base path, without a slash at its start: `embed/checklists/nginx/`
 */
export function classOf(path: string): AddressClass {
	const extension = path.slice(path.lastIndexOf('.') + 1);
	const fits = ({ at, extensions }: AddressClass) =>
		at.some((place) => (place.endsWith('/') ? path.startsWith(place) : path === place)) &&
		(extensions?.includes(extension) ?? true);
	return classes.find(fits) ?? pages;
}

/** Everything that an address is answered with. */
export const headersOf = ({ headers }: AddressClass): Headers => ({ ...common, ...headers });

/**
 * The folders of the site that belong to `pages`, for servers that cannot say "everything but". A test holds this list
 * against the folders of src/pages.
 */
export const sections = [
	'causes',
	'checklists',
	'evidence',
	'guides',
	'mitigations',
	'og',
	'pagefind',
	'products',
	'search',
	'symptoms',
] as const;

const text = (subtype: string) => `text/${subtype}; charset=utf-8`;
const bytes = 'application/octet-stream';

/**
 * The type of each kind of file, by extension. Everything that people read is UTF-8, which a browser only believes when
 * it is told. TiddlyWiki's and MediaWiki's files have no registered type; as plain text a browser shows them. JSON has
 * no charset parameter (RFC 8259, 11), and XML names its own. What Pagefind writes is packed already.
 */
export const mediaTypes: Readonly<Record<string, string>> = {
	html: text('html'),
	css: text('css'),
	js: text('javascript'),
	txt: text('plain'),
	md: text('markdown'),
	csv: text('csv'),
	adoc: text('asciidoc'),
	org: text('org'),
	rst: text('x-rst'),
	tid: text('plain'),
	wiki: text('plain'),
	json: 'application/json',
	xml: 'application/xml',
	svg: 'image/svg+xml',
	png: 'image/png',
	woff2: 'font/woff2',
	pagefind: bytes,
	pf_filter: bytes,
	pf_fragment: bytes,
	pf_index: bytes,
	pf_meta: bytes,
};

/** A media type without its parameters. */
export const bare = (mediaType: string) => mediaType.split(';', 1)[0] ?? '';

const distinct = (values: readonly string[]) => [...new Set(values)];

/** Types of text, each once, without parameters. */
export const textTypes = distinct(Object.values(mediaTypes).map(bare)).filter((type) => type.startsWith('text/'));

/** Types worth compressing; the others are packed already. */
export const compressedTypes = [...textTypes, 'application/json', 'application/xml', 'image/svg+xml'];

/** Every media type with its extensions. */
export const extensionsByType: readonly (readonly [type: string, extensions: readonly string[]])[] = distinct(
	Object.values(mediaTypes),
).map((type) => [type, Object.keys(mediaTypes).filter((extension) => mediaTypes[extension] === type)]);

/** Responses smaller than this, in bytes, are not compressed where a server can be told so. */
export const compressedFrom = 512;
