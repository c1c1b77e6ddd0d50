import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { ExportedChecklist } from '../../../src/exports/checklist.ts';
import { write } from '../../../src/exports/formats/csv.ts';
import type { Inline } from '../../../src/knowledge/inline.ts';
import { expectSame, type Reading } from './reading.ts';
import { hostileChecklist, realChecklists, tickings } from './samples.ts';

type Row = Record<string, string>;

/** The rows as an importer gets them that knows of the apostrophe in front of what would be a formula. */
const rowsOf = (csv: string): Row[] =>
	parse(csv, { bom: true, columns: true, record_delimiter: '\r\n' }).map((row) =>
		Object.fromEntries(Object.entries(row as Row).map(([name, cell]) => [name, cell.replace(/^'/, '')])),
	);

const address = / <(https?:\/\/[^\s<>]+)>/g;

/** Reads the rows in the order of a checklist. */
function read(csv: string): Reading {
	const rows = rowsOf(csv);
	const cells = [
		...[rows[0]?.checklist, rows[0]?.summary],
		...rows.flatMap((row) => [
			...[row.check, row.expect, `(${row.minutes} min <${row.link}>)`, row.how, row['if not'], row['go to']],
			...[row.why, row.more],
		]),
		`${rows[0]?.revision} <${rows[0]?.['checklist link']}>`,
	].join('\n');
	return {
		text: cells.replace(address, ''),
		codes: [],
		links: [...cells.matchAll(address)].map(([, url = '']) => url),
		ticks: rows.map(({ done }) => done === 'TRUE'),
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

/** A checklist of one step, with a text in each of its fields. */
const holding = (text: string): ExportedChecklist => ({
	id: 'one',
	title: text,
	summary: [text],
	url: 'https://example.com/one/',
	revision: 3,
	revised: '2026-11-22',
	minutes: 2,
	steps: [
		{
			id: 'a',
			url: 'https://example.com/one/#a',
			check: text,
			expect: text,
			how: [text],
			why: [{ code: text }],
			minutes: 2,
			no: { say: text, title: text, url: 'https://example.com/no/' },
			more: [{ title: text, url: 'https://example.com/more/' }],
		},
	],
});

const texts = ['checklist', 'summary', 'check', 'expect', 'how', 'if not', 'why'];
const links = ['go to', 'more'];

describe('CSV', () => {
	it.each(cases)('comes back as it was: $name', ({ checklist, ticked }) => {
		expectSame(read(write(checklist, ticked)), checklist, ticked, { codes: false });
	});

	it.each(samples)('holds every code as it is, in the cell of its text: $id', (checklist) => {
		const rows = rowsOf(write(checklist, new Set()));
		const missing = checklist.steps.flatMap(({ how, why }, index) => [
			...codesIn(how).filter((code) => !rows[index]?.how?.includes(code)),
			...codesIn(why).filter((code) => !rows[index]?.why?.includes(code)),
		]);
		expect(missing).toEqual([]);
		expect(codesIn(checklist.summary).filter((code) => !rows[0]?.summary?.includes(code))).toEqual([]);
	});

	it.each(samples)('has a row for each step, with the same names and its address: $id', (checklist) => {
		const rows = rowsOf(write(checklist, new Set()));
		expect(rows.map(({ step }) => step)).toEqual(checklist.steps.map(({ id }) => id));
		expect(rows.map(({ link }) => link)).toEqual(checklist.steps.map(({ url }) => url));
		expect(rows.map(({ minutes }) => Number(minutes))).toEqual(checklist.steps.map(({ minutes }) => minutes));
	});

	it('has the columns in their order', () => {
		const [names = ''] = write(hostileChecklist, new Set()).split('\r\n');
		expect(names).toBe(
			'\uFEFFstep,done,check,expect,how,if not,go to,why,more,minutes,link,checklist,revision,summary,checklist link',
		);
	});

	it('begins with a byte order mark and ends every row with CR LF', () => {
		const csv = write(hostileChecklist, new Set());
		expect(new TextEncoder().encode(csv).slice(0, 3)).toEqual(new Uint8Array([0xef, 0xbb, 0xbf]));
		expect(csv).toMatch(/[^\n]\r\n$/);
		expect(parse(csv, { bom: true, record_delimiter: '\r\n' }).length).toBe(hostileChecklist.steps.length + 1);
	});

	it.each([
		'=1+1',
		"=cmd|' /C calc'!A0",
		'+1',
		'-1',
		'@SUM(1)',
		'\t=1',
		'\r=1',
		'\n=1',
		'  =1',
		'\u00a0=1',
		'＝1+1',
		'＋1',
		'－1',
		'＠x',
		"'=1",
		"''",
		"'quoted'",
		'"=1"',
		'a,b;c',
		'a "b" c',
		'two\nlines',
		'C:\\temp\\',
	])('holds %j, and no cell begins a formula', (text) => {
		const csv = write(holding(text), new Set());
		const [raw = {}] = parse(csv, { bom: true, columns: true, record_delimiter: '\r\n' }) as Row[];
		const formulas = Object.values(raw).filter((cell) => /^[\t\r\n]|^\s*[=+\-@＝＋－＠]/.test(cell));
		expect(formulas).toEqual([]);
		const [row = {}] = rowsOf(csv);
		expect(texts.map((name) => row[name])).toEqual(texts.map(() => text));
		expect(links.map((name) => row[name]?.replace(address, ''))).toEqual([text, text]);
	});

	it('leaves alone what is no formula', () => {
		const csv = write(holding('a = b - c'), new Set());
		expect(csv).not.toContain("'");
		expect(csv.match(/,a = b - c(?=,|\r)/g)?.length).toBe(texts.length);
	});

	it('leaves empty what a step does not have', () => {
		const [step] = holding('x').steps;
		if (!step) throw new Error('No step.');
		const { no: _, ...rest } = step;
		const [row] = rowsOf(write({ ...holding('x'), steps: [{ ...rest, more: [] }] }, new Set()));
		expect([row?.['if not'], row?.['go to'], row?.more]).toEqual(['', '', '']);
	});
});
