import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { twinOf } from './twin.ts';

/** What one thread has to do. */
export interface TwinWork {
	/** Paths of built pages, relative to `outDir`, each ending in `index.html`. */
	pages: string[];
	outDir: string;
	/** Address of the site with its base path, ending in "/". */
	base: string;
}

const { pages, outDir, base } = workerData as TwinWork;
let twins = 0;
for (const page of pages) {
	const twin = twinOf(await readFile(join(outDir, page), 'utf8'), base + page.slice(0, -'index.html'.length));
	if (twin === undefined) continue;
	await writeFile(join(outDir, page.replace(/\.html$/, '.md')), twin);
	twins += 1;
}
parentPort?.postMessage(twins);
