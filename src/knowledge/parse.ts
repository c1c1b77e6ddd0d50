import { load, YAMLException } from 'js-yaml';
import type { z } from 'zod';
import { type CollectionName, type Data, type LeftOut, leftOut, schemas } from '../schemas/index.ts';
import { type Body, parseBody } from './body.ts';
import { fieldName, type Problem, suggestion } from './problem.ts';

/** One file of content as it lies on disk. Its path is its id: `content/symptoms/nginx/x.mdx` → `nginx/x`. */
export interface ContentFile {
	/** Path from the project's root, with forward slashes; the name by which reports speak of the file. */
	path: string;
	collection: CollectionName;
	id: string;
	text: string;
}

/** One entry, typed by the schema of its collection. */
export interface Entry<Name extends CollectionName = CollectionName> {
	collection: Name;
	id: string;
	/** `causes/keep-alive-race`: the entry's name in links and references. */
	key: string;
	/** `/causes/keep-alive-race/`: its address, without the base path. Sources have no page of their own. */
	path: string;
	file: string;
	data: Data[Name];
	body: Body;
}

export type AnyEntry = { [Name in CollectionName]: Entry<Name> }[CollectionName];

const emptyBody: Body = { source: '', headings: [], links: [], citations: [], components: [], recorded: [], code: [] };

/** What stands in a file before anybody looks into its body. */
interface Parts {
	/** The front matter, typed; `undefined` when it is wrong. */
	data?: Data[CollectionName];
	/** The MDX source of the body. */
	body: string;
	/** The line of the file on which the body starts. */
	bodyLine: number;
	problems: Problem[];
}

/** Parses the front matter of one file, for which its body need not be read. Everything wrong with it is reported at once. */
export function parseFields(file: ContentFile): Parts {
	const problems: Problem[] = [];
	const report = (check: string, message: string) => problems.push({ file: file.path, check, message });

	const parts = split(file);
	if (!parts) {
		report(
			'front-matter',
			'has no front matter: the file must start with a line "---", fields, and a second line "---".',
		);
		return { problems, body: '', bodyLine: 1 };
	}
	const { body, bodyLine } = parts;
	const fields = readYaml(parts.yaml);
	if (fields.error) {
		const line = fields.error.mark ? `line ${fields.error.mark.line + parts.yamlLine} ` : '';
		report('yaml', `${line}is not valid YAML: ${fields.error.reason.replace(/\.?$/, '.')}`);
		return { problems, body, bodyLine };
	}
	const result = schemas[file.collection].safeParse(fields.value ?? {}, { reportInput: true });
	if (result.success) return { data: result.data, problems, body, bodyLine };
	for (const issue of result.error.issues) report('schema', describeIssue(issue, schemas[file.collection]));
	return { problems, body, bodyLine };
}

/**
 * Parses one file. Everything that is wrong with it is reported at once; `entry` is there only when nothing is.
 */
export function parseFile(file: ContentFile): { entry?: AnyEntry; problems: Problem[] } {
	const { data, body: source, bodyLine, problems } = parseFields(file);
	let body = emptyBody;
	if (file.collection !== 'sources') {
		try {
			body = parseBody(source, bodyLine);
		} catch (error) {
			problems.push({
				file: file.path,
				check: 'mdx',
				message: `the body cannot be read as MDX: ${(error as Error).message}`,
			});
		}
	}

	if (problems.length > 0 || data === undefined) return { problems };
	const key = `${file.collection}/${file.id}`;
	const entry = {
		collection: file.collection,
		id: file.id,
		key,
		path: `/${key}/`,
		file: file.path,
		data,
		body,
	} as AnyEntry;
	return { entry, problems };
}

/** The list of what the recordings hold and no page explains. */
export const leftOutFile = 'content/left-out.yaml';

/** Parses the list of what the recordings hold and no page explains; without the file, the list is empty. */
export function parseLeftOut(text: string): { leftOut: LeftOut; problems: Problem[] } {
	const empty = leftOut.parse({});
	if (text.trim() === '') return { leftOut: empty, problems: [] };
	const { value, error } = readYaml(text);
	const failed = (messages: readonly string[]) => ({
		leftOut: empty,
		problems: messages.map((message) => ({ file: leftOutFile, check: 'schema', message })),
	});
	if (error) return failed([`is not valid YAML: ${error.reason.replace(/\.?$/, '.')}`]);
	const result = leftOut.safeParse(value ?? {}, { reportInput: true });
	if (result.success) return { leftOut: result.data, problems: [] };
	return failed(result.error.issues.map((issue) => describeIssue(issue, leftOut)));
}

