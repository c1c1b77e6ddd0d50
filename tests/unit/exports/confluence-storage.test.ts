import sax from 'sax';
import { describe, expect, it } from 'vitest';
import type { ExportedChecklist } from '../../../src/exports/checklist.ts';
import { write } from '../../../src/exports/formats/confluence-storage.ts';
import { expectSame, type Reading } from './reading.ts';
import { hostileChecklist, realChecklists, tickings } from './samples.ts';

interface Element {
	name: string;
	attributes: Record<string, string>;
	children: (Element | string)[];
}

/**
 * Parses what Confluence takes, with the element around it that it adds to declare the prefix.
 *
 * @throws {Error} when that is not well-formed XML 1.0 with namespaces
 */
function parse(storage: string): Element {
	const characters = /^[\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]*$/u;
	if (!characters.test(storage)) throw new Error('A character stands in it that XML cannot hold.');
	const root: Element = { name: '', attributes: {}, children: [] };
	const open = [root];
	// Its types do not know that it can refuse entities that XML does not have.
	const options = { xmlns: true, strictEntities: true };
	const parser = sax.parser(true, options);
	parser.onerror = (error) => {
		throw error;
	};
	parser.onopentag = ({ name, attributes }) => {
		const values = Object.entries(attributes).map(([key, value]) => [
			key,
			typeof value === 'string' ? value : value.value,
		]);
		const element = { name, attributes: Object.fromEntries(values), children: [] };
		open.at(-1)?.children.push(element);
		open.push(element);
	};
	parser.onclosetag = () => {
		open.pop();
	};
	parser.ontext = (text) => {
		open.at(-1)?.children.push(text);
	};
	parser.write(`<page xmlns:ac="http://atlassian.com/content">${storage}</page>`).close();
	return root;
}

const elementsIn = ({ children }: Element): Element[] =>
	children.flatMap((child) => (typeof child === 'string' ? [] : [child, ...elementsIn(child)]));

const named = (name: string, element: Element) => elementsIn(element).filter((child) => child.name === name);

/** What Confluence shows of an element: everything but the fields of tasks and macros. */
function textOf({ name, children }: Element): string {
	if (['ac:task-id', 'ac:task-status', 'ac:parameter'].includes(name)) return '';
	const text = children.map((child) => (typeof child === 'string' ? child : textOf(child))).join('');
	return ['h2', 'p', 'br', 'ac:task'].includes(name) ? `${text}\n` : text;
}

/** The text that an element holds, whether it is shown or not. */
const contentOf = ({ children }: Element) => children.filter((child) => typeof child === 'string').join('');

function read(storage: string): Reading {
	const page = parse(storage);
	return {
		text: textOf(page),
		codes: named('code', page).map(textOf),
		links: named('a', page).map(({ attributes }) => attributes.href ?? ''),
		ticks: named('ac:task', page).map((task) => named('ac:task-status', task).map(contentOf).join() === 'complete'),
	};
}

const samples = [...(await realChecklists()), hostileChecklist];
const cases = samples.flatMap((checklist) =>
	tickings(checklist).map((ticked, index) => ({ checklist, ticked, name: `${checklist.id}, ticks ${index + 1}` })),
);

describe('confluence-storage', () => {
	it.each(cases)('comes back as it was: $name', ({ checklist, ticked }) => {
		expectSame(read(write(checklist, ticked)), checklist, ticked);
	});

	it.each(cases)('has tasks of the documented form: $name', ({ checklist, ticked }) => {
		const page = parse(write(checklist, ticked));
		const lists = named('ac:task-list', page);
		expect(lists).toHaveLength(1);
		const tasks = lists.flatMap(({ children }) => children.filter((child) => typeof child !== 'string'));
		const form = ['ac:task-id', 'ac:task-status', 'ac:task-body'];
		expect(tasks.map(({ name }) => name)).toEqual(checklist.steps.map(() => 'ac:task'));
		expect(
			tasks.map((task) =>
				elementsIn(task)
					.map(({ name }) => name)
					.filter((name) => form.includes(name)),
			),
		).toEqual(tasks.map(() => form));
		expect(named('ac:task-id', page).map(contentOf)).toEqual(checklist.steps.map((_step, index) => String(index + 1)));
		for (const status of named('ac:task-status', page)) expect(['complete', 'incomplete']).toContain(contentOf(status));
	});

	it('keeps only inline content in a task', () => {
		const page = parse(write(hostileChecklist, new Set()));
		const inside = named('ac:task-body', page).flatMap(elementsIn);
		expect([...new Set(inside.map(({ name }) => name))].sort()).toEqual([
			'a',
			'ac:parameter',
			'ac:structured-macro',
			'br',
			'code',
			'em',
			'strong',
		]);
	});

	it('anchors each task under the id of its step', () => {
		const page = parse(write(hostileChecklist, new Set()));
		const anchors = named('ac:task-body', page).flatMap((body) =>
			named('ac:structured-macro', body).map((macro) => [
				macro.attributes['ac:name'],
				...named('ac:parameter', macro).flatMap((field) => [field.attributes['ac:name'], contentOf(field)]),
			]),
		);
		expect(anchors).toEqual(hostileChecklist.steps.map(({ id }) => ['anchor', '', id]));
	});

	it('shows control characters as their pictures, and keeps a carriage return', () => {
		const checklist: ExportedChecklist = {
			...hostileChecklist,
			title: 'a\u0000b\u0007c\u001bd\ud800e\uffff 👩',
			summary: [{ code: 'x\ry\tz' }],
		};
		const page = parse(write(checklist, new Set()));
		expect(named('h2', page).map(contentOf)).toEqual(['a␀b␇c␛d\ufffde\ufffd 👩']);
		expect(named('code', page).map(contentOf)[0]).toBe('x\ry\tz');
	});
});

describe('the parser of these tests', () => {
	it.each([
		['an element that is not closed', '<p>a<br></p>'],
		['a bare ampersand', '<p>a & b</p>'],
		['an unknown entity', '<p>&nbsp;</p>'],
		['an unknown prefix', '<x:p>a</x:p>'],
		['a control character', '<p>\u0007</p>'],
	])('refuses %s', (_name, storage) => {
		expect(() => parse(storage)).toThrow();
	});
});
