import { describe, expect, it } from 'vitest';
import {
	deserialise,
	fromFragment,
	progress,
	serialise,
	storageKey,
	toFragment,
	toggle,
} from '../../src/checklists/progress.ts';

const ticks = (...ids: string[]) => new Set(ids);

describe('ticks', () => {
	it('come back from storage as they went in', () => {
		expect(deserialise(serialise(ticks('reload', 'check-others')))).toEqual(ticks('reload', 'check-others'));
		expect(serialise(ticks('reload'))).toBe('{"v":1,"done":["reload"]}');
		expect(storageKey('visitor')).toBe('handbook:checklist:visitor');
	});

	it.each([
		{ stored: null, when: 'nothing' },
		{ stored: '', when: 'nothing in it' },
		{ stored: '{"v":1,"done":["rel', when: 'a record that is cut off' },
		{ stored: '{"v":2,"done":["reload"]}', when: 'a record of a later version' },
		{ stored: '{"done":["reload"]}', when: 'a record without a version' },
		{ stored: '{"v":1,"done":"reload"}', when: 'a word for a list' },
		{ stored: '{"v":1}', when: 'a record without a list' },
		{ stored: '["reload"]', when: 'a list' },
		{ stored: 'null', when: 'null' },
		{ stored: '7', when: 'a number' },
	])('are none when storage holds $when', ({ stored }) => {
		expect(deserialise(stored)).toEqual(ticks());
	});

	it('that are no words are left out', () => {
		expect(deserialise('{"v":1,"done":["reload",7,null,{"id":"x"},["y"]]}')).toEqual(ticks('reload'));
	});

	it('of steps that the checklist does not have are kept', () => {
		const saved = deserialise('{"v":1,"done":["gone","reload"]}');
		expect(serialise(toggle(saved, 'wait', true))).toBe('{"v":1,"done":["gone","reload","wait"]}');
	});

	it('travel in a link', () => {
		expect(toFragment(ticks('reload', 'check-others'))).toBe('#done=reload.check-others');
		expect(fromFragment('#done=reload.check-others')).toEqual(ticks('reload', 'check-others'));
		expect(fromFragment(toFragment(ticks()))).toEqual(ticks());
	});

	it.each([
		{ fragment: '', found: undefined },
		{ fragment: '#reload', found: undefined },
		{ fragment: '#done', found: ticks() },
		{ fragment: '#done=', found: ticks() },
		{ fragment: '#done=..reload..', found: ticks('reload') },
		{ fragment: '#done=<b>.reload.%00.1', found: ticks('reload') },
		{ fragment: '#done=%E0%A4%A.reload', found: ticks('reload') },
		{ fragment: '#x=1&done=reload', found: ticks('reload') },
	])('in the fragment "$fragment" are read without a mistake', ({ fragment, found }) => {
		expect(fromFragment(fragment)).toEqual(found);
	});

	it('that storage was filled with by somebody else do not spoil a link', () => {
		const saved = deserialise('{"v":1,"done":["reload","a.b","x&done=y","é"]}');
		expect(fromFragment(toFragment(saved))).toEqual(ticks('reload'));
	});

	it('change one at a time and leave what was there alone', () => {
		const before = ticks('reload');
		expect(toggle(before, 'wait', true)).toEqual(ticks('reload', 'wait'));
		expect(toggle(before, 'reload', false)).toEqual(ticks());
		expect(toggle(before, 'reload', true)).toEqual(ticks('reload'));
		expect(toggle(before, 'wait', false)).toEqual(ticks('reload'));
		expect(before).toEqual(ticks('reload'));
	});

	it('count only for steps that the checklist has', () => {
		expect(progress(ticks('reload', 'gone'), ['reload', 'wait', 'other'])).toEqual({ done: 1, of: 3, words: '1 of 3' });
		expect(progress(ticks(), [])).toEqual({ done: 0, of: 0, words: '0 of 0' });
	});

	it('stay where they are when steps are reworded, added and moved', () => {
		const saved = serialise(ticks('reload', 'wait'));
		const before = ['reload', 'check-others', 'wait'];
		const after = ['wait', 'new-step', 'reload', 'check-others'];
		expect(progress(deserialise(saved), before).words).toBe('2 of 3');
		expect(progress(deserialise(saved), after).words).toBe('2 of 4');
		expect(after.filter((step) => deserialise(saved).has(step))).toEqual(['wait', 'reload']);
	});
});
