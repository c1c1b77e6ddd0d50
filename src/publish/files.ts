import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { exportPath, formats } from '../exports/formats.ts';
import { oembed } from '../exports/frame.ts';
import { exportedChecklist } from '../exports/of-entry.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { absolute } from '../site.ts';

/**
 * Writes all files of the site that are not pages into a folder, which is emptied first: the checklists in every format,
 * and their oEmbed answers.
 */
export async function writeFiles(knowledge: Knowledge, dir: string): Promise<void> {
	await rm(dir, { recursive: true, force: true });
	const writers = await Promise.all(formats.map(async (format) => ({ format, ...(await format.load()) })));
	for (const entry of knowledge.all('checklists')) {
		const checklist = exportedChecklist(knowledge, entry, absolute);
		const answer = oembed(checklist, absolute(`/embed${entry.path}`), absolute('/'));
		await write(join(dir, 'oembed', 'checklists', `${entry.id}.json`), JSON.stringify(answer));
		for (const writer of writers) {
			await write(join(dir, exportPath(writer.format, entry.id)), writer.write(checklist, new Set()));
		}
	}
}

async function write(path: string, content: string | Uint8Array) {
	await mkdir(dirname(path), { recursive: true });
	await writeFile(path, content);
}
