import { describe, expect, it } from 'vitest';
import { expectNone } from '../support/faults.ts';
import { everySite, filesOf, pagesOf, readSiteFile, siteUrl } from '../support/sites.ts';

/** A page's words without marks and white space. */
const words = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** Markdown without its code, in which angle brackets are just characters. */
const withoutCode = (markdown: string) =>
	markdown
		.replace(/^(`{3,})[^\n]*\n[\s\S]*?^\1$/gm, '')
		.replace(/(`+)[\s\S]*?[^`]\1(?!`)/g, '')
		.replace(/\\./g, '');

describe.each(everySite)('$name', (site) => {
	const twins = pagesOf(site)
		.filter(({ document }) => document.querySelector('link[type="text/markdown"]'))
		.map((page) => ({ ...page, document: page.document, twin: page.file.replace(/\.html$/, '.md') }));

	it('has a Markdown twin beside every page that names one, and no other', () => {
		const there = filesOf(site).filter((file) => file.endsWith('index.md'));
		expect(there.sort()).toEqual(twins.map(({ twin }) => twin).sort());
	});

	it('says at the top of each twin which page it is', () => {
		const faults = twins
			.filter(({ twin, path }) => !readSiteFile(site, twin).startsWith(`<!-- ${siteUrl}${path} -->\n`))
			.map(({ twin }) => twin);
		expectNone(faults);
	});

	it('has no HTML in a twin', () => {
		const faults = twins.flatMap(({ twin }) => {
			const markdown = withoutCode(readSiteFile(site, twin).replace(/^<!--.*-->\n/, ''));
			// Addresses between angle brackets are Markdown.
			return [...markdown.matchAll(/<\/?[a-z][^>]*>/gi)]
				.filter(([tag]) => !/^<https?:/.test(tag))
				.map(([tag]) => `${twin}: ${tag}`);
		});
		expectNone(faults);
	});

	it('has the heading, the sections and the steps of the page in its twin', () => {
		const faults = twins.flatMap(({ twin, document }) => {
			const markdown = words(readSiteFile(site, twin));
			const wanted = [
				...document.querySelectorAll(
					'[data-twin] h1, [data-twin] h2:not(.sr-only), [data-twin] .step label span:first-child, [data-twin] samp',
				),
			].filter((element) => !element.closest('[data-no-twin]'));
			return wanted
				.filter((element) => !markdown.includes(words(element.textContent ?? '')))
				.map((element) => `${twin}: lacks "${element.textContent?.trim()}"`);
		});
		expectNone(faults);
	});

	it('leads from a twin to whole addresses only', () => {
		const faults = twins.flatMap(({ twin }) =>
			[...readSiteFile(site, twin).matchAll(/\]\((?!https?:)([^)]*)\)/g)].map(([link]) => `${twin}: ${link}`),
		);
		// In code, round brackets may follow square ones.
		expectNone(faults.filter((fault) => /\]\([/#.]/.test(fault)));
	});
});
