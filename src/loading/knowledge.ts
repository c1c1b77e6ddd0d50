import { getCollection } from 'astro:content';
import { parseBody } from '../knowledge/body.ts';
import { Knowledge } from '../knowledge/knowledge.ts';
import type { AnyEntry } from '../knowledge/parse.ts';
import { collectionNames } from '../schemas/index.ts';

let loaded: Promise<Knowledge> | undefined;

/** The linked graph of all collections, made once for a build; in development, anew for each page. */
export function loadKnowledge(): Promise<Knowledge> {
	if (import.meta.env.DEV) return load();
	loaded ??= load();
	return loaded;
}

async function load(): Promise<Knowledge> {
	const lists = await Promise.all(
		collectionNames.map(async (collection) =>
			(await getCollection(collection)).map(({ id, data, body = '', filePath = '' }) => {
				const key = `${collection}/${id}`;
				return { collection, id, key, path: `/${key}/`, file: filePath, data, body: parseBody(body) } as AnyEntry;
			}),
		),
	);
	return new Knowledge(lists.flat());
}
