import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ContentFile, leftOutFile } from '../knowledge/parse.ts';
import { type CollectionName, collectionNames } from '../schemas/reference.ts';

/** Sources are plain data, everything else has a body. */
export const extensionOf = (collection: CollectionName) => (collection === 'sources' ? '.yaml' : '.mdx');

/**
 * The folder whose `content/` is built: the project's own, or the scratch folder that `CONTENT_ROOT` names, with which
 * the benchmark and the tests of broken content build other content with the same code.
 */
export const contentRoot = (projectRoot: string) => process.env.CONTENT_ROOT || projectRoot;

/**
 * Reads every file under `<root>/content`, in a stable order.
 *
 * Files with another extension or in an unknown folder are returned too, in `strays`, so that a misnamed entry is
 * reported instead of silently left out.
 *
 * @param root the folder that holds `content/`
 * @param collections the collections wanted; all when left out
 */
export async function readContent(
	root: string,
	collections: readonly CollectionName[] = collectionNames,
): Promise<{ files: ContentFile[]; strays: string[]; leftOut?: string }> {
	const base = join(root, 'content');
	const found = await readdir(base, { recursive: true, withFileTypes: true });
	const paths = found
		.filter((item) => item.isFile())
		.map((item) =>
			join(item.parentPath, item.name)
				.slice(base.length + 1)
				.replaceAll('\\', '/'),
		)
		.sort();
	const files: ContentFile[] = [];
	const strays: string[] = [];
	let leftOut: string | undefined;
	for (const path of paths) {
		if (`content/${path}` === leftOutFile) {
			leftOut = await readFile(join(base, path), 'utf8');
			continue;
		}
		const collection = collectionNames.find((name) => path.startsWith(`${name}/`));
		if (!collection || !path.endsWith(extensionOf(collection))) {
			strays.push(`content/${path}`);
			continue;
		}
		if (!collections.includes(collection)) continue;
		files.push({
			path: `content/${path}`,
			collection,
			id: path.slice(collection.length + 1, -extensionOf(collection).length),
			text: await readFile(join(base, path), 'utf8'),
		});
	}
	return { files, strays, ...(leftOut === undefined ? {} : { leftOut }) };
}
