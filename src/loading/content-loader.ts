import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Loader } from 'astro/loaders';
import { parseFields } from '../knowledge/parse.ts';
import { formatProblem } from '../knowledge/problem.ts';
import type { CollectionName } from '../schemas/reference.ts';
import { contentRoot, readContent } from './read-content.ts';

/**
 * Loads one collection from `content/`.
 *
 * Astro's own `glob()` makes every .mdx file a module of the build, which at 5,000 entries takes 1.8 GB and three times
 * as long as all the rest (measured). Our entries hold no code, so their bodies stay text and are compiled when their
 * page is rendered, by the same engine and with the same renderer (`components/body/Body.astro`).
 */
export function contentLoader(collection: CollectionName): Loader {
	return {
		name: `handbook:${collection}`,
		async load({ config, store, watcher, logger }) {
			const root = contentRoot(fileURLToPath(config.root));
			const read = async () => {
				const { files } = await readContent(root, [collection]);
				store.clear();
				for (const file of files) {
					const { data, body, problems } = parseFields(file);
					for (const problem of problems) logger.error(formatProblem(problem));
					if (data) store.set({ id: file.id, data, body, filePath: file.path });
				}
			};
			await read();
			watcher?.on('all', (_event, path) => {
				if (relative(root, path).split(sep).slice(0, 2).join('/') === `content/${collection}`) void read();
			});
		},
	};
}
