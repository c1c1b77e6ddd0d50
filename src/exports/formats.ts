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
] as const satisfies readonly Format[];

export type FormatId = (typeof formats)[number]['id'];

/** Where the file of a checklist in a format lies, below the base path: `/wiki/dokuwiki/nginx.txt`. */
export const exportPath = (format: Pick<Format, 'id' | 'extension'>, checklist: string) =>
	`/wiki/${format.id}/${checklist}.${format.extension}`;
