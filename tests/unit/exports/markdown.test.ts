import type { Nodes, Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describe, expect, it } from 'vitest';
import type { ExportedChecklist, Writer } from '../../../src/exports/checklist.ts';
import { write as github } from '../../../src/exports/formats/github.ts';
import { write as gitlab } from '../../../src/exports/formats/gitlab.ts';
import { write as markdown } from '../../../src/exports/formats/markdown.ts';
import { write as notion } from '../../../src/exports/formats/notion.ts';
import { write as obsidian } from '../../../src/exports/formats/obsidian.ts';
import { expectSame, type Reading } from './reading.ts';
import { hostileChecklist, realChecklists, tickings } from './samples.ts';

const parse = (markdown: string): Root => unified().use(remarkParse).use(remarkGfm).parse(markdown);

/** Reads Markdown with remark, which shares no code of ours. */
function read(markdown: string): Reading {
	const reading: Reading & { ticks: boolean[] } = { text: '', codes: [], links: [], ticks: [] };
	const visit = (node: Nodes) => {
		if (node.type === 'listItem' && typeof node.checked === 'boolean') reading.ticks.push(node.checked);
		if (node.type === 'link') reading.links.push(node.url);
		if (node.type === 'inlineCode') reading.codes.push(node.value);
		// An empty element shows nothing.
		if (node.type === 'html' && node.value !== '<span>' && node.value !== '</span>')
			reading.text += `HTML: ${node.value}`;
		if (node.type === 'text' || node.type === 'inlineCode') reading.text += node.value;
		if ('children' in node) for (const child of node.children) visit(child);
		if (node.type === 'paragraph' || node.type === 'heading') reading.text += '\n';
	};
	visit(parse(markdown));
	return reading;
}

/** What Obsidian shows: block ids at the ends of lines are not shown. */
const withoutBlockIds = (markdown: string) => markdown.replace(/ \^[A-Za-z\d-]+$/gm, '');

const samples = [...(await realChecklists()), hostileChecklist];
const cases = samples.flatMap((checklist) =>
	tickings(checklist).map((ticked, index) => ({ checklist, ticked, name: `${checklist.id}, ticks ${index + 1}` })),
);

const formats: { format: string; write: Writer; shown?: (markdown: string) => string }[] = [
	{ format: 'github', write: github },
	{ format: 'gitlab', write: gitlab },
	{ format: 'obsidian', write: obsidian, shown: withoutBlockIds },
	{ format: 'notion', write: notion },
	{ format: 'markdown', write: markdown },
];

