import type { CollectionName } from '../src/schemas/index.ts';
import type { Words } from './words.ts';

/** The part of JSON Schema that our schemas are written in. */
export interface JsonSchema {
	type?: string;
	reference?: CollectionName | 'any';
	/** Speaks of recordings of the lab, which made-up content has none of. */
	recording?: boolean;
	const?: unknown;
	enum?: readonly unknown[];
	anyOf?: readonly JsonSchema[];
	oneOf?: readonly JsonSchema[];
	properties?: Record<string, JsonSchema>;
	required?: readonly string[];
	additionalProperties?: JsonSchema | boolean;
	propertyNames?: JsonSchema;
	items?: JsonSchema;
	minItems?: number;
	maxItems?: number;
	minimum?: number;
	maximum?: number;
	minLength?: number;
	maxLength?: number;
	pattern?: string;
	allOf?: readonly JsonSchema[];
	format?: string;
}

/** What a value is made with. */
export interface Making {
	words: Words;
	/** An id to refer to, or `undefined` when none is left; `field` is the field without indexes, `symptoms.causes[].cause`. */
	refer: (target: CollectionName | 'any', field: string) => string | undefined;
	/** Values by field for the sake of likeness; a field without one gets what its schema asks for. */
	likeness: Record<string, (words: Words) => unknown>;
	/** Lengths of lists by field, where the usual one to four are unlike the real content. */
	lengths: Record<string, readonly [least: number, most: number]>;
}

/** A number of items for lists that say nothing about themselves. */
const usualItems = 4;

/**
 * Makes a value that a schema accepts, whatever the schema is: a new field needs nothing here.
 *
 * @param field the field's name without indexes, starting with the collection
 * @throws {Error} with the field's name when its schema asks for something that this cannot make
 */
export function makeValue(schema: JsonSchema, field: string, making: Making): unknown {
	const { words } = making;
	const { random } = words;
	const like = making.likeness[field];
	if (like) return like(words);
	if (schema.recording) return undefined;
	if (schema.reference) return making.refer(schema.reference, field);
	if ('const' in schema) return schema.const;
	if (schema.enum) return random.pick(schema.enum);
	const options = schema.anyOf ?? schema.oneOf;
	if (options) {
		const values = options.filter(({ type, recording }) => type !== 'null' && !recording);
		const none = options.some(({ type }) => type === 'null') && random.chance(0.1);
		return none ? null : makeValue(random.pick(values), field, making);
	}
	switch (schema.type) {
		case 'object':
			return makeObject(schema, field, making);
		case 'array': {
			const least = schema.minItems ?? 0;
			const [few, many] = making.lengths[field] ?? [Math.max(1, least), least + usualItems];
			const length = random.integer(Math.max(few, least), Math.min(many, schema.maxItems ?? many));
			return Array.from({ length }, () => makeValue(schema.items ?? {}, `${field}[]`, making)).filter(
				(item) => item !== undefined,
			);
		}
		case 'boolean':
			return random.chance(0.2);
		case 'integer':
		case 'number': {
			const least = schema.minimum ?? 0;
			return random.integer(least, Math.min(schema.maximum ?? Number.POSITIVE_INFINITY, least + 500));
		}
		case 'string':
			return makeText(schema, field, words);
	}
	throw new Error(`The benchmark cannot make a value for ${field}: ${JSON.stringify(schema)}`);
}

/** @returns `undefined` when a required reference has nothing left to refer to */
function makeObject(schema: JsonSchema, field: string, making: Making): Record<string, unknown> | undefined {
	const { random } = making.words;
	const made: Record<string, unknown> = {};
	for (const [name, property] of Object.entries(schema.properties ?? {})) {
		const required = schema.required?.includes(name) ?? false;
		if (!required && property.type === 'string' && !random.chance(0.7)) continue;
		const value = makeValue(property, `${field}.${name}`, making);
		if (value !== undefined) made[name] = value;
		else if (required) return undefined;
	}
	if (typeof schema.additionalProperties === 'object') {
		for (const name of schema.propertyNames?.enum ?? [making.words.word()]) {
			if (random.chance(0.4)) made[String(name)] = makeValue(schema.additionalProperties, `${field}.*`, making);
		}
	}
	return made;
}

/** A text in the first of the usual shapes that fits: prose where anything goes, a line where line ends are forbidden, and so on. */
function makeText(schema: JsonSchema, field: string, words: Words): string {
	const { random } = words;
	const day = () => new Date(Date.UTC(2026, 0, random.integer(1, 330))).toISOString().slice(0, 10);
	const address = () => `https://www.example.com/${words.word()}/${words.word()}/${random.integer(1, 99_999)}`;
	const slug = () => `${words.word()}-${words.word()}-${random.integer(1, 99_999)}`;
	const line = () => words.phrase(4, 10);
	const free = !schema.pattern && !schema.format && !schema.allOf;
	const shapes = free
		? [() => words.sentences(random.integer(8, 26)), line, () => words.word()]
		: [line, slug, day, address, () => words.word(), () => String(random.integer(1, 999))];
	for (const shape of shapes) {
		const text = shape();
		if (fits(text, schema)) return text;
	}
	throw new Error(
		`The benchmark cannot make a text for ${field}: ${JSON.stringify(schema)}. Add a shape to bench/from-schema.ts.`,
	);
}

function fits(
	text: string,
	{ pattern, format, minLength = 0, maxLength = Number.POSITIVE_INFINITY, allOf = [] }: JsonSchema,
): boolean {
	return (
		text.length >= minLength &&
		text.length <= maxLength &&
		(!pattern || new RegExp(pattern, 'u').test(text)) &&
		(format === 'uri' ? URL.canParse(text) : format === 'date' ? /^\d{4}-\d{2}-\d{2}$/.test(text) : true) &&
		allOf.every((part) => fits(text, part))
	);
}
