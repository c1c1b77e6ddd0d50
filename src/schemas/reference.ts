import { z } from 'zod';

/** The collections an entry can live in; also the names of their folders under `content/`. */
export const collectionNames = [
	'products',
	'symptoms',
	'causes',
	'mitigations',
	'checklists',
	'guides',
	'sources',
] as const;

export type CollectionName = (typeof collectionNames)[number];

/** Collections whose entries are pages of their own; sources are shown on the pages that cite them. */
export const pageCollections = [
	'products',
	'symptoms',
	'causes',
	'mitigations',
	'checklists',
	'guides',
] as const satisfies readonly CollectionName[];

export type PageCollection = (typeof pageCollections)[number];

/**
 * The id of an entry of `collection`.
 *
 * The collection travels as schema metadata, so one generic walk (`knowledge/references.ts`) finds every reference
 * in every field, now and later: nobody has to remember to add a field to a list of things to check.
 */
export const reference = (collection: CollectionName) =>
	z
		.string()
		.regex(/^[a-z0-9][a-z0-9./-]*$/, 'an id is lower case letters, digits, "-", "." and "/"')
		.meta({ reference: collection });

/**
 * A link to any page of the handbook, as `collection/id` with an optional `#fragment`:
 * `causes/keep-alive-race`, `checklists/nginx#upstream-listens`.
 */
export const anyPage = () =>
	z
		.string()
		.regex(/^[a-z]+\/[a-z0-9./-]+(#[a-z0-9-]+)?$/, 'write it as collection/id, for example causes/keep-alive-race')
		.meta({ reference: 'any' });
