import { markdownToMdast } from 'satteri';
import { describe, expect, it } from 'vitest';
import {
	deserialise,
	fromFragment,
	progress,
	serialise,
	storageKey,
	toFragment,
	toggle,
} from '../../src/checklists/progress.ts';
import { type ExportedChecklist, toTaskList } from '../../src/checklists/task-list.ts';

const ticks = (...ids: string[]) => new Set(ids);

describe('ticks', () => {
	it('come back from storage as they went in', () => {
		expect(deserialise(serialise(ticks('reload', 'check-others')))).toEqual(ticks('reload', 'check-others'));
		expect(serialise(ticks('reload'))).toBe('{"v":1,"done":["reload"]}');
		expect(storageKey('visitor')).toBe('handbook:checklist:visitor');
	});

	it.each([
		{ stored: null, when: 'nothing' },
		{ stored: '', when: 'nothing in it' },
		{ stored: '{"v":1,"done":["rel', when: 'a record that is cut off' },
		{ stored: '{"v":2,"done":["reload"]}', when: 'a record of a later version' },
		{ stored: '{"done":["reload"]}', when: 'a record without a version' },
		{ stored: '{"v":1,"done":"reload"}', when: 'a word for a list' },
		{ stored: '{"v":1}', when: 'a record without a list' },
		{ stored: '["reload"]', when: 'a list' },
		{ stored: 'null', when: 'null' },
		{ stored: '7', when: 'a number' },
	])('are none when storage holds $when', ({ stored }) => {
		expect(deserialise(stored)).toEqual(ticks());
	});

	it('that are no words are left out', () => {
		expect(deserialise('{"v":1,"done":["reload",7,null,{"id":"x"},["y"]]}')).toEqual(ticks('reload'));
	});

	it('of steps that the checklist does not have are kept', () => {
		const saved = deserialise('{"v":1,"done":["gone","reload"]}');
		expect(serialise(toggle(saved, 'wait', true))).toBe('{"v":1,"done":["gone","reload","wait"]}');
	});

	it('travel in a link', () => {
		expect(toFragment(ticks('reload', 'check-others'))).toBe('#done=reload.check-others');
		expect(fromFragment('#done=reload.check-others')).toEqual(ticks('reload', 'check-others'));
		expect(fromFragment(toFragment(ticks()))).toEqual(ticks());
	});

	it.each([
		{ fragment: '', found: undefined },
		{ fragment: '#reload', found: undefined },
		{ fragment: '#done', found: ticks() },
		{ fragment: '#done=', found: ticks() },
		{ fragment: '#done=..reload..', found: ticks('reload') },
		{ fragment: '#done=<b>.reload.%00.1', found: ticks('reload') },
		{ fragment: '#done=%E0%A4%A.reload', found: ticks('reload') },
		{ fragment: '#x=1&done=reload', found: ticks('reload') },
	])('in the fragment "$fragment" are read without a mistake', ({ fragment, found }) => {
		expect(fromFragment(fragment)).toEqual(found);
	});

	it('that storage was filled with by somebody else do not spoil a link', () => {
		const saved = deserialise('{"v":1,"done":["reload","a.b","x&done=y","é"]}');
		expect(fromFragment(toFragment(saved))).toEqual(ticks('reload'));
	});

	it('change one at a time and leave what was there alone', () => {
		const before = ticks('reload');
		expect(toggle(before, 'wait', true)).toEqual(ticks('reload', 'wait'));
		expect(toggle(before, 'reload', false)).toEqual(ticks());
		expect(toggle(before, 'reload', true)).toEqual(ticks('reload'));
		expect(toggle(before, 'wait', false)).toEqual(ticks('reload'));
		expect(before).toEqual(ticks('reload'));
	});

	it('count only for steps that the checklist has', () => {
		expect(progress(ticks('reload', 'gone'), ['reload', 'wait', 'other'])).toEqual({ done: 1, of: 3, words: '1 of 3' });
		expect(progress(ticks(), [])).toEqual({ done: 0, of: 0, words: '0 of 0' });
	});

	it('stay where they are when steps are reworded, added and moved', () => {
		const saved = serialise(ticks('reload', 'wait'));
		const before = ['reload', 'check-others', 'wait'];
		const after = ['wait', 'new-step', 'reload', 'check-others'];
		expect(progress(deserialise(saved), before).words).toBe('2 of 3');
		expect(progress(deserialise(saved), after).words).toBe('2 of 4');
		expect(after.filter((step) => deserialise(saved).has(step))).toEqual(['wait', 'reload']);
	});
});