describe.each(formats)('$format', ({ write, shown = (written) => written }) => {
	it.each(cases)('comes back as it was: $name', ({ checklist, ticked }) => {
		expectSame(read(shown(write(checklist, ticked))), checklist, ticked);
	});

	it('ends with one line break', () => {
		expect(write(hostileChecklist, new Set())).toMatch(/[^\n]\n$/);
	});

	it('begins with a heading, so never with front matter', () => {
		const title = '---';
		expect(write({ ...hostileChecklist, title }, new Set())).toMatch(/^## \S/);
	});

	it('writes an address as it is', () => {
		const url = 'https://example.com/a_b?c=1&d=*e*#~f';
		expect(write({ ...hostileChecklist, url }, new Set())).toContain(`](${url})`);
	});

	it.each([
		'https://example.com/(a',
		'https://example.com/a)b',
		'https://example.com/a b',
		'https://example.com/?a&copy;b&#64;c',
		'https://example.com/a\\_b\\',
		'https://example.com/<a>',
	])('keeps the address %s', (url) => {
		const checklist = { ...asked('C'), url };
		expectSame(read(shown(write(checklist, new Set()))), checklist, new Set());
	});

	it.each(['<1@example.com>', '<#@u>', 'a <+@x.y>'])('shows the brackets of %s', (check) => {
		const checklist = asked(check);
		expectSame(read(shown(write(checklist, new Set()))), checklist, new Set());
	});

	it('does not take a link at the start of a line for a definition', () => {
		const summary = [{ link: 'https://example.com/', text: [{ code: 'a]:' }] }];
		const checklist = { ...asked('C'), summary };
		expectSame(read(shown(write(checklist, new Set()))), checklist, new Set());
	});
});

/** A checklist of one step, with a text where its check is. */
const asked = (check: string, summary = 'S'): ExportedChecklist => ({
	id: 'one',
	title: 'One',
	summary: [summary],
	url: 'https://example.com/one/',
	revision: 1,
	revised: '2026-11-22',
	minutes: 1,
	steps: [
		{ id: 'a', url: 'https://example.com/one/#a', check, expect: 'E', how: ['H'], why: ['W'], minutes: 1, more: [] },
	],
});

/** How a format writes a text in the middle of a line. */
const written = (write: Writer, text: string) => {
	const markdown = write(asked(text), new Set());
	return markdown.slice(markdown.indexOf('**') + 2, markdown.indexOf('** →'));
};

/** How a format writes a text at the start of a line. */
const atStart = (write: Writer, text: string) => write(asked('C', text), new Set()).split('\n')[2];

/** The sources of all texts outside code and markup, as they stand in a file; the box of a task is no text. */
function sources(markdown: string): string[] {
	const found: string[] = [];
	const visit = (node: Nodes) => {
		const { start, end } = node.position ?? {};
		if (node.type === 'text') found.push(markdown.slice(start?.offset, end?.offset).replace(/^\[[ x]\] /, ''));
		if ('children' in node) for (const child of node.children) visit(child);
	};
	visit(unified().use(remarkParse).parse(markdown));
	return found;
}

const escaped = /\\([!-/:-@[-`{-~])/g;

/** Which of the texts still hold a match once every escaped character is gone. */
const bare = (write: Writer, pattern: RegExp, checklist: ExportedChecklist, shown = (markdown: string) => markdown) =>
	sources(shown(write(checklist, new Set()))).filter((source) => pattern.test(source.replace(escaped, '\0')));

describe('GitLab', () => {
	it.each([
		['@user', '\\@user'],
		['me@example.com', 'me\\@example.com'],
		['#123', '\\#123'],
		['group/project#123', 'group/project\\#123'],
		['!456', '\\!456'],
		['%milestone', '\\%milestone'],
		['%"a milestone"', '\\%"a milestone"'],
		['%{project_name}', '\\%{project_name}'],
		['~label', '\\~label'],
		['~"a label"', '\\~"a label"'],
		['&8', '\\&8'],
		['$1', '\\$1'],
		['$a$', '\\$a\\$'],
		['$$a$$', '\\$\\$a\\$\\$'],
		['$`a`$', '\\$\\`a\\`\\$'],
		['^alert#1', '\\^alert\\#1'],
		['*iteration:1', '\\*iteration:1'],
		['GL-12', 'GL-<span></span>12'],
		['[issue:1]', '\\[issue\\:1]'],
		['[work_item:group/project/1]', '\\[work_item\\:group/project/1]'],
		[':smile:tada:', '\\:smile\\:tada:'],
		[':+1:', '\\:+1:'],
		['[[wiki|page]]', '\\[\\[wiki|page]]'],
		['[[_TOC_]]', '\\[\\[\\_TOC\\_]]'],
		['[TOC]', '\\[<span></span>TOC]'],
		['{+ a +} {- b -}', '{<span></span>+ a +} {<span></span>- b -}'],
		['[+ a +] [- b -]', '\\[<span></span>+ a +] \\[<span></span>- b -]'],
		['12:30, a: b', '12:30, a: b'],
	])('writes %s so that it stays text', (text, expected) => {
		expect(written(gitlab, text)).toBe(expected);
	});

	it.each([
		['/close', '\\/close'],
		['::include{file=x}', '\\::include{file=x}'],
		[': details', '\\: details'],
		['>>>', '\\>>>'],
		['[TOC]', '\\[<span></span>TOC]'],
		['+++', '+++'],
	])('writes %s at the start of a line so that it stays text', (text, expected) => {
		expect(atStart(gitlab, text)).toBe(expected);
	});

	/** What GitLab looks for in the nodes of text, from the patterns of its models and filters. */
	const references = [
		/@[\w-]/,
		/#\d/,
		/!\d/,
		/%[\w"{]/,
		/~[\w"]/,
		/&\d/,
		/\$/,
		/\^alert#/,
		/\*iteration:/,
		/GL-\d/,
		/\[[a-z_]+:[\w/]/,
		/:[\w+-]+:/,
		/\{\+.*\+\}|\{-.*-\}|\[\+.*\+\]|\[-.*-\]/,
	];

	it.each(samples)('leaves no reference in any node of text: $id', (checklist) => {
		// GitLab keeps these characters apart when they are escaped, and forgets all other escapes.
		const nodes = sources(gitlab(checklist, new Set()))
			.flatMap((source) => source.split(/\\[$%#&@!~^:]/))
			.map((source) => source.replace(escaped, '$1'));
		expect(nodes.filter((node) => references.some((pattern) => pattern.test(node)))).toEqual([]);
	});

	it('finds what would be a reference, were it not escaped', () => {
		const texts = sources(github(hostileChecklist, new Set())).map((source) => source.replace(escaped, '$1'));
		for (const pattern of [/@[\w-]/, /#\d/, /!\d/, /%[\w"{]/, /&\d/, /\$/, /:[\w+-]+:/]) {
			expect(texts.some((text) => pattern.test(text))).toBe(true);
		}
	});
});

describe('Obsidian', () => {
	it.each([
		['[[note]]', '\\[\\[note\\]\\]'],
		['![[note]]', '!\\[\\[note\\]\\]'],
		['#tag', '\\#tag'],
		['a #tag/b', 'a \\#tag/b'],
		['%%comment%%', '\\%\\%comment\\%\\%'],
		['==mark==', '\\=\\=mark\\=\\='],
		['$a$ $$b$$', '\\$a\\$ \\$\\$b\\$\\$'],
		['text ^id', 'text \\^id'],
		['text ^[note]', 'text \\^\\[note\\]'],
		['text [^1]', 'text \\[\\^1\\]'],
	])('writes %s so that it stays text', (text, expected) => {
		expect(written(obsidian, text)).toBe(expected);
	});

	it.each(samples)('leaves none of its characters bare: $id', (checklist) => {
		expect(bare(obsidian, /[[\]$%=#^*~`]/, checklist, withoutBlockIds)).toEqual([]);
	});

	it.each(samples)('gives each step its id as a block id, at the end of its task: $id', (checklist) => {
		const tasks = obsidian(checklist, new Set())
			.split('\n')
			.filter((line) => line.startsWith('- [ ] '));
		expect(tasks.map((line) => / \^([A-Za-z\d-]+)$/.exec(line)?.[1])).toEqual(checklist.steps.map(({ id }) => id));
	});

	it('has no block id of another', () => {
		const markdown = obsidian({ ...asked('x ^b'), title: 'y ^c' }, new Set());
		expect(markdown.match(/ \^[A-Za-z\d-]+/g)).toEqual([' ^a']);
	});
});

