import { describe, expect, it } from 'vitest';
import { expectNone } from '../support/faults.ts';
import { everySite, pagesOf } from '../support/sites.ts';
import { weigh } from '../support/weights.ts';

const kB = 1000;
/** The truth table is the one page that grows with every gateway; its recordings are split over pages. */
const budget = { median: 16 * kB, largest: 24 * kB, truthTable: 48 * kB, script: 3 * kB };

describe.each(everySite)('$name, compressed, first visit', (site) => {
	const weights = pagesOf(site)
		.filter(({ isEmbed }) => !isEmbed)
		.map((page) => ({ page, ...weigh(site, page) }));
	const tell = ({ page, total, parts }: (typeof weights)[number]) =>
		`${page.path}: ${total} bytes, of which ${JSON.stringify(parts)}`;

	it('costs at most 16 kB on the median page of an entry', () => {
		const entries = weights.filter(({ page }) => page.isEntry).sort((a, b) => a.total - b.total);
		const median = entries[Math.floor(entries.length / 2)];
		expect(median && median.total > budget.median ? tell(median) : '').toBe('');
		expect(median?.total).toBeGreaterThan(1 * kB);
	});

	it('costs at most 24 kB on any page, and 48 kB on the truth table', () => {
		const isTable = ({ file }: { file: string }) => file === 'evidence/index.html';
		expectNone(weights.filter(({ page, total }) => !isTable(page) && total > budget.largest).map(tell));
		expectNone(weights.filter(({ page, total }) => isTable(page) && total > budget.truthTable).map(tell));
	});

	it('runs at most 3 kB of script at load', () => {
		expectNone(weights.filter(({ script }) => script > budget.script).map(tell));
		expectNone(weights.filter(({ script }) => script === 0).map(tell));
	});

	it('waits for nothing before it is drawn but one style sheet', () => {
		const faults = weights.flatMap(({ page }) => {
			const { document, file } = page;
			const sheets = document.querySelectorAll('link[rel="stylesheet"]').length;
			const blocking = [...document.querySelectorAll('script[src]')].filter(
				(script) =>
					script.getAttribute('type') !== 'module' && !script.hasAttribute('async') && !script.hasAttribute('defer'),
			);
			return [
				...(sheets === 1 ? [] : [`${file}: ${sheets} style sheets`]),
				...blocking.map((script) => `${file}: ${script.getAttribute('src')}`),
			];
		});
		expectNone(faults);
	});
});
