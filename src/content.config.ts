import { defineCollection } from 'astro:content';
import { contentLoader } from './loading/content-loader.ts';
import { collectionNames, schemas } from './schemas/index.ts';

/** One Astro collection for each schema; the schemas are the only place where fields are defined. */
export const collections = Object.fromEntries(
	collectionNames.map((name) => [name, defineCollection({ loader: contentLoader(name), schema: schemas[name] })]),
) as { [Name in keyof typeof schemas]: ReturnType<typeof defineCollection<(typeof schemas)[Name], ReturnType<typeof contentLoader>>> };