interface Node {
	type: string;
	value?: string;
	url?: string;
	checked?: boolean | null;
	children?: Node[];
}
const parse = (markdown: string) => markdownToMdast(markdown) as unknown as Node;
const textOf = (node: Node): string =>
	node.type === 'break' ? '\n' : (node.value ?? (node.children ?? []).map(textOf).join(''));
const all = (node: Node, type: string): Node[] => [
	...(node.type === type ? [node] : []),
	...(node.children ?? []).flatMap((child) => all(child, type)),
];

const list = (text: string, how = 'Do it.'): ExportedChecklist => ({
	title: text,
	summary: text,
	url: 'https://example.com/checklists/x/',
	reviewed: '2026-11-22',
	steps: [
		{ id: 'one', check: text, expect: text, how, no: { say: text, title: text, url: 'https://example.com/causes/y/' } },
		{ id: 'two', check: 'Second', expect: 'yes', how },
	],
});

const hostile = [
	'plain words',
	'a | b | c',
	'[a](https://example.com) ![b] [x] [ ]',
	'C:\\logs\\n and \\*',
	'`code` and ``more`` and a lone `',
	'<script>alert(1)</script> <!-- c -->',
	'*a* _b_ **c** __d__ ~~e~~ ~f~',
	'two\nlines',
	'a\n\n- b\n# c\n> d\n---',
	'# heading #',
	'- item',
	'+ item',
	'1. item',
	'12) item',
	'> quote',
	'---',
	'===',
	'- [x] done',
	'&lt;b&gt; &amp; &#35; &nbsp;',
	'[^1] and [^1]: note',
	'trailing backslash \\',
	'  spaces  inside   ',
	'{{ template }} $x$ $$y$$',
	'→ arrows → everywhere',
];

describe('a task list', () => {
	it('reads as a checklist with its ticks', () => {
		expect(toTaskList(list('Look'), ticks('two', 'gone'))).toBe(`## Look

Look

- [ ] **Look** → Look
  Do it.
  Look: [Look](https://example.com/causes/y/)
- [x] **Second** → yes
  Do it.

From [The 502 Handbook](https://example.com/checklists/x/), reviewed 2026-11-22.
`);
	});

	it.each(hostile.map((text) => ({ text })))('gives back the text $text', ({ text }) => {
		const said = text.replace(/\s+/g, ' ').trim();
		const tree = parse(toTaskList(list(text), ticks('one')));
		expect((tree.children ?? []).map(({ type }) => type)).toEqual(['heading', 'paragraph', 'list', 'paragraph']);
		const [heading, summary] = tree.children as [Node, Node];
		expect(textOf(heading)).toBe(said);
		expect(textOf(summary)).toBe(said);

		const items = all(tree, 'listItem');
		expect(items.map(({ checked }) => checked)).toEqual([true, false]);
		expect(all(tree, 'html')).toEqual([]);
		const [first] = items as [Node];
		expect(first.children).toHaveLength(1);
		expect(textOf(all(first, 'strong')[0] as Node)).toBe(said);
		expect(textOf(first.children?.[0] as Node).split('\n')).toEqual([
			`${said} → ${said}`,
			'Do it.',
			`${said}: ${said}`,
		]);
		const [way] = all(first, 'link').filter(({ url }) => url === 'https://example.com/causes/y/') as [Node];
		expect(textOf(way)).toBe(said);
	});

	it.each([
		{ how: 'Run `a | b` and *read* [it](https://example.com/).', said: 'Run a | b and read it.' },
		{ how: 'First line.\nSecond line.\n\nThird.', said: 'First line. Second line. Third.' },
		{ how: '- not a list', said: '- not a list' },
		{ how: '1. not a list', said: '1. not a list' },
		{ how: '# not a heading', said: '# not a heading' },
		{ how: '> not a quotation', said: '> not a quotation' },
	])('keeps how to do it in its step: $how', ({ how, said }) => {
		const [first] = all(parse(toTaskList(list('Look', how), ticks())), 'listItem') as [Node];
		expect(first.children?.map(({ type }) => type)).toEqual(['paragraph']);
		expect(textOf(first).split('\n')[1]).toBe(said);
	});
});
