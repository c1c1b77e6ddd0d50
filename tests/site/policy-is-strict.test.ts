import { describe, it } from 'vitest';
import { hashOf } from '../../src/security/policy.ts';
import { expectNone } from '../support/faults.ts';
import { everySite, type Page, pagesOf } from '../support/sites.ts';

const policyOf = ({ document }: Page) =>
	document.querySelector('meta[http-equiv="Content-Security-Policy"]')?.getAttribute('content') ?? '';

/** The sources that a policy allows for one kind of thing. */
const sources = (policy: string, directive: string) =>
	policy
		.split(';')
		.map((part) => part.trim().split(/\s+/))
		.find(([name]) => name === directive)
		?.slice(1) ?? [];

/** Scripts that run: data between script tags does not. */
const runs = (script: Element) => !/json/.test(script.getAttribute('type') ?? '');

describe.each(everySite)('$name', (site) => {
	const pages = pagesOf(site);
	const failing = (holds: (page: Page) => boolean) => pages.filter((page) => !holds(page)).map(({ file }) => file);

	it('begins every page with a policy that allows nothing by default', () => {
		expectNone(failing((page) => sources(policyOf(page), 'default-src').join() === "'none'"));
		// What stands before the policy is not under it.
		expectNone(
			failing(({ document }) =>
				[...(document.head?.children ?? [])]
					.slice(0, 2)
					.some((element) => element.getAttribute('http-equiv') === 'Content-Security-Policy'),
			),
		);
	});

	it('allows no inline code but what is hashed, no eval, and no other host', () => {
		const allowed = /^'(self|none|wasm-unsafe-eval|sha256-[\w+/=]+)'$|^data:$/;
		const faults = pages.flatMap((page) =>
			policyOf(page)
				.split(';')
				.flatMap((part) => part.trim().split(/\s+/).slice(1))
				.filter((source) => !allowed.test(source))
				.map((source) => `${page.file}: ${source}`),
		);
		expectNone(faults);
		expectNone(failing((page) => !sources(policyOf(page), 'script-src').includes('data:')));
	});

	it('covers every inline script and style by its hash', () => {
		const faults = pages.flatMap((page) => {
			const inline = (selector: string, directive: string) =>
				[...page.document.querySelectorAll(selector)]
					.filter((element) => !element.hasAttribute('src') && runs(element))
					.filter((element) => !sources(policyOf(page), directive).includes(hashOf(element.textContent ?? '')))
					.map((element) => `${page.file}: ${element.textContent?.slice(0, 60)}`);
			return [...inline('script', 'script-src'), ...inline('style', 'style-src')];
		});
		expectNone(faults);
	});

	it('has no style attribute and no event handler attribute, which the policy would switch off', () => {
		const faults = pages.flatMap(({ file, document }) =>
			[...document.querySelectorAll('*')].flatMap((element) =>
				element
					.getAttributeNames()
					.filter((name) => name === 'style' || name.startsWith('on'))
					.map((name) => `${file}: <${element.localName} ${name}>`),
			),
		);
		expectNone(faults);
	});

	it('loads nothing from another host', () => {
		const faults = pages.flatMap(({ file, document }) =>
			[
				...document.querySelectorAll(
					'script[src], img[src], link[rel="stylesheet"], link[rel="icon"], link[rel~="preload"], iframe[src], source[src], video[src]',
				),
			]
				.map((element) => element.getAttribute('src') ?? element.getAttribute('href') ?? '')
				.filter((address) => !address.startsWith(site.base) && !address.startsWith('data:'))
				.map((address) => `${file}: ${address}`),
		);
		expectNone(faults);
	});
});
