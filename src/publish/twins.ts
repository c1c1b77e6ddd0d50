import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Settings } from '../settings.ts';
import type { DrawnPage } from './announce-pages.ts';

/**
 * Writes the Markdown twin of each page it is given, on a thread of its own: its memory is free again when Pagefind
 * needs much.
 */
export class Twins {
	readonly #thread: Worker;

	constructor(settings: Settings) {
		this.#thread = new Worker(new URL('twins-thread.ts', import.meta.url), { workerData: settings });
	}

	/** Takes a page; its `index.md` stands beside the page soon after. */
	add(page: DrawnPage): void {
		this.#thread.postMessage(page);
	}

	/**
	 * Waits until all twins are written, and returns their number.
	 *
	 * @throws {Error} when a page could not be converted or written
	 */
	async finish(): Promise<number> {
		this.#thread.postMessage(undefined);
		const [written] = await once(this.#thread, 'message');
		await this.#thread.terminate();
		return written;
	}
}
