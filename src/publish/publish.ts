import { readdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Settings } from '../settings.ts';
import { type Indexed, indexSearch } from './index-search.ts';
import type { TwinWork } from './twin-thread.ts';

/**
 * What comes after Astro: the Markdown twins of the built pages and the search index over them. Pagefind works in a
 * process of its own, so the two run side by side.
 */
export async function publish(knowledge: Knowledge, settings: Settings): Promise<Indexed & { twins: number }> {
	const [indexed, twins] = await Promise.all([indexSearch(settings.outDir, knowledge), writeTwins(settings)]);
	return { twins, ...indexed };
}

/** Writes an `index.md` beside each page that has a twin, on as many threads as there are cores; returns their number. */
async function writeTwins({ siteUrl, basePath, outDir }: Settings): Promise<number> {
	const pages = (await readdir(outDir, { recursive: true }))
		.map((path) => path.replaceAll('\\', '/'))
		.filter((path) => path.endsWith('index.html'));
	const threads = Math.min(availableParallelism(), 4, Math.ceil(pages.length / 25));
	const shares = Array.from({ length: threads }, (_, thread) =>
		pages.filter((_page, index) => index % threads === thread),
	);
	const counts = await Promise.all(shares.map((share) => onThread({ pages: share, outDir, base: siteUrl + basePath })));
	return counts.reduce((sum, count) => sum + count, 0);
}

const onThread = (work: TwinWork) =>
	new Promise<number>((resolve, reject) => {
		const worker = new Worker(new URL('twin-thread.ts', import.meta.url), {
			workerData: work,
			// Finished twins are rubbish: collected early, they do not add to what Pagefind needs at the same time.
			resourceLimits: { maxYoungGenerationSizeMb: 8 },
		});
		worker.once('message', resolve);
		worker.once('error', reject);
	});
