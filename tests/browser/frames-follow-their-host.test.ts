import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { at, openPage, until } from '../support/browser.ts';
import { expectNone } from '../support/faults.ts';
import { filesOf, sites } from '../support/sites.ts';
import { axeSource, violations, watch } from '../support/visit.ts';
import { serveWiki, wikiPage } from '../support/wiki.ts';

const checklists = filesOf(sites.root).flatMap(
	(file) => /^embed\/checklists\/(.+)\/index\.html$/.exec(file)?.[1] ?? [],
);

const sandboxed = 'allow-scripts allow-popups allow-popups-to-escape-sandbox';

/** What the handbook tells people to put into a page that may run script. */
const hostSnippet = `<script>
addEventListener('message', (event) => {
	if (event.data?.type !== 'kb502:height') return;
	for (const frame of document.querySelectorAll('iframe'))
		if (frame.contentWindow === event.source) frame.style.height = event.data.height + 'px';
});
</script>`;

async function openFrame(
	query: string,
	{ sandbox = sandboxed as string | null, head = '', checklist = 'visitor', width = 600 } = {},
) {
	const page = await openPage({ colorScheme: null });
	const seen = watch(page);
	const attributes = sandbox === null ? '' : `sandbox="${sandbox}"`;
	const src = `${at(`/embed/checklists/${checklist}/`)}${query}`;
	await page.goto(
		await serveWiki(
			wikiPage(`<iframe title="Checklist" ${attributes} src="${src}" width="${width}" height="300"></iframe>`, head),
		),
	);
	const frame = page.frameLocator('iframe');
	await frame.locator('[data-step]').first().waitFor();
	return { page, frame, seen };
}

/** The frame's own document, for questions about it as a whole. */
const inner = (page: Page) => {
	const frame = page.frames()[1];
	if (!frame) throw new Error('The page has no frame.');
	return frame;
};

const heightOf = (page: Page) => page.locator('iframe').evaluate((frame) => frame.clientHeight);
const contentHeight = (page: Page) =>
	inner(page).evaluate(() => Math.ceil(document.body.getBoundingClientRect().height));

describe('the address of a frame', () => {
	it.each([
		{ theme: 'dark', dark: true },
		{ theme: 'light', dark: false },
	])('chooses the theme $theme, whatever the host', async ({ theme, dark }) => {
		const { page } = await openFrame(`?theme=${theme}`);
		const [red = 0] = await inner(page).evaluate(() =>
			[...getComputedStyle(document.body).color.matchAll(/[\d.]+/g)].map(Number),
		);
		expect(red > 128 || (red > 0.5 && red <= 1)).toBe(dark);
	});

	it.each([2, 3, 4])('puts the heading at level %i', async (level) => {
		const { frame } = await openFrame(`?h=${level}`);
		expect(await frame.locator('h1, h2, h3, h4').evaluateAll((all) => all.map(({ tagName }) => tagName))).toEqual([
			`H${level}`,
		]);
		expect(
			await frame
				.locator('section[aria-labelledby]')
				.evaluate((card) => document.getElementById(card.getAttribute('aria-labelledby') ?? '')?.tagName),
		).toBe(`H${level}`);
	});

	it.each(['?h=1', '?h=7', '?h=x', '?theme=pink', '?steps=', '?steps=nobody', '?lang=en-GB', '?unknown=1'])(
		'is harmless with %s',
		async (query) => {
			const { frame, seen } = await openFrame(query);
			expect(await frame.locator('h1').count()).toBe(1);
			expect(await frame.locator('[data-step]').count()).toBe(10);
			expect(await frame.locator('[data-language]').isVisible()).toBe(false);
			expectNone(seen().console);
		},
	);

	it('shows only the steps it names', async () => {
		const { frame } = await openFrame('?steps=check-others,reload,nobody');
		expect(await frame.locator('[data-step]').evaluateAll((steps) => steps.map(({ id }) => id))).toEqual([
			'reload',
			'check-others',
		]);
		await frame.locator('label[for="tick-reload"]').click();
		expect(await frame.locator('[data-progress]').textContent()).toBe('1 of 2');
	});

	it('is told when it asks for a language that does not exist', async () => {
		const { frame } = await openFrame('?lang=de');
		expect(await frame.locator('[data-language]').isVisible()).toBe(true);
	});
});

