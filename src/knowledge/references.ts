import { type CollectionName, schemas } from '../schemas/index.ts';
import type { AnyEntry } from './parse.ts';
import { fieldName } from './problem.ts';

/** A reference found in an entry's data: from which field, to what. */
export interface Reference {
	field: string;
	/** The collection that the schema names, or `any` for `collection/id#fragment`. */
	target: CollectionName | 'any';
	value: string;
}

interface Walkable {
	reference?: CollectionName | 'any';
	properties?: Record<string, Walkable>;
	items?: Walkable;
	anyOf?: Walkable[];
	oneOf?: Walkable[];
}

const walkable = Object.fromEntries(
	Object.entries(schemas).map(([name, schema]) => [name, schema.toJSONSchema({ io: 'input' })]),
) as unknown as Record<CollectionName, Walkable>;

/** Every reference in an entry's front matter, found by walking the schema and the data side by side. */
export function referencesIn(entry: AnyEntry): Reference[] {
	const found: Reference[] = [];
	const walk = (schema: Walkable, value: unknown, path: PropertyKey[]) => {
		if (value === undefined || value === null) return;
		if (schema.reference && typeof value === 'string') {
			found.push({ field: fieldName(path), target: schema.reference, value });
		}
		for (const option of schema.oneOf ?? schema.anyOf ?? []) walk(option, value, path);
		if (Array.isArray(value) && schema.items) {
			for (const [index, item] of value.entries()) walk(schema.items, item, [...path, index]);
		} else if (typeof value === 'object') {
			for (const [key, property] of Object.entries(schema.properties ?? {})) {
				walk(property, (value as Record<string, unknown>)[key], [...path, key]);
			}
		}
	};
	walk(walkable[entry.collection], entry.data, []);
	return found;
}

/** The key (`causes/x`) and the fragment that a reference points at. */
export function targetOf({ target, value }: Reference): { key: string; fragment: string | undefined } {
	if (target !== 'any') return { key: `${target}/${value}`, fragment: undefined };
	const [key = '', fragment] = value.split('#');
	return { key, fragment };
}
