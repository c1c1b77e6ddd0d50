import type { z } from 'zod';
import { cause } from './cause.ts';
import { checklist } from './checklist.ts';
import { guide } from './guide.ts';
import { mitigation } from './mitigation.ts';
import { product } from './product.ts';
import type { CollectionName } from './reference.ts';
import { source } from './source.ts';
import { symptom } from './symptom.ts';

/** Every collection and its schema: the one table from which types, checks, documentation and JSON Schema follow. */
export const schemas = {
	products: product,
	symptoms: symptom,
	causes: cause,
	mitigations: mitigation,
	checklists: checklist,
	guides: guide,
	sources: source,
} as const satisfies Record<CollectionName, z.ZodType>;

export type Data = { [Name in CollectionName]: z.infer<(typeof schemas)[Name]> };

export * from './moments.ts';
export { type LeftOut, leftOut } from './recorded.ts';
export * from './reference.ts';
