import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type AnyEntry, parseFile } from '../../src/knowledge/parse.ts';
import { referencesIn, targetOf } from '../../src/knowledge/references.ts';
import { collectionNames, schemas } from '../../src/schemas/index.ts';
import { content, edit, fileAt, knowledgeOf, texts } from './content.ts';

const symptom = 'content/symptoms/nginx/refused.mdx';
const textOf = (path: string) => texts().get(path) ?? '';

interface Node {
	reference?: string;
	properties?: Record<string, Node>;
	items?: Node;
	anyOf?: Node[];
	oneOf?: Node[];
	const?: unknown;
	enum?: unknown[];
	type?: string;
	format?: string;
	pattern?: string;
	minimum?: number;
	minItems?: number;
	additionalProperties?: Node | boolean;
}

/** Data with every field of a schema filled in, and each reference in it with the field it stands in. */
function fill(schema: Node, field: string, found: [field: string, target: string][]): unknown {
	if (schema.reference) {
		found.push([field, schema.reference]);
		return schema.reference === 'any' ? `causes/${found.length}` : `id-${found.length}`;
	}
	if (schema.const !== undefined) return schema.const;
	if (schema.enum) return schema.enum[0];
	const option = schema.oneOf?.[0] ?? schema.anyOf?.[0];
	if (option) return fill(option, field, found);
	if (schema.properties) {
		return Object.fromEntries(
			Object.entries(schema.properties).map(([name, inner]) => [
				name,
				fill(inner, field ? `${field}.${name}` : name, found),
			]),
		);
	}
	const { items } = schema;
	if (items)
		return Array.from({ length: Math.max(2, schema.minItems ?? 0) }, (_, index) =>
			fill(items, `${field}[${index}]`, found),
		);
	if (schema.type === 'object') return {};
	if (schema.type === 'integer') return schema.minimum ?? 1;
	if (schema.type === 'boolean') return true;
	if (schema.format === 'uri') return 'https://example.com/';
	return schema.pattern?.includes('\\d{4}') ? '2026-11-22' : 'words';
}

describe('references', () => {
	it.each(collectionNames.map((collection) => ({ collection })))(
		'are found in every field of $collection that holds one',
		({ collection }) => {
			const expected: [string, string][] = [];
			const filled = fill(z.toJSONSchema(schemas[collection], { io: 'input' }) as Node, '', expected);
			const entry = {
				...parseFile(content().find((file) => file.collection === collection) ?? fileAt('content/guides/x.mdx', ''))
					.entry,
				data: schemas[collection].parse(filled),
			};
			expect(referencesIn(entry as AnyEntry).map(({ field, target }) => [field, target])).toEqual(expected);
		},
	);

	it('are found in as many fields as the schemas have', () => {
		const count = Object.fromEntries(
			collectionNames.map((name) => {
				const found: [string, string][] = [];
				fill(z.toJSONSchema(schemas[name], { io: 'input' }) as Node, '', found);
				return [name, new Set(found.map(([field]) => field.replace(/\[\d+\]/g, '[]'))).size];
			}),
		);
		// Change these numbers when a schema gains or loses a reference; a field that is text by mistake shows here.
		expect(count).toEqual({
			products: 3,
			symptoms: 5,
			causes: 2,
			mitigations: 3,
			checklists: 4,
			guides: 1,
			sources: 0,
		});
	});

	it.each([
		{ reference: { field: '', target: 'causes', value: 'x' }, key: 'causes/x', fragment: undefined },
		{
			reference: { field: '', target: 'any', value: 'symptoms/nginx/x' },
			key: 'symptoms/nginx/x',
			fragment: undefined,
		},
		{ reference: { field: '', target: 'any', value: 'checklists/x#step' }, key: 'checklists/x', fragment: 'step' },
	] as const)('$reference.value leads to $key', ({ reference, key, fragment }) => {
		expect(targetOf(reference)).toEqual({ key, fragment });
	});
});

/** Two symptoms, two causes, two guides: enough to see orders and both directions. */
const knowledge = knowledgeOf({
	'content/causes/busy.mdx': textOf('content/causes/not-listening.mdx')
		.replace('title: Nothing is listening', 'title: Busy')
		.replace('moment: connect', 'moment: wait')
		.replace('  - retry-idempotent-requests\n', ''),
	// By id it comes first; it names "busy" first and "not-listening" second.
	'content/symptoms/nginx/closed.mdx': edit(
		['moment: connect', 'moment: wait'],
		['connect: refused', 'wait: closed'],
		[
			'text: "connect() failed ({errno}: Connection refused)"\n    example: "connect() failed (111: Connection refused)"',
			'text: upstream closed the connection',
		],
		['causes:\n', 'causes:\n  - cause: busy\n    because: It took too long.\n    tell: Look at the times.\n'],
	)(textOf(symptom)),
	'content/symptoms/nginx/a-page.mdx': edit(
		['moment: connect\nknown:\n  connect: refused', 'moment: null'],
		[
			'text: "connect() failed ({errno}: Connection refused)"\n    example: "connect() failed (111: Connection refused)"',
			'text: 502 Bad Gateway',
		],
		['  - kind: source\n    source: rfc\n    at: section 1', '  - kind: source\n    source: rfc\n    at: section 9'],
		[
			'quote: connect() failed',
			'quote: Bad Gateway\n  - kind: source\n    source: manual\n    at: page 3\n    quote: Bad Gateway\n  - kind: source\n    source: rfc\n    at: section 9\n    quote: Bad Gateway',
		],
		['Nobody answered.', 'Nobody answered.<Cite source="rfc" at="section 2" /><Cite source="other" />'],
	)(textOf(symptom)),
	'content/sources/manual.yaml': textOf('content/sources/rfc.yaml'),
	'content/sources/other.yaml': textOf('content/sources/rfc.yaml'),
	'content/guides/early.mdx': edit(['order: 1', 'order: 1\nrelated: [guides/meaning]'])(
		textOf('content/guides/meaning.mdx'),
	),
	'content/guides/meaning.mdx': edit(['order: 1', 'order: 2\nrelated: [causes/busy]']),
	'content/checklists/owner.mdx': edit(['audience: owner', 'audience: owner\nproduct: nginx']),
});
const ids = (entries: { id: string }[]) => entries.map(({ id }) => id);
const keys = (entries: { key: string }[]) => entries.map(({ key }) => key);

