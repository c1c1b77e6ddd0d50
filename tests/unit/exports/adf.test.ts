import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { write } from '../../../src/exports/formats/adf.ts';
import schema from './adf-schema.json' with { type: 'json' };
import { expectSame, type Reading } from './reading.ts';
import { hostileChecklist, realChecklists, tickings } from './samples.ts';

interface Node {
	type: string;
	text?: string;
	attrs?: { localId?: string; state?: string };
	marks?: { type: string; attrs?: { href: string } }[];
	content?: Node[];
}

/**
 * Atlassian's own JSON Schema of the format: dist/json-schema/v1/full.json of @atlaskit/adf-schema 57.7.22, Apache-2.0.
 * It names draft 4, which Ajv no longer speaks, but uses nothing that draft 7 changed: the last tests show it.
 */
const { $schema, ...draftless } = schema;
const validate = new Ajv({ strict: false }).compile(draftless);

/** Reads a document by walking it, with neighbours of one link put together as a person sees them. */
function read(json: string): Reading {
	const reading: Reading & { ticks: boolean[] } = { text: '', codes: [], links: [], ticks: [] };
	const visit = ({ type, text = '', attrs, marks = [], content = [] }: Node, before?: Node) => {
		if (type === 'taskItem') reading.ticks.push(attrs?.state === 'DONE');
		const href = hrefOf({ type, marks });
		if (href !== undefined && href !== (before && hrefOf(before))) reading.links.push(href);
		if (marks.some((mark) => mark.type === 'code')) reading.codes.push(text);
		reading.text += text;
		for (const [index, node] of content.entries()) visit(node, content[index - 1]);
		if (type !== 'text') reading.text += '\n';
	};
	visit(JSON.parse(json));
	return reading;
}

const hrefOf = ({ marks = [] }: Node) => marks.find(({ type }) => type === 'link')?.attrs?.href;

const samples = [...(await realChecklists()), hostileChecklist];
const cases = samples.flatMap((checklist) =>
	tickings(checklist).map((ticked, index) => ({ checklist, ticked, name: `${checklist.id}, ticks ${index + 1}` })),
);

describe('adf', () => {
	it.each(cases)('comes back as it was: $name', ({ checklist, ticked }) => {
		expectSame(read(write(checklist, ticked)), checklist, ticked);
	});

	it.each(cases)('keeps to the schema of Atlassian: $name', ({ checklist, ticked }) => {
		validate(JSON.parse(write(checklist, ticked)));
		expect(validate.errors).toBeNull();
	});

	it('gives each task the id of its step', () => {
		const document: Node = JSON.parse(write(hostileChecklist, new Set()));
		const tasks = document.content?.find(({ type }) => type === 'taskList')?.content ?? [];
		expect(tasks.map(({ attrs }) => attrs?.localId)).toEqual(hostileChecklist.steps.map(({ id }) => id));
	});

	it('keeps code as code inside strong text and links, and leaves empty texts out', () => {
		const [step] = hostileChecklist.steps;
		if (!step) throw new Error('The hostile checklist has no step.');
		const code = { code: 'a' };
		const how = ['', { strong: [code, 'b'] }, { link: 'https://example.com/', text: [{ emphasis: [code, 'c'] }] }];
		const checklist = { ...hostileChecklist, summary: [], steps: [{ ...step, how }] };
		const json = write(checklist, new Set());
		validate(JSON.parse(json));
		expect(validate.errors).toBeNull();
		expectSame(read(json), checklist, new Set());
	});
});

/** All keywords that a schema uses; names of properties are none. */
function keywordsOf(part: object): string[] {
	return Object.entries(part).flatMap(([keyword, value]) => {
		const named = keyword === 'properties' || keyword === 'definitions';
		const below = named ? Object.values(value) : ['allOf', 'anyOf', 'items'].includes(keyword) ? [value].flat() : [];
		return [keyword, ...below.flatMap(keywordsOf)];
	});
}

describe('the schema of Atlassian', () => {
	it('uses only keywords that mean the same in draft 4 and in draft 7, which Ajv speaks', () => {
		const same = ['$ref', 'additionalProperties', 'allOf', 'anyOf', 'definitions', 'description', 'enum', 'items'];
		const limits = ['maxItems', 'maximum', 'minItems', 'minLength', 'minimum', 'pattern'];
		const others = ['properties', 'required', 'type'];
		expect([...new Set(keywordsOf(draftless))].sort()).toEqual([...same, ...limits, ...others]);
	});

	it.each([
		['a paragraph inside a task', { type: 'paragraph', content: [] }],
		['an empty text', { type: 'text', text: '' }],
		['code that is strong', { type: 'text', text: 'x', marks: [{ type: 'code' }, { type: 'strong' }] }],
	])('refuses %s', (_name, node) => {
		const task = { type: 'taskItem', attrs: { localId: 'a', state: 'TODO' }, content: [node] };
		const list = { type: 'taskList', attrs: { localId: 'b' }, content: [task] };
		expect(validate({ version: 1, type: 'doc', content: [list] })).toBe(false);
	});
});
