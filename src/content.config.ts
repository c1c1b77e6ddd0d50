import { defineCollection } from 'astro:content';
import { contentLoader } from './loading/content-loader.ts';
import { type CollectionName, schemas } from './schemas/index.ts';

const collection = <Name extends CollectionName>(name: Name) =>
	defineCollection({ loader: contentLoader(name), schema: schemas[name] as (typeof schemas)[Name] });

/** One Astro collection for each schema; the schemas are the only place where fields are defined. */
export const collections = {
	products: collection('products'),
	symptoms: collection('symptoms'),
	causes: collection('causes'),
	mitigations: collection('mitigations'),
	checklists: collection('checklists'),
	guides: collection('guides'),
	sources: collection('sources'),
} satisfies Record<CollectionName, unknown>;
