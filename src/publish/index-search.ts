import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import * as pagefind from 'pagefind';
import type { StepRecord } from './step-records.ts';

/** What was indexed, for the build's last lines and the benchmark. */
export interface Indexed {
	pages: number;
	steps: number;
	bytes: number;
}

/**
 * Pagefind 1.5.2 is built with jemalloc, which keeps freed memory for a while (`dirty_decay_ms`, ten seconds by default,
 * in its manual). Giving it back at once lowers the peak for 5,000 pages by about an eighth.
 */
const allocator = { _RJEM_MALLOC_CONF: 'dirty_decay_ms:0,muzzy_decay_ms:0' };

/**
 * Builds the search index of a built site: every page marked `data-pagefind-body`, and the steps of the checklists.
 *
 * The files are taken from Pagefind and written here: in 1.5.2 its own `writeFiles` can return before the bytes are on
 * disk (Pagefind/pagefind#1271).
 *
 * @throws {Error} with Pagefind's own words when it refuses something
 */
export async function indexSearch(siteDir: string, steps: readonly StepRecord[]): Promise<Indexed> {
	Object.assign(process.env, allocator);
	const { index, errors } = await pagefind.createIndex({ keepIndexUrl: false, verbose: false });
	if (!index) throw new Error(`Pagefind did not start: ${errors.join('; ')}`);
	const check = (result: { errors: string[] }) => {
		if (result.errors.length > 0) throw new Error(`Pagefind: ${result.errors.join('; ')}`);
	};
	try {
		// Pages only: files for wikis are HTML, too, and are still being copied.
		check(await index.addDirectory({ path: siteDir, glob: '**/index.html' }));
		for (const added of await Promise.all(steps.map((step) => index.addCustomRecord(step)))) check(added);
		const { files, errors: fileErrors } = await index.getFiles();
		check({ errors: fileErrors });
		const target = join(siteDir, 'pagefind');
		await rm(target, { recursive: true, force: true });
		// Pagefind's ready-made interfaces are never loaded: the handbook has its own.
		const kept = files.filter(({ path }) => !/pagefind-(ui|modular-ui|component-ui|highlight)/.test(path));
		const folders = new Set(kept.map(({ path }) => dirname(join(target, path))));
		await Promise.all([...folders].map((folder) => mkdir(folder, { recursive: true })));
		await Promise.all(kept.map(({ path, content }) => writeFile(join(target, path), content)));
		const bytes = kept.reduce((sum, { content }) => sum + content.length, 0);
		return { pages: recordsIn(files) - steps.length, steps: steps.length, bytes };
	} finally {
		await pagefind.close();
	}
}

/** What the index holds, in all languages. `addDirectory` counts every file it looked at, indexed or not. */
function recordsIn(files: readonly { path: string; content: Uint8Array }[]): number {
	const entry = files.find(({ path }) => path === 'pagefind-entry.json');
	if (!entry) throw new Error('Pagefind wrote no pagefind-entry.json.');
	const { languages } = JSON.parse(Buffer.from(entry.content).toString()) as {
		languages: Record<string, { page_count: number }>;
	};
	return Object.values(languages).reduce((sum, { page_count }) => sum + page_count, 0);
}
