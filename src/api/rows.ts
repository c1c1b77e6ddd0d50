import { z } from 'zod';
import { exportPath, formats } from '../exports/formats.ts';
import { revisionOf } from '../exports/of-entry.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { type Data, momentSlugs, schemas } from '../schemas/index.ts';
import { signaturePack } from '../search/pack.ts';
import { absolute, href } from '../site.ts';

/** The lists of `/api/v1/`. */
export const apiCollections = ['products', 'symptoms', 'causes', 'mitigations', 'checklists', 'signatures'] as const;
export type ApiCollection = (typeof apiCollections)[number];

const located = {
	id: z.string().describe("The entry's id."),
	url: z.string().describe('Address on this site, with its base path.'),
};

/** What the API adds to the fields of the content: identity, and the links that run the other way. */
const rowSchemas = {
	products: schemas.products.extend({
		...located,
		symptoms: z.array(z.string()).describe('Ids of its symptoms.'),
		checklists: z.array(z.string()).describe('Ids of its checklists.'),
	}),
	symptoms: schemas.symptoms.extend({
		...located,
		causes: z.array(z.string()).describe('Ids of its causes, most likely first.'),
		reasons: schemas.symptoms.shape.causes.describe('The causes with why and how to tell.'),
		mitigations: z.array(z.string()).describe('Ids of the mitigations of its causes.'),
	}),
	causes: schemas.causes.extend({
		...located,
		symptoms: z.array(z.string()).describe('Ids of the symptoms that show it.'),
	}),
	mitigations: schemas.mitigations.extend({
		...located,
		causes: z.array(z.string()).describe('Ids of the causes that it serves.'),
	}),
	checklists: schemas.checklists.extend({
		...located,
		minutes: z.int().describe('Our estimate for all steps together, in minutes.'),
		revision: z.int().describe('Counts the published states; a copy with a lower number is out of date.'),
		revised: z.string().describe('Day of this revision, YYYY-MM-DD.'),
		exports: z
			.record(z.string(), z.string())
			.describe('For each format, the address of the file on this site, with its base path.'),
	}),
	signatures: z.strictObject({
		text: z.string().describe('The exact words, with {placeholders}.'),
		example: z.string().optional().describe('The words with placeholders filled in.'),
		exactCase: z.boolean().describe('Whether upper and lower case matter.'),
		symptom: z.string().describe('Id of the symptom.'),
		url: z.string().describe('Address of the symptom, without the base path.'),
		title: z.string().describe('Title of the symptom.'),
		product: z.string().describe('Name of the product.'),
		audience: z.enum(['visitor', 'owner']).describe('Who sees it.'),
		status: z.int().nullable().describe('The status really sent.'),
		moment: z.enum(momentSlugs).nullable().describe('The moment at which it broke.'),
	}),
} as const satisfies Record<ApiCollection, z.ZodType>;

/** `{ "$schema": …, "causes": [ … ] }` */
export function apiRows(knowledge: Knowledge, collection: ApiCollection): Record<string, unknown> {
	const ids = (entries: { id: string }[]) => entries.map(({ id }) => id);
	const make = {
		products: () =>
			knowledge.all('products').map((entry) => ({
				...row(entry),
				symptoms: ids(knowledge.symptomsOfProduct(entry)),
				checklists: ids(knowledge.checklistsOf(entry)),
			})),
		symptoms: () =>
			knowledge.all('symptoms').map((entry) => ({
				...row(entry),
				causes: entry.data.causes.map(({ cause }) => cause),
				reasons: entry.data.causes,
				mitigations: ids(knowledge.mitigationsOf(entry)),
			})),
		causes: () =>
			knowledge.all('causes').map((entry) => ({ ...row(entry), symptoms: ids(knowledge.symptomsOf(entry)) })),
		mitigations: () =>
			knowledge
				.all('mitigations')
				.map((entry) => ({ ...row(entry), causes: ids(knowledge.causesOfMitigation(entry)) })),
		checklists: () =>
			knowledge.all('checklists').map((entry) => ({
				...row(entry),
				minutes: entry.data.steps.reduce((sum, step) => sum + step.minutes, 0),
				...revisionOf(entry.data),
				exports: Object.fromEntries(formats.map((format) => [format.id, href(exportPath(format, entry.id))])),
			})),
		signatures: () => signaturePack(knowledge),
	} satisfies Record<ApiCollection, () => unknown[]>;
	return { $schema: absolute(`/api/v1/schema/${collection}.json`), [collection]: make[collection]() };
}

const row = <Name extends keyof Data>(entry: { id: string; path: string; data: Data[Name] }) => ({
	id: entry.id,
	url: href(entry.path),
	...entry.data,
});

/** JSON Schema of a whole file of the API, made from the schemas of the content. */
export const apiSchema = (collection: ApiCollection): Record<string, unknown> =>
	z
		.strictObject({
			$schema: z.string().describe('Address of this schema.'),
			[collection]: z.array(rowSchemas[collection]),
		})
		.toJSONSchema({ io: 'output' }) as Record<string, unknown>;
