import { describe, expect, it } from 'vitest';
import type { ExportedChecklist } from '../../../src/exports/checklist.ts';
import { write } from '../../../src/exports/formats/text.ts';
import { addressed, plainText } from '../../../src/exports/plain.ts';
import type { Inline } from '../../../src/knowledge/inline.ts';
import { expectSame, type Reading } from './reading.ts';
import { hostileChecklist, realChecklists, tickings } from './samples.ts';

const address = / <(https?:\/\/[^\s<>]+)>/g;

/** Reads a text as a person does: a box begins a line below the summary, and an address stands in angle brackets. */
function read(text: string): Reading {
	const [title, , summary, ...lines] = text.split('\n');
	const box = /^\[([ x])\] /;
	return {
		text: [title, summary, ...lines.map((line) => line.replace(box, ''))].join('\n').replace(address, ''),
		codes: [],
		links: [...text.matchAll(address)].map(([, url = '']) => url),
		ticks: lines.flatMap((line) => box.exec(line)?.[1] ?? []).map((mark) => mark === 'x'),
	};
}

const codesIn = (parts: readonly Inline[]): string[] =>
	parts.flatMap((part) => {
		if (typeof part === 'string') return [];
		if ('code' in part) return [part.code];
		return codesIn('link' in part ? part.text : 'strong' in part ? part.strong : part.emphasis);
	});

const samples = [...(await realChecklists()), hostileChecklist];
const cases = samples.flatMap((checklist) =>
	tickings(checklist).map((ticked, index) => ({ checklist, ticked, name: `${checklist.id}, ticks ${index + 1}` })),
);

const one: ExportedChecklist = {
	id: 'one',
	title: 'A title',
	summary: ['A summary.'],
	url: 'https://example.com/one/',
	revision: 3,
	revised: '2026-11-22',
	minutes: 2,
	steps: [
		{
			id: 'a',
			url: 'https://example.com/one/#a',
			check: 'Does it run',
			expect: 'it runs',
			how: ['Run ', { code: 'ps  -e' }, ' (', { link: 'https://example.com/ps/', text: ['manual'] }, ').'],
			why: ['It ', { strong: ['must'] }, ' run.'],
			minutes: 2,
			no: { say: 'If not', title: 'Stopped', url: 'https://example.com/stopped/' },
			more: [
				{ title: 'One', url: 'https://example.com/1/' },
				{ title: 'Two', url: 'https://example.com/2/' },
			],
		},
	],
};

describe('plain text', () => {
	it.each(cases)('comes back as it was: $name', ({ checklist, ticked }) => {
		expectSame(read(write(checklist, ticked)), checklist, ticked, { codes: false });
	});

	it.each(samples)('holds every code as it is: $id', (checklist) => {
		const text = write(checklist, new Set());
		const codes = [checklist.summary, ...checklist.steps.flatMap(({ how, why }) => [how, why])].flatMap(codesIn);
		expect(codes.filter((code) => !text.includes(code))).toEqual([]);
	});

	it('is laid out for people', () => {
		expect(write(one, new Set(['a']))).toBe(`A title

A summary.

[x] Does it run → it runs (2 min <https://example.com/one/#a>)
    Run ps  -e (manual <https://example.com/ps/>).
    If not: Stopped <https://example.com/stopped/>
    Why: It must run.
    More: One <https://example.com/1/>, Two <https://example.com/2/>

From The 502 Handbook <https://example.com/one/>, revision 3 of 2026-11-22.
`);
	});

	it('wraps no line', () => {
		const longest = Math.max(
			...write(hostileChecklist, new Set())
				.split('\n')
				.map(({ length }) => length),
		);
		expect(longest).toBeGreaterThan(4900);
	});
});

describe('an address in plain text', () => {
	it('stands in angle brackets after the words', () => {
		expect(addressed('nginx', 'https://example.com/a_(b)?q="x"&y=[z]')).toBe(
			'nginx <https://example.com/a_(b)?q="x"&y=[z]>',
		);
	});

	it('is encoded where it would end before its end', () => {
		expect(addressed('x', 'https://example.com/a b<c>')).toBe('x <https://example.com/a%20b%3Cc%3E>');
	});

	it('is kept in marks as well', () => {
		const inline: Inline[] = [
			{ strong: ['a ', { emphasis: [{ link: 'https://example.com/', text: [{ code: 'b' }] }] }] },
		];
		expect(plainText(inline)).toBe('a b <https://example.com/>');
	});
});
