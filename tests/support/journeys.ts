import { expect, it } from 'vitest';
import { at, until } from './browser.ts';

/** The little that the main journeys ask of a browser, however it is driven. */
export interface Driver {
	open(address: string): Promise<void>;
	/** Evaluates an expression in the page; what it gives must survive JSON. */
	evaluate<Value>(expression: string): Promise<Value>;
	type(selector: string, text: string): Promise<void>;
	click(selector: string): Promise<void>;
}

const message = 'connect() failed (111: Connection refused) while connecting to upstream';

/** What somebody must be able to do in every browser: find a message, tick a checklist, follow a link. */
export function testMainJourneys(driver: () => Driver) {
	const text = (selector: string) =>
		driver().evaluate<string>(`document.querySelector(${JSON.stringify(selector)})?.textContent ?? ''`);
	const there = (selector: string) =>
		until(
			() => driver().evaluate<boolean>(`document.querySelector(${JSON.stringify(selector)}) !== null`),
			Boolean,
			20_000,
		);
	const path = () => driver().evaluate<string>('location.pathname');

	it('finds a message', async () => {
		await driver().open(at('/search/'));
		expect(await there('handbook-search form input')).toBe(true);
		await driver().type('handbook-search input', message);
		expect(await there('[data-result] a')).toBe(true);
		await driver().click('[data-result] a');
		expect(await until(path, (now) => now.includes('/symptoms/'))).toBe('/symptoms/nginx/connection-refused/');
		expect(await until(() => text('h1'), Boolean)).toContain('Connection refused');
	});

	it('ticks a checklist, which remembers', async () => {
		await driver().open(at('/checklists/visitor/'));
		expect(await there('handbook-checklist[data-ready]')).toBe(true);
		await driver().click('label[for="tick-reload"]');
		expect(
			await until(
				() => text('[data-progress]'),
				(words) => words.startsWith('1 of'),
			),
		).toMatch(/^1 of \d+$/);
		await driver().open(at('/causes/'));
		await driver().open(at('/checklists/visitor/'));
		expect(
			await until(
				() => text('[data-progress]'),
				(words) => words.startsWith('1 of'),
			),
		).toMatch(/^1 of \d+$/);
		expect(await driver().evaluate('document.querySelector("#tick-reload").checked')).toBe(true);
	});

	it('follows a link', async () => {
		await driver().open(at('/'));
		const wanted = await driver().evaluate<string>('document.querySelector(".card").pathname');
		await driver().click('.card');
		expect(await until(path, (now) => now === wanted)).toBe(wanted);
		expect(await until(() => text('h1'), Boolean)).not.toBe('');
	});
}
