import { expect, it } from 'vitest';
import { at, openPage } from '../support/browser.ts';
import { pagesOf, sites } from '../support/sites.ts';
import { loadedBy } from '../support/weights.ts';

// The byte budget is read from the files of the built site. Here a real browser says what it asks for.
it.each([
	'/',
	'/causes/',
	'/symptoms/nginx/connection-refused/',
	'/guides/for-visitors/',
	'/checklists/visitor/',
	'/checklists/',
	'/products/nginx/',
	'/search/',
])('the byte budget of %s counts every file that a first visit takes', async (path) => {
	const browserPage = await openPage();
	const asked: string[] = [];
	browserPage.on('request', (request) => asked.push(new URL(request.url()).pathname));
	await browserPage.goto(at(path, 'kb'), { waitUntil: 'networkidle' });
	const page = pagesOf(sites.kb).find((candidate) => candidate.path === `${sites.kb.base}${path.slice(1)}`);
	if (!page) throw new Error(`${path} is not built.`);
	const { css, script, fonts } = loadedBy(sites.kb, page);
	const counted = new Set([page.path, ...css, ...script, ...fonts]);
	const rest = asked.filter((address) => !counted.has(address) && !/\.(svg|png|ico)$/.test(address));
	expect(rest).toEqual([]);
	// And counts nothing that is never taken; a font is, only where a page has its characters.
	expect([page.path, ...css, ...script].filter((address) => !asked.includes(address))).toEqual([]);
});
