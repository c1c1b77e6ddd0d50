import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, inject, onTestFinished } from 'vitest';

let connected: Promise<Browser> | undefined;

/** The Chromium that all files share. */
export const browser = () => {
	connected ??= chromium.connect(inject('chromium'));
	return connected;
};
afterAll(async () => (await connected)?.close());

/** Address of a page: `at('/causes/')`, or at the other base path `at('/causes/', 'kb')`. */
export const at = (path: string, site: 'root' | 'kb' = 'root') => inject('addresses')[site] + path.replace(/^\//, '');

/** A page in a profile of its own, closed when the test ends. */
export async function openPage(options: BrowserContextOptions = {}): Promise<Page> {
	const context = await (await browser()).newContext(options);
	context.setDefaultTimeout(15_000);
	onTestFinished(() => context.close());
	return context.newPage();
}

/** Waits for something that the page does in its own time. */
export async function until<Value>(
	look: () => Promise<Value>,
	fits: (value: Value) => boolean,
	milliseconds = 10_000,
): Promise<Value> {
	const end = Date.now() + milliseconds;
	for (;;) {
		const value = await look();
		if (fits(value) || Date.now() > end) return value;
		await new Promise((resolve) => setTimeout(resolve, 30));
	}
}