describe('the knowledge', () => {
	it('lists the symptoms of a cause, those that name it first before the others', () => {
		expect(ids(knowledge.symptomsOf(knowledge.get('causes', 'not-listening')))).toEqual([
			'nginx/a-page',
			'nginx/refused',
			'nginx/closed',
		]);
		expect(ids(knowledge.symptomsOf(knowledge.get('causes', 'busy')))).toEqual(['nginx/closed']);
	});

	it('lists the symptoms of a product in the order of the moments, those that tell none first', () => {
		expect(ids(knowledge.symptomsOfProduct(knowledge.get('products', 'nginx')))).toEqual([
			'nginx/a-page',
			'nginx/refused',
			'nginx/closed',
		]);
	});

	it('lists the causes that a mitigation serves', () => {
		expect(ids(knowledge.causesOfMitigation(knowledge.get('mitigations', 'restart-the-upstream')))).toEqual([
			'busy',
			'not-listening',
		]);
		expect(ids(knowledge.causesOfMitigation(knowledge.get('mitigations', 'retry-idempotent-requests')))).toEqual([
			'not-listening',
		]);
	});

	it('lists the mitigations of a symptom, each once, those of the likeliest cause first', () => {
		expect(ids(knowledge.mitigationsOf(knowledge.get('symptoms', 'nginx/closed')))).toEqual([
			'restart-the-upstream',
			'retry-idempotent-requests',
		]);
	});

	it('lists the recipes and the checklists for a product', () => {
		expect(ids(knowledge.recipesFor(knowledge.get('products', 'nginx')))).toEqual(['retry-idempotent-requests']);
		expect(ids(knowledge.checklistsOf(knowledge.get('products', 'nginx')))).toEqual(['owner']);
	});

	it('runs "related" both ways', () => {
		expect(keys(knowledge.relatedTo(knowledge.get('guides', 'meaning') as AnyEntry))).toEqual([
			'causes/busy',
			'guides/early',
		]);
		expect(keys(knowledge.relatedTo(knowledge.get('guides', 'early') as AnyEntry))).toEqual(['guides/meaning']);
		expect(keys(knowledge.relatedTo(knowledge.get('causes', 'busy') as AnyEntry))).toEqual(['guides/meaning']);
	});

	it('lists each source of a page once, with its places, in the order in which they are named', () => {
		const citations = knowledge.citationsOf(knowledge.get('symptoms', 'nginx/a-page') as AnyEntry);
		expect(citations.map(({ source, at }) => [source.id, at])).toEqual([
			['rfc', ['section 9', 'section 2']],
			['manual', ['page 3']],
			['other', []],
		]);
	});

	it('lists the pages that cite a source', () => {
		expect(keys(knowledge.citersOf(knowledge.get('sources', 'manual')))).toEqual(['symptoms/nginx/a-page']);
		expect(keys(knowledge.citersOf(knowledge.get('sources', 'rfc')))).toContain(
			'mitigations/retry-idempotent-requests',
		);
	});

	it('lists the steps that lead to a page or are explained by it', () => {
		const steps = (key: string) =>
			knowledge.stepsAbout({ key }).map(({ checklist, step }) => `${checklist.id}#${step.id}`);
		expect(steps('causes/not-listening')).toEqual(['owner#look']);
		expect(steps('mitigations/restart-the-upstream')).toEqual(['owner#start']);
		expect(steps('causes/busy')).toEqual([]);
	});

	it('lists causes by moment and guides by their order', () => {
		expect(ids(knowledge.causesAt('wait'))).toEqual(['busy']);
		expect(ids(knowledge.causesAt('head'))).toEqual([]);
		expect(ids(knowledge.guides())).toEqual(['early', 'meaning']);
	});

	it('has every page and every entry, and says which it does not have', () => {
		expect(knowledge.pages()).toHaveLength(11);
		expect(knowledge.entries.size).toBe(14);
		expect(knowledge.find('causes', 'none')).toBeUndefined();
		expect(() => knowledge.get('causes', 'none')).toThrow('There is no entry causes/none.');
	});
});
