import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { write } from '../../src/exports/formats/mediawiki.ts';
import { browser } from '../support/browser.ts';
import {
	expectFrame,
	expectHeight,
	expectNoFrame,
	expectTheme,
	hostScript,
	openPageWithHtml,
	snippet,
} from './support/frame.ts';
import { missing, startMediaWiki } from './support/mediawiki.ts';
import { expectSameInWiki, readWiki } from './support/read.ts';
import { cases, openings } from './support/samples.ts';
import { describeWiki, type Wiki } from './support/wiki.ts';

describeWiki('MediaWiki', missing, () => {
	/** One wiki lets pages hold HTML: there, an export that is not careful does more harm. The other is as it comes. */
	let lenient: Wiki;
	let strict: Wiki;
	let page: Page;
	beforeAll(async () => {
		lenient = await startMediaWiki({ rawHtml: true });
		strict = await startMediaWiki({ rawHtml: false });
		page = await (await browser()).newPage();
	});
	afterAll(async () => {
		await page?.context().close();
		await lenient?.stop();
		await strict?.stop();
	});

	const read = async (address: string) => {
		await page.goto(address);
		return readWiki(page, '.mw-parser-output', '.mw-editsection');
	};

	it.each(cases)('shows what was exported: $name', async ({ checklist, ticked, name }) => {
		const address = await lenient.save(`Checklist ${name}`, write(checklist, ticked));
		expectSameInWiki(await read(address), checklist, ticked);
		const steps = page.locator('.mw-parser-output > ul > li > span');
		expect(await steps.evaluateAll((all) => all.map(({ id }) => id))).toEqual(checklist.steps.map(({ id }) => id));
	});

	it.each(openings)('shows what begins a line: $title', async (checklist) => {
		const address = await lenient.save(checklist.id, write(checklist, new Set()));
		expectSameInWiki(await read(address), checklist, new Set());
	});

	it('shows the frame where $wgRawHtml is on', async () => {
		const framed = await openPageWithHtml(lenient, await snippet());
		await expectFrame(framed);
		await expectTheme(framed);
		await expectHeight(await openPageWithHtml(lenient, (await snippet()) + hostScript));
	});

	it('shows no frame as it comes', async () => {
		await expectNoFrame(await openPageWithHtml(strict, await snippet()));
	});
});
