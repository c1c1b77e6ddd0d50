import { beforeAll, describe, expect, it } from 'vitest';
import { expectNone } from './faults.ts';
import { pagesOf, sites } from './sites.ts';
import { pagesToVisit, type Visit, visitEveryPage } from './visit.ts';

/**
 * The tests of every page at one base path, from one visit of each page. Each base path has a file of its own, so that
 * both are visited at the same time.
 *
 * At the one base path axe looks at light colours and at the other at dark ones, so that every template is seen in both:
 * the style sheets are the same, which tests/site/sites-look-the-same.test.ts makes sure of.
 */
export function testEveryPage(name: keyof typeof sites, colorScheme: 'light' | 'dark') {
	describe(sites[name].name, () => {
		let visits: Visit[] = [];
		beforeAll(async () => {
			visits = await visitEveryPage(name, colorScheme);
		}, 1_200_000);

		const all = (look: (visit: Visit) => string[]) =>
			visits.flatMap((visit) => look(visit).map((fault) => `${visit.path}: ${fault}`));

		it('leaves out no page that the other base path does not visit', () => {
			const visited = (Object.keys(sites) as (keyof typeof sites)[]).flatMap((each) =>
				pagesToVisit(each).map(({ file }) => file),
			);
			expect(new Set(visited)).toEqual(new Set(pagesOf(sites[name]).map(({ file }) => file)));
		});
		it('was visited whole', () => expect(visits.length).toBe(pagesToVisit(name).length));
		it('has no error or warning in the console of any page', () => expectNone(all((visit) => visit.console)));
		it('does nothing that its own policy refuses', () => expectNone(all(({ refused }) => refused)));
		it('asks no other host for anything', () => expectNone(all(({ abroad }) => abroad)));
		it('asks for nothing that is not there', () => expectNone(all(({ failed }) => failed)));
		it('has no axe violation on any page', () => expectNone(all(({ violations }) => violations)));
		it('scrolls sideways on no page at a width of 320 pixels', () =>
			expectNone(all(({ narrow }) => (narrow > 320 ? [`is ${narrow} pixels wide`] : []))));
	});
}
