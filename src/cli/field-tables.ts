import { z } from 'zod';
import { common } from '../schemas/common.ts';
import { type CollectionName, collectionNames, schemas } from '../schemas/index.ts';

/** What is read of a JSON Schema. */
interface Field {
	reference?: CollectionName | 'any';
	description?: string;
	properties?: Record<string, Field>;
	required?: string[];
	items?: Field;
	minItems?: number;
	anyOf?: Field[];
	oneOf?: Field[];
	const?: unknown;
	enum?: unknown[];
	type?: string;
	format?: string;
	pattern?: string;
	minimum?: number;
	maximum?: number;
	propertyNames?: { enum?: string[] };
	additionalProperties?: Field | boolean;
}

interface Row {
	field: string;
	type: string;
	required: boolean;
	says: string;
}

/** The names of the tables in CONTRIBUTING.md: the fields of every page, and those that each kind of entry adds. */
export const tableNames = ['every-page', ...collectionNames] as const;

const jsonSchema = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input' }) as Field;

/** The field table of a kind of entry, or of what all pages share, as Markdown. */
export function fieldTable(name: (typeof tableNames)[number]): string {
	const schema = jsonSchema(name === 'every-page' ? z.strictObject(common) : schemas[name]);
	// Sources are no pages: what they share with pages by name is their own.
	const shared = name === 'every-page' || name === 'sources' ? [] : Object.keys(common);
	const rows = rowsOf(schema, '').filter(({ field }) => !shared.includes(field.replace(/[[.].*/, '')));
	return [
		'| field | holds | required | meaning |',
		'|---|---|---|---|',
		...rows.map(
			({ field, type, required, says }) =>
				`| \`${field}\` | ${cell(type)} | ${required ? 'yes' : 'no'} | ${cell(says)} |`,
		),
	].join('\n');
}

/**
 * Puts the field tables between their markers, `<!-- fields of causes -->` and `<!-- end of fields -->`.
 *
 * @throws {Error} when a kind of entry has no markers, or markers name no kind
 */
export function withFieldTables(document: string): string {
	const found: string[] = [];
	const written = document.replace(
		/(<!-- fields of ([a-z-]+) -->\n)[\s\S]*?(<!-- end of fields -->)/g,
		(_whole, start: string, name: string, end: string) => {
			const known = tableNames.find((table) => table === name);
			if (!known) throw new Error(`There are no fields of "${name}". There are: ${tableNames.join(', ')}.`);
			found.push(name);
			return `${start}\n${fieldTable(known)}\n\n${end}`;
		},
	);
	const missing = tableNames.filter((name) => !found.includes(name));
	if (missing.length > 0)
		throw new Error(
			`There is no place for the fields of ${missing.join(', ')}. Write: <!-- fields of ${missing[0]} -->`,
		);
	return written;
}

const cell = (text: string) => text.replace(/\s+/g, ' ').replaceAll('|', '\\|');

function rowsOf(schema: Field, prefix: string): Row[] {
	return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
		const path = prefix ? `${prefix}.${name}` : name;
		const own = {
			field: path,
			type: typeOf(field),
			required: schema.required?.includes(name) ?? false,
			says: field.description ?? '',
		};
		return [own, ...innerRows(field, path)];
	});
}

/** The rows of the fields inside of a field: of an object, of the objects in a list, of each kind of a union. */
function innerRows(field: Field, path: string): Row[] {
	if (field.items) return innerRows(field.items, `${path}[]`);
	const kinds = (field.oneOf ?? field.anyOf ?? []).filter((option) => option.properties);
	if (kinds.length > 1)
		return kinds.flatMap((option) => rowsOf(option, `${path} (${String(option.properties?.kind?.const)})`));
	return rowsOf(kinds[0] ?? field, path);
}

const entryNames: Record<CollectionName, string> = {
	products: 'a product',
	symptoms: 'a symptom',
	causes: 'a cause',
	mitigations: 'a mitigation',
	checklists: 'a checklist',
	guides: 'a guide',
	sources: 'a source',
};

const code = (value: unknown) => `\`${String(value)}\``;

/** What a field holds, in a few words. */
function typeOf(field: Field): string {
	if (field.reference)
		return field.reference === 'any'
			? 'a page, `collection/id` or `collection/id#place`'
			: `id of ${entryNames[field.reference]}`;
	if (field.const !== undefined) return code(field.const);
	if (field.enum) return field.enum.map(code).join(', ');
	const options = field.oneOf ?? field.anyOf;
	if (options) return [...new Set(options.map(typeOf))].join(', or ');
	if (field.items) {
		const least = field.minItems ? `, at least ${field.minItems}` : '';
		return `list${field.items.properties || field.items.oneOf ? '' : ` of: ${typeOf(field.items)}`}${least}`;
	}
	if (field.type === 'null') return '`null`';
	if (field.type === 'boolean') return '`true` or `false`';
	if (field.type === 'integer') return `whole number${range(field)}`;
	if (field.propertyNames?.enum) return `one line for any of ${field.propertyNames.enum.map(code).join(', ')}`;
	if (field.properties) return 'fields';
	if (field.format === 'uri') return 'address';
	if (field.pattern?.includes('\\d{4}')) return 'day, `YYYY-MM-DD`';
	if (field.pattern?.startsWith('^[a-z]')) return 'words joined by `-`';
	return field.pattern ? 'one line' : 'text';
}

function range({ minimum = Number.MIN_SAFE_INTEGER, maximum = Number.MAX_SAFE_INTEGER }: Field): string {
	if (maximum < Number.MAX_SAFE_INTEGER) return `, ${minimum} to ${maximum}`;
	return minimum > Number.MIN_SAFE_INTEGER ? `, ${minimum} or more` : '';
}
