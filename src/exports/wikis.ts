import type { FormatId } from './formats.ts';

/** A wiki that teams have, and what it takes. The grounds stand in the guide, in the section named after it. */
export interface Wiki {
	/** Its section in `/guides/checklists-in-your-wiki/`, and its name in the panel's list. */
	id: string;
	name: string;
	/** Formats that it takes, best first. */
	formats: readonly [FormatId, ...FormatId[]];
	/** Whether it shows a frame: always, after somebody changed a setting, or never. */
	frame: 'yes' | 'setting' | 'no';
	/** Where the text goes, one sentence. */
	paste: string;
	/** For `setting`: what an administrator must change, with its exact name. */
	setting?: string;
	/** Whether the tests put every checklist into the real software (for XWiki, its renderer) and read it back. */
	tested?: true;
}

export const wikis = [
	{
		id: 'confluence-cloud',
		name: 'Confluence Cloud',
		formats: ['github', 'adf', 'confluence-storage'],
		frame: 'yes',
		paste:
			'Paste the Markdown into the editor, or send the Atlassian document format or the storage format through the REST API.',
	},
	{
		id: 'confluence-data-center',
		name: 'Confluence Data Center',
		formats: ['confluence-storage', 'jira'],
		frame: 'setting',
		paste: 'Use “Insert markup” for the wiki markup, or the REST API for the storage format.',
		setting: 'The HTML macro or an iframe macro, which an administrator switches on',
	},
	{
		id: 'jira',
		name: 'Jira',
		formats: ['jira', 'adf'],
		frame: 'no',
		paste:
			'Paste the wiki markup into a description in text mode, or send the Atlassian document format through the REST API.',
	},
	{
		id: 'notion',
		name: 'Notion',
		formats: ['notion'],
		frame: 'yes',
		paste: 'Paste the Markdown into a page, or import the file. For a frame type /embed and give the address.',
	},
	{
		id: 'github',
		name: 'GitHub',
		formats: ['github'],
		frame: 'no',
		paste:
			'Paste it into an issue, a pull request, a wiki page or a file. Boxes can be ticked in issues and pull requests.',
	},
	{
		id: 'gitlab',
		name: 'GitLab',
		formats: ['gitlab'],
		frame: 'no',
		paste: 'Paste it into an issue, a merge request or a wiki page.',
	},
	{
		id: 'mediawiki',
		name: 'MediaWiki',
		formats: ['mediawiki'],
		frame: 'setting',
		paste: 'Paste it into the source editor of a page.',
		setting: 'An extension for frames, or $wgRawHtml',
		tested: true,
	},
	{
		id: 'dokuwiki',
		name: 'DokuWiki',
		formats: ['dokuwiki', 'dokuwiki-todo'],
		frame: 'setting',
		paste: 'Paste it into the editor of a page. With the todo plugin, boxes can be ticked.',
		setting: "The htmlok or the iframe plugin; $conf['htmlok'] in releases before 2023",
		tested: true,
	},
	{
		id: 'bookstack',
		name: 'BookStack',
		formats: ['markdown', 'html'],
		frame: 'setting',
		paste: 'Paste it into the Markdown editor.',
		setting: 'ALLOWED_IFRAME_SOURCES (not ALLOWED_IFRAME_HOSTS, which is the other direction)',
	},
	{
		id: 'wiki-js',
		name: 'Wiki.js',
		formats: ['markdown'],
		frame: 'setting',
		paste: 'Paste it into the Markdown editor.',
		setting: 'Administration, Rendering, HTML: Allow iframes on; then render the pages again',
	},
	{
		id: 'outline',
		name: 'Outline',
		formats: ['markdown'],
		frame: 'setting',
		paste: 'Paste it into a document.',
		setting: 'Settings, Embeds: embeds on; then type /embed and give the address',
	},
	{
		id: 'tiddlywiki',
		name: 'TiddlyWiki',
		formats: ['tiddlywiki'],
		frame: 'yes',
		paste: 'Drag the file into the wiki. Its boxes can be ticked and are saved.',
		tested: true,
	},
	{
		id: 'xwiki',
		name: 'XWiki',
		formats: ['xwiki'],
		frame: 'setting',
		paste: 'Paste it into the wiki editor of a page.',
		setting: 'The right of the page’s author to write scripts, or iframe among the allowed elements',
		tested: true,
	},
	{
		id: 'obsidian',
		name: 'Obsidian',
		formats: ['obsidian'],
		frame: 'yes',
		paste: 'Paste it into a note. Its boxes can be ticked.',
	},
	{
		id: 'sharepoint',
		name: 'SharePoint',
		formats: ['html', 'text'],
		frame: 'setting',
		paste: 'Store the HTML file in a library, or paste the text.',
		setting: 'HTML Field Security: the address of the handbook among the sites that may be framed',
	},
	{
		id: 'another',
		name: 'Another wiki or tool',
		formats: ['markdown', 'html', 'text', 'rst', 'asciidoc', 'org', 'csv'],
		frame: 'setting',
		paste: 'Take the language that it speaks; plain text is read everywhere.',
		setting: 'See its manual for frames of other sites',
	},
] as const satisfies readonly Wiki[];
