import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ExportedChecklist } from '../../src/exports/checklist.ts';
import { formats } from '../../src/exports/formats.ts';
import { wikis } from '../../src/exports/wikis.ts';
import { at, openPage, until } from '../support/browser.ts';
import { expectNone } from '../support/faults.ts';
import { readSiteFile, sites } from '../support/sites.ts';
import { watch } from '../support/visit.ts';

async function openPanel(checklist = 'nginx') {
	const page = await openPage({ acceptDownloads: true });
	const seen = watch(page);
	await page.goto(at(`/checklists/${checklist}/`));
	await page.locator('handbook-checklist[data-ready]').waitFor();
	await page.locator('handbook-wiki').scrollIntoViewIfNeeded();
	await page.locator('handbook-wiki[data-ready]').waitFor();
	return { page, seen };
}

const text = (page: Page) => page.locator('#wiki-text').inputValue();
const taken = (page: Page) =>
	page.locator('[data-take] option').evaluateAll((all) => all.map((option) => (option as HTMLOptionElement).value));

describe('the panel for wikis', () => {
	it.each(wikis.map(({ id, formats: takes, frame }) => ({ id, takes: [...takes], frame })))(
		'offers what $id takes, each with its text',
		async ({ id, takes, frame }) => {
			const { page, seen } = await openPanel();
			await page.locator('[data-wiki]').selectOption(id);
			const offered = { yes: ['frame', ...takes], setting: [...takes, 'frame'], no: takes }[frame];
			expect(await taken(page)).toEqual(offered);
			for (const format of takes) {
				await page.locator('[data-take]').selectOption(format);
				const { extension } = formats.find((item) => item.id === format) ?? { extension: '' };
				// Without ticks, the browser writes what the build wrote.
				// A text area has line ends of its own.
				const file = readSiteFile(sites.root, `wiki/${format}/nginx.${extension}`).replaceAll('\r\n', '\n');
				expect(
					await until(
						() => text(page),
						(value) => value === file,
					),
				).toBe(file);
			}
			expectNone(seen().console);
		},
	);

	it('writes the ticks that stand on the page, also those set later', async () => {
		const { page } = await openPanel('visitor');
		await page.locator('[data-wiki]').selectOption('github');
		await until(
			() => text(page),
			(value) => value.includes('- [ ]'),
		);
		await page.locator('label[for="tick-reload"]').click();
		const ticked = await until(
			() => text(page),
			(value) => value.includes('- [x]'),
		);
		expect(ticked.match(/^- \[x\]/gm)).toHaveLength(1);
	});

	it.each([
		{ wiki: 'dokuwiki', format: 'dokuwiki', name: 'nginx.txt' },
		{ wiki: 'another', format: 'csv', name: 'nginx.csv' },
	])('downloads $format with the ticks, byte for byte, by the right name', async ({ wiki, format, name }) => {
		const { page } = await openPanel();
		await page.locator('[data-wiki]').selectOption(wiki);
		await page.locator('[data-take]').selectOption(format);
		await page.locator('label[for="tick-find-the-error-line"]').click();
		await until(
			() => text(page),
			(value) => /☑|TRUE/.test(value),
		);
		const [download] = await Promise.all([page.waitForEvent('download'), page.locator('[data-download]').click()]);
		expect(download.suggestedFilename()).toBe(name);
		const folder = mkdtempSync(join(tmpdir(), 'handbook-'));
		onTestFinished(() => rmSync(folder, { recursive: true }));
		await download.saveAs(join(folder, name));
		const { write } = (await formats.find(({ id }) => id === format)?.load()) ?? {};
		const checklist = JSON.parse((await page.locator('[data-export]').textContent()) ?? '') as ExportedChecklist;
		expect(readFileSync(join(folder, name), 'utf8')).toBe(write?.(checklist, new Set(['find-the-error-line'])));
	});

	it('shows the frame before anybody pastes it', async () => {
		const { page, seen } = await openPanel();
		await page.locator('[data-wiki]').selectOption('tiddlywiki');
		await page.locator('[data-take]').selectOption('frame');
		expect(await text(page)).toContain('<iframe src="https://handbook.example/embed/checklists/nginx/"');
		await page.locator('[data-preview]').click();
		await page.frameLocator('[data-previewed] iframe').locator('[data-step]').first().waitFor();
		expectNone([...seen().console, ...seen().refused]);
	});

	it('is a list of wikis with their files where no script runs', async () => {
		const page = await openPage({ javaScriptEnabled: false });
		await page.goto(at('/checklists/nginx/'));
		expect(await page.locator('[data-wiki-row]:visible').count()).toBe(wikis.length);
		expect(await page.locator('handbook-wiki button:visible, handbook-wiki select:visible').count()).toBe(0);
		expect(await page.locator('#wiki-text').inputValue()).toContain('<iframe');
	});
});