function readYaml(text: string): { value?: unknown; error?: YAMLException } {
	try {
		return { value: load(text) };
	} catch (error) {
		if (error instanceof YAMLException) return { error };
		throw error;
	}
}

/** Separates front matter and body. The files of sources are front matter throughout. */
function split({ collection, text }: ContentFile) {
	if (collection === 'sources') return { yaml: text, yamlLine: 1, body: '', bodyLine: 1 };
	const lines = text.split('\n');
	if (lines[0]?.trimEnd() !== '---') return undefined;
	const end = lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---');
	if (end < 0) return undefined;
	return {
		yaml: lines.slice(1, end).join('\n'),
		yamlLine: 2,
		body: lines.slice(end + 1).join('\n'),
		bodyLine: end + 2,
	};
}

/** Says a schema issue as a sentence an author can act on. */
function describeIssue(issue: z.core.$ZodIssue, schema: z.ZodType): string {
	const field = fieldName(issue.path) || 'the front matter';
	if (issue.code === 'unrecognized_keys') {
		const known = keysAt(schema, issue.path);
		const where = issue.path.length > 0 ? `${fieldName(issue.path)} has` : 'has';
		return issue.keys
			.map((key) => `${where} the unknown field "${key}".${suggestion(key, known)} Known fields: ${known.join(', ')}.`)
			.join(' ');
	}
	if (issue.code === 'invalid_union' && issue.discriminator) {
		const chosen = (issue.input as Record<string, unknown> | undefined)?.[issue.discriminator];
		return notOneOf(field, chosen, 'options' in issue ? (issue.options ?? []) : []);
	}
	const found = show(issue.input);
	if (issue.input === undefined) {
		return `${field} is missing${issue.code === 'invalid_type' ? `; expected ${issue.expected}` : ''}. ${describeField(schema, issue.path)}`.trim();
	}
	if (issue.code === 'invalid_value') {
		return notOneOf(field, issue.input, issue.values);
	}
	return `${field} is ${found}: ${issue.message.replace(/\.?$/, '.')}`;
}

function notOneOf(field: string, found: unknown, values: readonly unknown[]): string {
	const allowed = values.map((value) => JSON.stringify(value)).join(', ');
	const said = found === undefined ? 'is missing' : `is ${show(found)}`;
	return `${field} ${said}, expected one of ${allowed}.${typeof found === 'string' ? suggestion(found, values.map(String)) : ''}`;
}

const show = (value: unknown) => {
	const text = JSON.stringify(value) ?? String(value);
	return text.length > 60 ? `${text.slice(0, 57)}…` : text;
};

interface JsonSchema {
	properties?: Record<string, JsonSchema>;
	items?: JsonSchema;
	propertyNames?: { enum?: string[] };
	anyOf?: JsonSchema[];
	oneOf?: JsonSchema[];
	description?: string;
}

function schemaAt(schema: JsonSchema, path: readonly PropertyKey[]): JsonSchema {
	return path.reduce<JsonSchema>((at, part) => {
		const inner =
			at.properties || at.items ? at : (at.anyOf ?? at.oneOf ?? []).find((item) => item.properties || item.items);
		return (typeof part === 'number' ? inner?.items : inner?.properties?.[String(part)]) ?? {};
	}, schema);
}

const keysAt = (schema: z.ZodType, path: readonly PropertyKey[]) => {
	const at = schemaAt(jsonSchema(schema), path);
	if (at.propertyNames?.enum) return at.propertyNames.enum;
	return Object.keys(
		at.properties ?? Object.assign({}, ...(at.oneOf ?? at.anyOf ?? []).map((item) => item.properties)),
	);
};

const describeField = (schema: z.ZodType, path: readonly PropertyKey[]) =>
	schemaAt(jsonSchema(schema), path).description ?? '';

const cache = new WeakMap<z.ZodType, JsonSchema>();

/** The JSON Schema of what an author writes, made once for each schema. */
function jsonSchema(schema: z.ZodType): JsonSchema {
	let made = cache.get(schema);
	if (!made) {
		made = schema.toJSONSchema({ io: 'input' }) as JsonSchema;
		cache.set(schema, made);
	}
	return made;
}
