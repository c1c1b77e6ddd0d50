import type { Writer } from './checklist.ts';

/** A language that checklists are exported to. */
export interface Format {
	/** Its name in addresses and on the command line: `/wiki/dokuwiki/nginx.txt`. Permanent. */
	id: string;
	/** Its name for people. */
	name: string;
	/** Extension of its files, without the dot. */
	extension: string;
	/** For downloads and servers. */
	mediaType: string;
	/** Loads the writer; in the browser, only when somebody wants this format. */
	load: () => Promise<{ write: Writer }>;
}

const markdown = { extension: 'md', mediaType: 'text/markdown' };
const plain = { extension: 'txt', mediaType: 'text/plain' };

/** Every format, in the order in which they are offered. */
export const formats = [
	{ id: 'github', name: 'GitHub Markdown', ...markdown, load: () => import('./formats/github.ts') },
	{ id: 'gitlab', name: 'GitLab Markdown', ...markdown, load: () => import('./formats/gitlab.ts') },
	{ id: 'obsidian', name: 'Obsidian Markdown', ...markdown, load: () => import('./formats/obsidian.ts') },
	{ id: 'notion', name: 'Notion Markdown', ...markdown, load: () => import('./formats/notion.ts') },
	{ id: 'markdown', name: 'Markdown with task lists', ...markdown, load: () => import('./formats/markdown.ts') },
	{
		id: 'confluence-storage',
		name: 'Confluence storage format',
		extension: 'xml',
		mediaType: 'application/xml',
		load: () => import('./formats/confluence-storage.ts'),
	},
	{ id: 'jira', name: 'Confluence and Jira wiki markup', ...plain, load: () => import('./formats/jira.ts') },
	{
		id: 'adf',
		name: 'Atlassian document format',
		extension: 'json',
		mediaType: 'application/json',
		load: () => import('./formats/adf.ts'),
	},
	{
		id: 'mediawiki',
		name: 'MediaWiki',
		extension: 'wiki',
		mediaType: 'text/plain',
		load: () => import('./formats/mediawiki.ts'),
	},
	{ id: 'dokuwiki', name: 'DokuWiki', ...plain, load: () => import('./formats/dokuwiki.ts') },
	{
		id: 'dokuwiki-todo',
		name: 'DokuWiki with the todo plugin',
		...plain,
		load: () => import('./formats/dokuwiki-todo.ts'),
	},
	{
		id: 'tiddlywiki',
		name: 'TiddlyWiki',
		extension: 'tid',
		mediaType: 'application/x-tiddler',
		load: () => import('./formats/tiddlywiki.ts'),
	},
	{ id: 'xwiki', name: 'XWiki', ...plain, load: () => import('./formats/xwiki.ts') },
	{ id: 'html', name: 'HTML', extension: 'html', mediaType: 'text/html', load: () => import('./formats/html.ts') },
	{ id: 'text', name: 'Plain text', ...plain, load: () => import('./formats/text.ts') },
	{ id: 'csv', name: 'CSV', extension: 'csv', mediaType: 'text/csv', load: () => import('./formats/csv.ts') },
	{
		id: 'rst',
		name: 'reStructuredText',
		extension: 'rst',
		mediaType: 'text/x-rst',
		load: () => import('./formats/rst.ts'),
	},
	{
		id: 'asciidoc',
		name: 'AsciiDoc',
		extension: 'adoc',
		mediaType: 'text/asciidoc',
		load: () => import('./formats/asciidoc.ts'),
	},
	{ id: 'org', name: 'Org', extension: 'org', mediaType: 'text/org', load: () => import('./formats/org.ts') },
] as const satisfies readonly Format[];

export type FormatId = (typeof formats)[number]['id'];

/** Where the file of a checklist in a format lies, below the base path: `/wiki/dokuwiki/nginx.txt`. */
export const exportPath = (format: Pick<Format, 'id' | 'extension'>, checklist: string) =>
	`/wiki/${format.id}/${checklist}.${format.extension}`;
