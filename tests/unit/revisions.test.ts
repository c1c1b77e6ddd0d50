import { expect, it } from 'vitest';
import { type Revisions, revisionProblems, revisionsOf } from '../../src/loading/revisions.ts';
import { type Changes, edit, knowledgeOf } from './content.ts';

const file = 'content/checklists/owner.mdx';
const before: Revisions = revisionsOf(knowledgeOf());
const faults = (changes: Changes, recorded = before) =>
	revisionProblems(knowledgeOf(changes), recorded).map(({ file: of, message }) => `${of}: ${message}`);

const reworded: [string, string] = ['check: Read the log', 'check: Read the error log'];
const said: [string, string] = [
	'history:\n',
	'history:\n  - date: "2026-11-22"\n    change: The first step names the log.\n',
];

it('has nothing to say about checklists as they were recorded', () => {
	expect(Object.keys(before)).toEqual(['owner']);
	expect(faults({})).toEqual([]);
});

it('wants a line of history when a step says something else', () => {
	expect(faults({ [file]: edit(reworded) })).toEqual([
		`${file}: says something else than its revision 1, which copies in wikis carry. Add a line to history that says what changed, then run: npm run revisions`,
	]);
});

it('wants the new revision recorded', () => {
	expect(faults({ [file]: edit(reworded, said) })).toEqual([
		`${file}: is at revision 2, which is not recorded. Run: npm run revisions`,
	]);
	expect(faults({ [file]: edit(reworded, said) }, revisionsOf(knowledgeOf({ [file]: edit(reworded, said) })))).toEqual(
		[],
	);
});

it('lets reviews and other words for the search pass', () => {
	expect(faults({ [file]: edit(['audience: owner\n', 'audience: owner\naliases: [owners]\n']) })).toEqual([]);
});

it('keeps lines of history', () => {
	expect(faults({}, { owner: { ...before.owner, revision: 3 } as Revisions[string] })).toEqual([
		`${file}: has 1 lines of history and had 3. Lines of history stay.`,
	]);
});

it('names a recorded checklist that is gone', () => {
	expect(faults({}, { ...before, gone: { revision: 1, says: 'x' } })).toEqual([
		'docs/revisions.json: records the checklist "gone", which does not exist. Run: npm run revisions',
	]);
});
