import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { write } from '../../src/exports/formats/mediawiki.ts';
import { browser } from '../support/browser.ts';
import { missing, startMediaWiki } from './support/mediawiki.ts';
import { expectSameInWiki, readWiki } from './support/read.ts';
import { cases, openings } from './support/samples.ts';
import type { Wiki } from './support/wiki.ts';

describe.skipIf(missing)(`MediaWiki${missing ? ` (needs: ${missing})` : ''}`, () => {
	let wiki: Wiki;
	let page: Page;
	beforeAll(async () => {
		wiki = await startMediaWiki({ rawHtml: false });
		page = await (await browser()).newPage();
	});
	afterAll(async () => {
		await page?.context().close();
		await wiki?.stop();
	});
	const read = async (address: string) => {
		await page.goto(address);
		return readWiki(page, '.mw-parser-output', '.mw-editsection');
	};

	it.each(cases)('shows what was exported: $name', async ({ checklist, ticked, name }) => {
		const address = await wiki.save(`Checklist ${name}`, write(checklist, ticked));
		expectSameInWiki(await read(address), checklist, ticked);
		const ids = await page
			.locator('.mw-parser-output > ul > li > span[id]')
			.evaluateAll((all) => all.map(({ id }) => id));
		expect(ids).toEqual(checklist.steps.map(({ id }) => id));
	});

	it.each(openings)('shows what begins a line: $title', async (checklist) => {
		const address = await wiki.save(checklist.id, write(checklist, new Set()));
		expectSameInWiki(await read(address), checklist, new Set());
	});
});
