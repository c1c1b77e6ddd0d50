import { existsSync } from 'node:fs';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe } from 'vitest';
import { testMainJourneys } from '../support/journeys.ts';

const usualPlaces = [
	'/usr/bin/firefox-esr',
	'/usr/bin/firefox',
	'/snap/bin/firefox',
	'/Applications/Firefox.app/Contents/MacOS/firefox',
	'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
];
const executablePath = process.env.FIREFOX || usualPlaces.find((path) => existsSync(path));

// playwright-core drives only a Firefox of its own making; puppeteer-core speaks WebDriver BiDi with any.
describe.skipIf(!executablePath)(
	`Firefox${executablePath ? '' : ' (there is none on this machine; Debian: apt-get install firefox-esr)'}`,
	() => {
		let browser: Browser | undefined;
		let page: Page;
		beforeAll(async () => {
			if (!executablePath) return;
			browser = await puppeteer.launch({ browser: 'firefox', executablePath, headless: true });
			page = await browser.newPage();
		});
		afterAll(() => browser?.close());

		testMainJourneys(() => ({
			open: async (address) => {
				await page.goto(address);
			},
			evaluate: <Value>(expression: string) => page.evaluate(expression) as Promise<Value>,
			type: (selector, text) => page.type(selector, text),
			click: (selector) => page.click(selector),
		}));
	},
);
