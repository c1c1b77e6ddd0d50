import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { write } from '../../src/exports/formats/dokuwiki.ts';
import { write as writeTodo } from '../../src/exports/formats/dokuwiki-todo.ts';
import { browser } from '../support/browser.ts';
import { missing, startDokuWiki, todoMissing } from './support/dokuwiki.ts';
import { expectSameInWiki, readWiki } from './support/read.ts';
import { cases, openings } from './support/samples.ts';
import type { Wiki } from './support/wiki.ts';

describe.skipIf(missing)(`DokuWiki${missing ? ` (needs: ${missing})` : ''}`, () => {
	let wiki: Wiki;
	let page: Page;
	beforeAll(async () => {
		// The strictest typography, and camel case links: both are off in a new wiki.
		wiki = await startDokuWiki({ htmlok: false, settings: { typography: 2, camelcase: 1 } });
		page = await (await browser()).newPage();
	});
	afterAll(async () => {
		await page?.context().close();
		await wiki?.stop();
	});
	const read = async (address: string) => {
		await page.goto(address);
		return readWiki(page, '#dokuwiki__content .page', '.editbutton_section');
	};

	it.each(cases)('shows what was exported: $name', async ({ checklist, ticked, name }) => {
		const address = await wiki.save(`checklist ${name}`, write(checklist, ticked));
		expectSameInWiki(await read(address), checklist, ticked);
	});

	it.each(openings)('shows what begins a line: $title', async (checklist) => {
		const address = await wiki.save(checklist.id, write(checklist, new Set()));
		expectSameInWiki(await read(address), checklist, new Set());
	});
});

describe.skipIf(missing ?? todoMissing)(
	`DokuWiki with the todo plugin${(missing ?? todoMissing) ? ` (needs: ${missing ?? todoMissing})` : ''}`,
	() => {
		let wiki: Wiki;
		let page: Page;
		beforeAll(async () => {
			wiki = await startDokuWiki({ htmlok: false, todo: true });
			page = await (await browser()).newPage();
		});
		afterAll(async () => {
			await page?.context().close();
			await wiki?.stop();
		});
		const read = async (address: string) => {
			await page.goto(address);
			return readWiki(page, '#dokuwiki__content .page', '.editbutton_section');
		};

		it.each(cases)('shows what was exported: $name', async ({ checklist, ticked, name }) => {
			const address = await wiki.save(`checklist ${name}`, writeTodo(checklist, ticked));
			expectSameInWiki(await read(address), checklist, ticked);
		});
	},
);
