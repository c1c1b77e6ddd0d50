import { createHash } from 'node:crypto';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { write } from '../../../src/exports/formats/html.ts';
import { expectNone } from '../../support/faults.ts';
import { expectSame, type Reading } from './reading.ts';
import { hostileChecklist, realChecklists, tickings } from './samples.ts';

const parse = (html: string) => parseHTML(html).document;

/** What a person sees of the document; a browser would show elements that should not be there as their names. */
function read(html: string): Reading {
	const { body } = parse(html);
	const shown = new Set('main h1 p ul li label input strong em code a'.split(' '));
	for (const element of body.querySelectorAll('*')) {
		const name = element.localName;
		if (!shown.has(name)) element.prepend(`<${name}>`);
		if (name === 'h1' || name === 'p') element.append('\n');
	}
	return {
		text: body.textContent ?? '',
		codes: [...body.querySelectorAll('code')].map((code) => code.textContent ?? ''),
		links: [...body.querySelectorAll('a')].map((link) => link.getAttribute('href') ?? ''),
		ticks: [...body.querySelectorAll('input[type="checkbox"]')].map((box) => box.hasAttribute('checked')),
	};
}

const samples = [...(await realChecklists()), hostileChecklist];
const cases = samples.flatMap((checklist) =>
	tickings(checklist).map((ticked, index) => ({ checklist, ticked, name: `${checklist.id}, ticks ${index + 1}` })),
);

/** The recommended preset, but for what tests/site/html-is-valid.test.ts leaves out as well for such a page. */
const validator = new HtmlValidate(
	new StaticConfigLoader({
		root: true,
		extends: ['html-validate:recommended'],
		rules: {
			'doctype-style': ['error', { style: 'lowercase' }],
			'valid-id': ['error', { relaxed: true }],
			'long-title': 'off',
			// A code may hold blanks at its end.
			'no-trailing-whitespace': 'off',
		},
	}),
);

describe('HTML', () => {
	it.each(cases)('comes back as it was: $name', ({ checklist, ticked }) => {
		expectSame(read(write(checklist, ticked)), checklist, ticked);
	});

	it.each(cases)('is valid: $name', async ({ checklist, ticked }) => {
		const { results } = await validator.validateString(write(checklist, ticked));
		expectNone(
			results.flatMap(({ messages }) =>
				messages.map(({ ruleId, message, line, column }) => `${line}:${column} ${ruleId}: ${message}`),
			),
		);
	});

	it('says its language, its charset and its title', () => {
		const document = parse(write(hostileChecklist, new Set()));
		expect(document.documentElement.getAttribute('lang')).toBe('en');
		expect(document.head.firstElementChild?.getAttribute('charset')).toBe('utf-8');
		expect(document.title).toBe(hostileChecklist.title);
	});

	it.each(samples)('labels each box with its check and gives each step its id: $id', (checklist) => {
		const document = parse(write(checklist, new Set()));
		const labels = [...document.querySelectorAll('label')];
		expect(labels.map((label) => label.querySelectorAll('input').length)).toEqual(checklist.steps.map(() => 1));
		expect(labels.map((label) => label.querySelector('strong')?.textContent)).toEqual(
			checklist.steps.map(({ check }) => check),
		);
		expect([...document.querySelectorAll('[id]')].map(({ id }) => id)).toEqual(checklist.steps.map(({ id }) => id));
	});

	it('asks for nothing and allows its own style only', () => {
		const document = parse(write(hostileChecklist, new Set()));
		const styles = [...document.querySelectorAll('style')].map((style) => style.textContent ?? '');
		const hash = createHash('sha256').update(styles.join('')).digest('base64');
		expect(styles.length).toBe(1);
		expect(document.querySelector('meta[http-equiv]')?.getAttribute('content')).toBe(
			`default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
		);
		expect(document.querySelectorAll('script, link, img, iframe, [src], [style]').length).toBe(0);
		expect([...document.querySelectorAll('*')].filter(({ attributes }) => [...attributes].some(isHandler))).toEqual([]);
	});
});

const isHandler = ({ name }: { name: string }) => name.startsWith('on');
