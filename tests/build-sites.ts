import { rmSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { runNode } from './support/processes.ts';
import { everySite, siteUrl } from './support/sites.ts';

/**
 * Builds the site once for each base path, one after the other: both use Astro's cache folder.
 *
 * @returns what went wrong, in a sentence; `undefined` when both stand and nothing warned
 */
export async function buildSites(): Promise<string | undefined> {
	for (const { base, dir, editUrl } of everySite) {
		rmSync(dir, { recursive: true, force: true });
		const { status, output } = await runNode(['src/cli/build.ts'], {
			SITE_URL: siteUrl,
			BASE_PATH: base,
			OUT_DIR: dir,
			EDIT_URL: editUrl,
		});
		if (status !== 0) return `The build for ${base} ended with exit code ${status}.`;
		// "no mistakes" is what the content check says when all is well; whatever warns does so with one of these words.
		const warning = /^.*\b(warn(ing)?|deprecated|\[ERROR\]).*$/im.exec(output);
		if (warning) return `The build for ${base} is not silent: ${warning[0].trim()}`;
	}
	return undefined;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
	const fault = await buildSites();
	if (fault) {
		console.error(fault);
		process.exitCode = 1;
	}
}
