import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Settings } from '../settings.ts';
import type { DrawnPage } from './announce-pages.ts';
import { twinOf } from './twin.ts';

/** Writes the Markdown twin of each page it is given, one after the other. */
export class Twins {
	readonly #settings: Settings;
	#written = 0;
	#last: Promise<void> = Promise.resolve();

	constructor(settings: Settings) {
		this.#settings = settings;
	}

	/** Takes a page; its `index.md` stands beside the page soon after. */
	add(page: DrawnPage): void {
		this.#last = this.#last.then(() => this.#write(page));
	}

	/** Waits until all twins are written. */
	async finish(): Promise<number> {
		await this.#last;
		return this.#written;
	}

	async #write({ path, html }: DrawnPage) {
		const { siteUrl, basePath, outDir } = this.#settings;
		const twin = twinOf(html, siteUrl + basePath + path);
		if (twin === undefined) return;
		await mkdir(join(outDir, path), { recursive: true });
		await writeFile(join(outDir, path, 'index.md'), twin);
		this.#written += 1;
	}
}
