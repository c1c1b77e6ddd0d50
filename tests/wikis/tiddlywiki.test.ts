import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ExportedChecklist, Ticked } from '../../src/exports/checklist.ts';
import { write } from '../../src/exports/formats/tiddlywiki.ts';
import { browser, openPage, until } from '../support/browser.ts';
import { expectFrame, expectTheme, openPageWithHtml, snippet } from './support/frame.ts';
import { expectSameInWiki, readWiki } from './support/read.ts';
import { cases, openings } from './support/samples.ts';
import { missing, startTiddlyWiki, type TiddlyWiki } from './support/tiddlywiki.ts';
import { describeWiki } from './support/wiki.ts';

describeWiki('TiddlyWiki', missing, () => {
	let wiki: TiddlyWiki;
	let page: Page;
	beforeAll(async () => {
		wiki = await startTiddlyWiki();
		page = await (await browser()).newPage();
	});
	afterAll(async () => {
		await page?.context().close();
		await wiki?.stop();
	});

	/** Drags exported files into the wiki and imports them. */
	async function importFiles(exported: readonly { checklist: ExportedChecklist; ticked: Ticked }[]) {
		await page.goto(wiki.address);
		const files = exported.map(({ checklist, ticked }) => ({
			name: `${checklist.id}.tid`,
			text: write(checklist, ticked),
		}));
		const dragged = await page.evaluateHandle((all) => {
			const transfer = new DataTransfer();
			for (const { name, text } of all) transfer.items.add(new File([text], name));
			return transfer;
		}, files);
		await page.locator('.tc-dropzone').first().dispatchEvent('drop', { dataTransfer: dragged });
		const form = page.locator('.tc-tiddler-frame[data-tiddler-title="$:/Import"]');
		await form.getByRole('button', { name: 'Import', exact: true }).first().click();
		await form.getByText('The following tiddlers were imported').waitFor();
	}

	/** The name that the tiddler of a checklist has. */
	const nameOf = (checklist: ExportedChecklist) => /^title: (.*)$/m.exec(write(checklist, new Set()))?.[1] ?? '';

	async function read(checklist: ExportedChecklist, from = page) {
		const name = nameOf(checklist);
		await from.goto(wiki.at(name));
		const escaped = name.replace(/["\\\t]/g, (sign) => `\\${sign.charCodeAt(0).toString(16)} `);
		const frame = `.tc-tiddler-frame[data-tiddler-title="${escaped}"]`;
		await from.locator(frame).waitFor();
		// A checklist whose title cannot be a name has its title in the text.
		const ownHeading = name === checklist.title.trim() ? '' : ', .tc-titlebar';
		return readWiki(from, frame, `.tc-tiddler-controls, .tc-subtitle, .tc-tags-wrapper${ownHeading}`);
	}

	it.each([1, 2, 3])('shows what was imported: all checklists, ticks %i', async (ticking) => {
		const exported = cases.filter(({ name }) => name.endsWith(`ticks ${ticking}`));
		await importFiles(exported);
		for (const { checklist, ticked } of exported) expectSameInWiki(await read(checklist), checklist, ticked);
	});

	it('shows what begins a line', async () => {
		const ticked = new Set<string>();
		await importFiles(openings.map((checklist) => ({ checklist, ticked })));
		for (const checklist of openings) expectSameInWiki(await read(checklist), checklist, ticked);
	});

	it('saves a tick, and the tiddler carries it', async () => {
		const [{ checklist } = never()] = cases;
		const [first = never(), second = never(), third = never()] = checklist.steps.map(({ id }) => id);
		await importFiles([{ checklist, ticked: new Set([first, second]) }]);
		await read(checklist);
		const saved = async (wanted: string) => {
			const look = async () => (await wiki.fields(nameOf(checklist)))?.ticked;
			expect(await until(look, (ticked) => ticked === wanted)).toBe(wanted);
		};
		await saved(`${first} ${second}`);
		const boxes = page.locator('.tc-checkbox input');
		await boxes.nth(2).check();
		await saved(`${first} ${second} ${third}`);
		await boxes.nth(0).uncheck();
		await saved(`${second} ${third}`);
		// Somebody else opens the wiki.
		expectSameInWiki(await read(checklist, await openPage()), checklist, new Set([second, third]));
	});

	it('shows the frame', async () => {
		const framed = await openPageWithHtml(wiki, await snippet());
		await expectFrame(framed);
		await expectTheme(framed);
	});
});

function never(): never {
	throw new Error('There is no checklist with three steps.');
}
