import { convert, LoggerManager, MemoryLogger } from '@asciidoctor/core';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { write } from '../../../src/exports/formats/asciidoc.ts';
import { markupTraps } from './markup-traps.ts';
import { expectSame, type Reading } from './reading.ts';
import { hostileChecklist, realChecklists, tickings } from './samples.ts';

/** How Asciidoctor draws the boxes of a checklist. */
const boxes = new Map([
	['❏', false],
	['✓', true],
]);

/** Reads what Asciidoctor makes of a source, in the mode in which forges run it and without a word of complaint. */
async function read(source: string): Promise<Reading & { anchors: string[] }> {
	const log = new MemoryLogger();
	LoggerManager.logger = log;
	const html = await convert(source, { safe: 'secure' });
	expect(log.messages).toEqual([]);
	const { body } = parseHTML(`<!doctype html><html><body>${html}</body></html>`).document;
	const ticks = [...body.querySelectorAll('ul.checklist > li')].map((item) => {
		const first = item.querySelector('p')?.firstChild;
		const box = first?.textContent?.slice(0, 1) ?? '';
		if (!first || !boxes.has(box)) throw new Error(`No box: ${item.textContent?.slice(0, 80)}`);
		first.textContent = first.textContent?.slice(1) ?? '';
		return boxes.get(box) === true;
	});
	return {
		text: body.textContent ?? '',
		codes: [...body.querySelectorAll('code')].map((code) => code.textContent ?? ''),
		links: [...body.querySelectorAll('a[href]')].map((link) => link.getAttribute('href') ?? ''),
		ticks,
		anchors: [...body.querySelectorAll('li a[id]')].map(({ id }) => id),
	};
}

const samples = [...(await realChecklists()), hostileChecklist];
const cases = samples.flatMap((checklist) =>
	tickings(checklist).map((ticked, index) => ({ checklist, ticked, name: `${checklist.id}, ticks ${index + 1}` })),
);

describe('AsciiDoc, read by Asciidoctor', () => {
	it.each(cases)('comes back as it was, with an anchor for each step: $name', async ({ checklist, ticked }) => {
		const reading = await read(write(checklist, ticked));
		expectSame(reading, checklist, ticked);
		expect(reading.anchors).toEqual(checklist.steps.map(({ id }) => `${checklist.id}-${id}`));
	});

	it.each(markupTraps)('holds $title $summary', async (checklist) => {
		expectSame(await read(write(checklist, new Set())), checklist, new Set());
	});

	it('makes no links of addresses in texts', async () => {
		const summary = ['See https://example.com/a, www.example.com, mailto:me@example.com, me@example.com and file:x.'];
		const checklist = { ...hostileChecklist, summary, steps: [] };
		expect((await read(write(checklist, new Set()))).links).toEqual([checklist.url]);
	});

	it('ends with one line break', () => {
		expect(write(hostileChecklist, new Set())).toMatch(/[^\n]\n$/);
	});
});