describe('the height of a frame', () => {
	it('is followed by a host with the snippet of a few lines, also when the frame changes', async () => {
		const { page, frame } = await openFrame('', { head: hostSnippet });
		const fits = async () => (await heightOf(page)) - (await contentHeight(page));
		expect(await until(fits, (difference) => Math.abs(difference) <= 2)).toBeCloseTo(0, -1);
		const before = await heightOf(page);
		for (const summary of await frame.locator('summary').all()) await summary.click();
		expect(
			await until(
				() => heightOf(page),
				(height) => height > before,
			),
		).toBeGreaterThan(before);
		expect(await until(fits, (difference) => Math.abs(difference) <= 2)).toBeCloseTo(0, -1);
	});

	it('is told again when the host asks, and the theme follows a message', async () => {
		const { page } = await openFrame('');
		const answer = await page.evaluate(
			() =>
				new Promise<unknown>((resolve) => {
					addEventListener('message', ({ data }) => resolve(data));
					document.querySelector('iframe')?.contentWindow?.postMessage({ type: 'kb502:ask' }, '*');
				}),
		);
		expect(answer).toEqual({ type: 'kb502:height', id: 'visitor', height: await contentHeight(page) });
		const ink = () => inner(page).evaluate(() => getComputedStyle(document.body).color);
		const light = await ink();
		await page.evaluate(() =>
			document.querySelector('iframe')?.contentWindow?.postMessage({ type: 'kb502:theme', theme: 'dark' }, '*'),
		);
		expect(await until(ink, (colour) => colour !== light)).not.toBe(light);
	});

	it.each(checklists)(
		'that the snippet of %s fixes is enough without script, and not much too much',
		async (checklist) => {
			const page = await openPage();
			await page.goto(at(`/checklists/${checklist}/`));
			const snippet = await page.locator('#wiki-text').inputValue();
			const fixed = Number(/height="(\d+)"/.exec(snippet)?.[1]);
			await page.setViewportSize({ width: 600, height: 800 });
			await page.goto(at(`/embed/checklists/${checklist}/`));
			const real = await page.evaluate(() => document.body.getBoundingClientRect().height);
			expect(fixed).toBeGreaterThanOrEqual(real);
			expect(fixed).toBeLessThan(real * 1.35);
		},
	);
});

