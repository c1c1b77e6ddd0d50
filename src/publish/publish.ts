import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Settings } from '../settings.ts';
import { type Indexed, indexSearch } from './index-search.ts';
import { twinOf } from './twin.ts';

/**
 * What comes after Astro: the Markdown twins of the built pages and the search index over them. Pagefind works in a
 * process of its own, so the two run side by side.
 */
export async function publish(knowledge: Knowledge, settings: Settings): Promise<Indexed & { twins: number }> {
	const [indexed, twins] = await Promise.all([indexSearch(settings.outDir, knowledge), writeTwins(settings)]);
	return { twins, ...indexed };
}

/** Writes an `index.md` beside each page that has a twin; returns their number. */
async function writeTwins({ siteUrl, basePath, outDir }: Settings): Promise<number> {
	const pages = (await readdir(outDir, { recursive: true }))
		.map((path) => path.replaceAll('\\', '/'))
		.filter((path) => path.endsWith('index.html'));
	let twins = 0;
	for (const page of pages) {
		const address = `${siteUrl}${basePath}${page.slice(0, -'index.html'.length)}`;
		const twin = twinOf(await readFile(join(outDir, page), 'utf8'), address);
		if (twin === undefined) continue;
		await writeFile(join(outDir, page.replace(/\.html$/, '.md')), twin);
		twins += 1;
	}
	return twins;
}
