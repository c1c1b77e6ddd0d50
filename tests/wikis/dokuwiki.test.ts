import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { write } from '../../src/exports/formats/dokuwiki.ts';
import { write as writeTodo } from '../../src/exports/formats/dokuwiki-todo.ts';
import { browser, until } from '../support/browser.ts';
import { realChecklists } from '../unit/exports/samples.ts';
import { missing, startDokuWiki, todoMissing } from './support/dokuwiki.ts';
import {
	expectFrame,
	expectHeight,
	expectNoFrame,
	expectTheme,
	hostScript,
	openPageWithHtml,
	snippet,
} from './support/frame.ts';
import { expectSameInWiki, readWiki } from './support/read.ts';
import { cases, openings } from './support/samples.ts';
import { describeWiki, type Wiki } from './support/wiki.ts';

const readPage = async (page: Page, address: string) => {
	await page.goto(address);
	return readWiki(page, '#dokuwiki__content .page', '.editbutton_section');
};

describeWiki('DokuWiki', missing, () => {
	/** One wiki lets pages hold HTML and changes most of what it reads. The other is as it comes. */
	let lenient: Wiki;
	let strict: Wiki;
	let page: Page;
	beforeAll(async () => {
		lenient = await startDokuWiki({ htmlok: true, settings: { typography: 2, camelcase: 1 } });
		strict = await startDokuWiki({ htmlok: false });
		page = await (await browser()).newPage();
	});
	afterAll(async () => {
		await page?.context().close();
		await lenient?.stop();
		await strict?.stop();
	});

	it.each(cases)('shows what was exported: $name', async ({ checklist, ticked, name }) => {
		const address = await lenient.save(`checklist ${name}`, write(checklist, ticked));
		expectSameInWiki(await readPage(page, address), checklist, ticked);
	});

	it.each(openings)('shows what begins a line: $title', async (checklist) => {
		const address = await lenient.save(checklist.id, write(checklist, new Set()));
		expectSameInWiki(await readPage(page, address), checklist, new Set());
	});

	it('loses nothing of an export for the todo plugin when it has none: its tags are shown', async () => {
		for (const checklist of await realChecklists()) {
			const ticked = new Set(checklist.steps.slice(1, 3).map(({ id }) => id));
			const reading = await readPage(page, await strict.save(checklist.id, writeTodo(checklist, ticked)));
			const tags = reading.text.match(/<todo( #)?>/g) ?? [];
			const text = reading.text.replace(/<\/?todo(?: #)?>/g, '');
			expectSameInWiki({ ...reading, text, ticks: tags.map((tag) => tag === '<todo #>') }, checklist, ticked);
		}
	});

	it('shows the frame where htmlok is on', async () => {
		const framed = await openPageWithHtml(lenient, await snippet());
		await expectFrame(framed);
		await expectTheme(framed);
		await expectHeight(await openPageWithHtml(lenient, (await snippet()) + hostScript));
	});

	it('shows no frame as it comes', async () => {
		await expectNoFrame(await openPageWithHtml(strict, await snippet()));
	});
});

describeWiki('DokuWiki with the todo plugin', missing ?? todoMissing, () => {
	let wiki: Wiki;
	let page: Page;
	beforeAll(async () => {
		wiki = await startDokuWiki({ htmlok: false, todo: true, settings: { typography: 2 } });
		page = await (await browser()).newPage();
	});
	afterAll(async () => {
		await page?.context().close();
		await wiki?.stop();
	});

	it.each(cases)('shows what was exported: $name', async ({ checklist, ticked, name }) => {
		const address = await wiki.save(`checklist ${name}`, writeTodo(checklist, ticked));
		expectSameInWiki(await readPage(page, address), checklist, ticked);
	});

	it.each(cases.filter(({ name }) => /^(?:nginx|traps), ticks 3$/.test(name)))(
		'saves ticks: $name',
		async ({ checklist, ticked, name }) => {
			const address = await wiki.save(`saved ${name}`, writeTodo(checklist, ticked));
			await page.goto(address);
			const last = checklist.steps.length - 1;
			const raw = async () => (await fetch(`${address}&do=export_raw`)).text();
			const now = new Set(ticked);
			for (const index of [0, last]) {
				const { id = '' } = checklist.steps[index] ?? {};
				if (!now.delete(id)) now.add(id);
				const before = await raw();
				await page.locator('input.todocheckbox').nth(index).click();
				expect(await until(raw, (text) => text !== before)).not.toBe(before);
			}
			expectSameInWiki(await readPage(page, address), checklist, now);
		},
	);
});