describe('the ticks of a frame', () => {
	it('stand in its address, without entries in the history, and travel to the full page', async () => {
		const { page, frame } = await openFrame('', { sandbox: 'allow-scripts' });
		const entries = await page.evaluate(() => history.length);
		await frame.locator('label[for="tick-reload"]').click();
		await frame.locator('label[for="tick-check-others"]').click();
		expect(new URL(inner(page).url()).hash).toBe('#done=reload.check-others');
		expect(await page.evaluate(() => history.length)).toBe(entries);
		expect(await frame.getByText('Open full page').getAttribute('href')).toMatch(
			/\/checklists\/visitor\/#done=reload\.check-others$/,
		);
		expect(await frame.getByText('Print').getAttribute('href')).toMatch(/#done=reload\.check-others&print$/);
	});

	it('come with the address that a host gives', async () => {
		const { frame } = await openFrame('#done=reload.other-browser', { sandbox: 'allow-scripts' });
		await frame.locator('handbook-checklist[data-ready]').waitFor();
		expect(
			await frame.locator('input:checked').evaluateAll((boxes) => boxes.map((box) => (box as HTMLInputElement).value)),
		).toEqual(['reload', 'other-browser']);
	});

	it('are the same on the full page, in a frame by link, and in an export', async () => {
		const page = await openPage();
		await page.goto(at('/checklists/visitor/'));
		await page.locator('handbook-checklist[data-ready]').waitFor();
		await page.locator('label[for="tick-check-others"]').click();
		await page.locator('label[for="tick-reload"]').click();
		const fragment = await page.evaluate(() => {
			const saved = JSON.parse(localStorage.getItem('handbook:checklist:visitor') ?? '{}') as { done: string[] };
			return `#done=${saved.done.join('.')}`;
		});
		await page.locator('handbook-wiki').scrollIntoViewIfNeeded();
		await page.locator('handbook-wiki[data-ready]').waitFor();
		await page.locator('[data-wiki]').selectOption('github');
		const text = await until(
			() => page.locator('#wiki-text').inputValue(),
			(value) => value.includes('- [x]'),
		);
		expect(text.split('\n').filter((line) => line.startsWith('- [x]'))).toHaveLength(2);
		const { frame } = await openFrame(fragment, { sandbox: 'allow-scripts' });
		await frame.locator('handbook-checklist[data-ready]').waitFor();
		expect(
			await frame
				.locator('input:checked')
				.evaluateAll((boxes) => boxes.map((box) => (box as HTMLInputElement).value).sort()),
		).toEqual(['check-others', 'reload']);
	});
});

describe('paper', () => {
	it('gets every step of a frame and none of its buttons', async () => {
		const { page, frame } = await openFrame('');
		await page.emulateMedia({ media: 'print' });
		expect(await frame.locator('[data-step]:visible').count()).toBe(10);
		expect(await frame.locator('button:visible, .tool:visible, progress:visible').count()).toBe(0);
	});

	it('is reached from a frame by the full page, which prints itself with the ticks', async () => {
		const page = await openPage();
		await page.addInitScript(() => {
			window.print = () => document.documentElement.setAttribute('data-printed', '');
		});
		await page.goto(at('/checklists/visitor/#done=reload&print'));
		await page.locator('html[data-printed]').waitFor();
		expect(await page.locator('#tick-reload').isChecked()).toBe(true);
	});
});

describe.each([
	{ sandbox: null, when: 'without a sandbox' },
	{ sandbox: '', when: 'under sandbox alone' },
	{ sandbox: 'allow-scripts', when: 'with scripts of an opaque origin' },
	{ sandbox: 'allow-scripts allow-same-origin', when: 'with scripts and an origin' },
	{ sandbox: sandboxed, when: 'as the snippet has it' },
])('a frame $when', ({ sandbox }) => {
	it('is whole, quiet and without axe violations', async () => {
		const { page, frame, seen } = await openFrame('', { sandbox });
		expect(await frame.locator('[data-step]').count()).toBe(10);
		await frame.locator('label[for="tick-reload"]').click();
		expect(await frame.locator('#tick-reload').isChecked()).toBe(true);
		// That scripts are blocked is what this sandbox is for, and Chromium says so.
		expectNone([...seen().console.filter((line) => !line.startsWith('Blocked script execution')), ...seen().refused]);
		// A frame that runs no script cannot run axe either; its HTML is the same.
		if (sandbox === '') return;
		await inner(page).evaluate(axeSource);
		expectNone(await violations(inner(page) as unknown as Page));
	});

	it.each([280, 600])('fits into %i pixels', async (width) => {
		const { page } = await openFrame('', { sandbox, width });
		if (sandbox === '') return;
		expect(await inner(page).evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
	});
});

describe('embed.js', () => {
	const element = (attributes = '') =>
		wikiPage(
			`<handbook-checklist src="${at('/embed/checklists/visitor/')}" ${attributes}><a href="${at('/checklists/visitor/')}">A site shows you a 502</a></handbook-checklist>`,
			`<script src="${at('/embed.js')}" async></script>`,
		);

	it('shows the checklist at its full height, sandboxed, with the words inside as its name', async () => {
		const page = await openPage();
		const seen = watch(page);
		await page.goto(await serveWiki(element('theme="dark" h="2" steps="reload,check-others"')));
		const frame = page.frameLocator('handbook-checklist iframe');
		await frame.locator('h2').waitFor();
		expect(await frame.locator('[data-step]').count()).toBe(2);
		expect(await page.locator('iframe').getAttribute('title')).toBe('A site shows you a 502');
		expect(await page.locator('iframe').getAttribute('sandbox')).toBe(sandboxed);
		const fits = async () => (await heightOf(page)) - (await contentHeight(page));
		expect(Math.abs(await until(fits, (difference) => Math.abs(difference) <= 2))).toBeLessThanOrEqual(2);
		await page.locator('handbook-checklist').evaluate((host) => host.setAttribute('theme', 'light'));
		const theme = () => inner(page).evaluate(() => document.documentElement.dataset.theme);
		expect(await until(theme, (value) => value === 'light')).toBe('light');
		expectNone(seen().console);
	});

	it('keeps ticks only where the host says so', async () => {
		const page = await openPage();
		await page.goto(await serveWiki(element('remember')));
		expect(await page.locator('iframe').getAttribute('sandbox')).toContain('allow-same-origin');
	});

	it('leaves the link where the address is none', async () => {
		const page = await openPage();
		await page.goto(
			await serveWiki(
				wikiPage(
					'<handbook-checklist src="javascript:alert(1)"><a href="/x">A list</a></handbook-checklist>',
					`<script src="${at('/embed.js')}"></script>`,
				),
			),
		);
		expect(await page.locator('iframe').count()).toBe(0);
		expect(await page.getByText('A list').isVisible()).toBe(true);
	});
});