describe('Notion', () => {
	it.each([
		['\\ * ~ ` $ [ ] < > { } | ^', '\\\\ \\* \\~ \\` \\$ \\[ \\] \\< \\> \\{ \\} \\| \\^'],
		['C:\\temp\\', 'C:\\\\temp\\\\'],
		['{color="red"}', '\\{color="red"\\}'],
		['<mention-user url="x"/>', '\\<mention-user url="x"/\\>'],
		['$$a$$', '\\$\\$a\\$\\$'],
	])('writes %s so that it stays text', (text, expected) => {
		expect(written(notion, text)).toBe(expected);
	});

	it.each(samples)('leaves none of its characters bare: $id', (checklist) => {
		expect(bare(notion, /[\\*~`$[\]<>{}|^]/, checklist)).toEqual([]);
	});

	it.each(samples)('has only what Notion keeps: $id', (checklist) => {
		const kinds = new Set<string>();
		const visit = (node: Nodes) => {
			kinds.add(node.type === 'heading' ? `heading ${node.depth}` : node.type);
			if ('children' in node) for (const child of node.children) visit(child);
		};
		visit(parse(notion(checklist, new Set())));
		const kept = ['root', 'heading 2', 'paragraph', 'list', 'listItem', 'text', 'strong', 'emphasis', 'link'];
		expect([...kinds].filter((kind) => ![...kept, 'inlineCode'].includes(kind))).toEqual([]);
	});
});

describe.each([
	{ name: 'Obsidian', write: obsidian },
	{ name: 'Notion', write: notion },
])('$name', ({ write }) => {
	it.each(samples)('has one line for each task and one below it for each detail: $id', (checklist) => {
		const list = parse(write(checklist, new Set())).children.find((node) => node.type === 'list');
		const shape = list?.children.map((item) =>
			item.children.map((child) => (child.type === 'list' ? child.children.length : child.type)),
		);
		expect(shape).toEqual(
			checklist.steps.map(({ no, more }) => ['paragraph', 2 + (no ? 1 : 0) + (more.length > 0 ? 1 : 0)]),
		);
		const lines = write(checklist, new Set()).split('\n');
		const begin = lines.findIndex((line) => line.startsWith('- '));
		const end = lines.indexOf('', begin);
		expect(lines.slice(begin, end).filter((line) => !/^(?:- \[ \] |\t- )\S/.test(line))).toEqual([]);
		expect(lines.slice(end).filter(Boolean).length).toBe(1);
	});
});

describe('Markdown for any wiki', () => {
	it.each([
		['<b>x</b> a < b', '\\<b>x\\</b> a \\< b'],
		['$a$ $$b$$', '\\$a\\$ \\$\\$b\\$\\$'],
		['==mark==', '\\==mark\\=='],
		['++ins++', '\\++ins\\++'],
		['a^b^ a~b~', 'a\\^b\\^ a\\~b\\~'],
		['{.class #id}', '\\{.class #id}'],
		['{{ x }}', '\\{\\{ x }}'],
		['a :smile:tada: b', 'a \\:smile\\:tada: b'],
		[':) :-( ;)', '\\:) \\:-( \\;)'],
		['SC--: a -- b ---', 'SC\\--: a \\-- b \\-\\--'],
		['a ... b', 'a \\.\\.. b'],
		['(c) (R) (tm)', '\\(c) \\(R) \\(tm)'],
		['+-1 ?? !!! ,,', '\\+-1 \\?? \\!\\!! \\,,'],
		["12:30, the gateway's: a (b).", "12:30, the gateway's: a (b)."],
	])('writes %s so that no plugin changes it', (text, expected) => {
		expect(written(markdown, text)).toBe(expected);
	});

	it.each(samples)('leaves nothing to HTML and plugins: $id', (checklist) => {
		expect(bare(markdown, /[<$^{~*`]|==|\+[+-]|--|\.\.|\([cr]\)|:[\w+-]+:/i, checklist)).toEqual([]);
	});
});

it('is written so that people read texts without a backslash in them', async () => {
	for (const checklist of await realChecklists()) {
		for (const write of [github, gitlab, obsidian, notion, markdown]) {
			const backslashes = sources(write(checklist, new Set())).join('').match(escaped) ?? [];
			expect(backslashes.length, checklist.id).toBeLessThan(checklist.steps.length + 8);
		}
	}
});
