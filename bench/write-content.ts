import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { dump } from 'js-yaml';
import { extensionOf } from '../src/loading/read-content.ts';
import type { MadeEntry } from './entries.ts';

/** Writes entries as an author would, under `<root>/content`, in place of what was there. */
export async function writeContent(root: string, entries: readonly MadeEntry[]): Promise<void> {
	await rm(join(root, 'content'), { recursive: true, force: true });
	for (const { collection, id, data, body } of entries) {
		const path = join(root, 'content', collection, `${id}${extensionOf(collection)}`);
		await mkdir(dirname(path), { recursive: true });
		await writeFile(path, collection === 'sources' ? dump(data) : `---\n${dump(data)}---\n\n${body}\n`);
	}
}
