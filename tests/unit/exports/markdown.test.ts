import type { Nodes, Root } from 'mdast';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { describe, expect, it } from 'vitest';
import { write as github } from '../../../src/exports/formats/github.ts';
import { expectSame, type Reading } from './reading.ts';
import { hostileChecklist, realChecklists, tickings } from './samples.ts';

/** Reads Markdown with remark, which shares no code of ours. */
function read(markdown: string): Reading {
	const tree: Root = unified().use(remarkParse).use(remarkGfm).parse(markdown);
	const reading: Reading & { ticks: boolean[] } = { text: '', codes: [], links: [], ticks: [] };
	const visit = (node: Nodes) => {
		if (node.type === 'listItem' && typeof node.checked === 'boolean') reading.ticks.push(node.checked);
		if (node.type === 'link') reading.links.push(node.url);
		if (node.type === 'inlineCode') reading.codes.push(node.value);
		if (node.type === 'html') reading.text += `HTML: ${node.value}`;
		if (node.type === 'text' || node.type === 'inlineCode') reading.text += node.value;
		if ('children' in node) for (const child of node.children) visit(child);
		if (node.type === 'paragraph' || node.type === 'heading') reading.text += '\n';
	};
	visit(tree);
	return reading;
}

const samples = [...(await realChecklists()), hostileChecklist];
const cases = samples.flatMap((checklist) =>
	tickings(checklist).map((ticked, index) => ({ checklist, ticked, name: `${checklist.id}, ticks ${index + 1}` })),
);

describe.each([{ format: 'github', write: github }])('$format', ({ write }) => {
	it.each(cases)('comes back as it was: $name', ({ checklist, ticked }) => {
		expectSame(read(write(checklist, ticked)), checklist, ticked);
	});

	it('ends with one line break', () => {
		expect(write(hostileChecklist, new Set())).toMatch(/[^\n]\n$/);
	});
});
