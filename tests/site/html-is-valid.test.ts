import { type ConfigData, HtmlValidate, StaticConfigLoader } from 'html-validate';
import { describe, it } from 'vitest';
import { expectNone } from '../support/faults.ts';
import { everySite, pagesOf } from '../support/sites.ts';

/** The recommended preset; every rule that is switched off says why. */
const config: ConfigData = {
	root: true,
	extends: ['html-validate:recommended'],
	rules: {
		// A matter of taste that the printer of the pages decides, Astro: `<!DOCTYPE html>`, `<input checked>`, no line ends.
		'doctype-style': 'off',
		'attribute-boolean-style': 'off',
		'attribute-empty-style': 'off',
		'no-trailing-whitespace': 'off',
		// What scrolls sideways must take the focus, and so have a role and a name. It is a <pre> or the box around a table;
		// a <section> or <fieldset> between would say nothing more, or something wrong.
		'prefer-native-element': ['error', { exclude: ['region', 'group'] }],
		// HTML lets an id begin with a digit; "502-…" is what headings here begin with.
		'valid-id': ['error', { relaxed: true }],
		// Search engines cut what is too long; a title that says which message it is about may be longer.
		'long-title': 'off',
	},
};

const validator = new HtmlValidate(new StaticConfigLoader(config));

describe.each(everySite)('$name', (site) => {
	it('is valid HTML on every page', async () => {
		const faults: string[] = [];
		for (const { file, html } of pagesOf(site)) {
			// Recordings are by far the most pages and the longest, drawn by four templates: once is enough.
			if (site.base !== '/' && file.startsWith('evidence/')) continue;
			const { results } = await validator.validateString(html, file);
			for (const { messages } of results)
				faults.push(
					...messages.map(({ ruleId, message, line, column }) => `${file}:${line}:${column} ${ruleId}: ${message}`),
				);
		}
		expectNone(faults);
	}, 600_000);
});
