import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { serveSite } from '../../src/publish/serve.ts';
import { chromiumArguments, findOrInstallChromium } from '../chromium.ts';
import { sites } from './sites.ts';

declare module 'vitest' {
	interface ProvidedContext {
		/** Where the one Chromium of all browser tests listens. */
		chromium: string;
		/** Address of the home page at each base path. */
		addresses: Record<keyof typeof sites, string>;
	}
}

/** Starts one Chromium and one server for each base path, for all files of browser tests. */
export default async function setUp(project: TestProject) {
	const browser = await chromium.launchServer({ executablePath: findOrInstallChromium(), args: chromiumArguments });
	const [root, kb] = await Promise.all([sites.root, sites.kb].map(({ dir, base }) => serveSite(dir, base, 0)));
	if (!root || !kb) throw new Error('The sites are not served.');
	project.provide('chromium', browser.wsEndpoint());
	project.provide('addresses', {
		root: `http://localhost:${root.port}${sites.root.base}`,
		kb: `http://localhost:${kb.port}${sites.kb.base}`,
	});
	return async () => {
		await browser.close();
		root.server.close();
		kb.server.close();
	};
}
