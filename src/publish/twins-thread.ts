import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { Settings } from '../settings.ts';
import type { DrawnPage } from './announce-pages.ts';
import { twinOf } from './twin.ts';

const { siteUrl, basePath, outDir } = workerData as Settings;
let written = 0;

async function write({ path, html }: DrawnPage) {
	const twin = twinOf(html, siteUrl + basePath + path);
	if (twin === undefined) return;
	await mkdir(join(outDir, path), { recursive: true });
	await writeFile(join(outDir, path, 'index.md'), twin);
	written += 1;
}

// One page after the other; the empty message after the last one asks how many there were.
let last = Promise.resolve();
parentPort?.on('message', (page: DrawnPage | undefined) => {
	last = last.then(() => (page ? write(page) : parentPort?.postMessage(written)));
});
