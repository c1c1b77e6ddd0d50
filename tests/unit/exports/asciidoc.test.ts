import { convert, LoggerManager, MemoryLogger } from '@asciidoctor/core';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { write } from '../../../src/exports/formats/asciidoc.ts';
import type { Inline } from '../../../src/knowledge/inline.ts';
import { expectSame, type Reading } from './reading.ts';
import { hostileChecklist, realChecklists, tickings } from './samples.ts';

/** What Asciidoctor, in the mode in which forges run it, makes of a source without a word of complaint. */
async function bodyOf(source: string) {
	const log = new MemoryLogger();
	LoggerManager.logger = log;
	const html = await convert(source, { safe: 'secure' });
	expect(log.messages.map((message) => String(message.message?.text ?? message.message))).toEqual([]);
	return parseHTML(`<!doctype html><html><body>${html}</body></html>`).document.body;
}

/** How Asciidoctor draws the boxes of a checklist. */
const boxes = { '❏': false, '✓': true };

async function read(source: string): Promise<Reading & { anchors: string[] }> {
	const body = await bodyOf(source);
	const items = [...body.querySelectorAll('ul.checklist > li')];
	const ticks = items.map((item) => {
		const box = item.querySelector('p')?.firstChild;
		const [, sign, rest] = /^([❏✓]) (.*)$/su.exec(box?.textContent ?? '') ?? [];
		if (!box || !sign) throw new Error(`No box: ${item.textContent?.slice(0, 80)}`);
		box.textContent = rest ?? '';
		return boxes[sign as keyof typeof boxes];
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

/** The hostile checklist with nothing but this text in its summary. */
const withSummary = (summary: Inline[]) => ({
	...hostileChecklist,
	summary,
	steps: hostileChecklist.steps.slice(0, 1),
});

describe('AsciiDoc, read by Asciidoctor', () => {
	it.each(cases)('comes back as it was: $name', async ({ checklist, ticked }) => {
		expectSame(await read(write(checklist, ticked)), checklist, ticked);
	});

	it.each(cases)('has an anchor for each step, and no other: $name', async ({ checklist, ticked }) => {
		expect((await read(write(checklist, ticked))).anchors).toEqual(
			checklist.steps.map(({ id }) => `${checklist.id}-${id}`),
		);
	});

	it('ends with one line break', () => {
		expect(write(hostileChecklist, new Set())).toMatch(/[^\n]\n$/);
	});
});
