import { describe, expect, test } from 'vitest';
import type { Mode } from '../../lab/mode.ts';
import type { Recording } from '../../lab/recording.ts';
import { compareCells, type Verdict } from '../../lab/runner/compare.ts';
import { compareRecordings, linesOf, summaryOf } from '../../lab/runner/report.ts';
import { changed, recording } from './fixtures.ts';

const page = recording.answers['502-0b'];

const cases: readonly (readonly [name: string, today: Recording, because: string | undefined])[] = [
	['nothing', recording, undefined],
	['only how long it took', changed('refuse', { elapsed: 'about 1 s' }), undefined],
	[
		'only numbers in a log',
		changed('refuse', { log: { 'error.log': ['<time> connect() failed (99: Connection refused)'] } }),
		undefined,
	],
	[
		'only the order of headers',
		changed('ok', {}, { ...recording.answers['200-0a'], headers: ['Content-Length: 2', 'Server: toy'] }),
		undefined,
	],
	['the outcome', changed('refuse', { outcome: '504' }), 'the visitor got "504" instead of "502"'],
	['that the body is cut', changed('refuse', { outcome: '502 cut' }), 'the visitor got "502 cut" instead of "502"'],
	[
		'the reason phrase',
		changed('refuse', {}, { ...page, status: 'HTTP/1.1 502 Oops' }),
		'the status line is "HTTP/1.1 502 Oops" instead of "HTTP/1.1 502 Bad Gateway"',
	],
	[
		'a header',
		changed('refuse', {}, { ...page, headers: ['Server: other'] }),
		'header "Server: other" instead of "Server: toy"',
	],
	[
		'a header more',
		changed('refuse', {}, { ...page, headers: ['Server: toy', 'Retry-After: 5'] }),
		'header "Retry-After: #" is new',
	],
	[
		'what the log says',
		changed('refuse', { log: { 'error.log': ['<time> no route to host'] } }),
		'log line "error.log: <time> no route to host" instead of "error.log: <time> connect() failed (#: Connection refused)"',
	],
	[
		'that the log says nothing',
		changed('refuse', { log: undefined }),
		'log line "error.log: <time> connect() failed (#: Connection refused)" is missing',
	],
	['that it dies', changed('refuse', { died: 'signal SIGABRT' }), 'the gateway died (signal SIGABRT)'],
	['an earlier answer', changed('refuse', { before: ['200'] }), 'the earlier answers were 200 instead of undefined'],
];

describe('what is drift', () => {
	test.each(cases)('%s', (_name, today, because) => {
		const verdicts = ['ok', 'refuse'].map((mode) => compareCells(recording, today, mode));
		const drift = verdicts.find((verdict): verdict is Extract<Verdict, { is: 'drifted' }> => verdict.is === 'drifted');
		expect(drift?.because).toBe(because);
	});

	test('an outcome that the mode allows is a race, another is not', () => {
		const allowed = ['502', '504'];
		expect(compareCells(recording, changed('refuse', { outcome: '504' }), 'refuse', allowed)).toEqual({
			is: 'allowed',
		});
		expect(compareCells(recording, changed('refuse', { outcome: '503' }), 'refuse', allowed).is).toBe('drifted');
	});

	test('of what is a race for all gateways the outcome counts, and no more', () => {
		const race: Mode = { id: 'refuse', says: '', moment: 'connect', upstream: {}, race: true };
		const verdictOn = (today: Recording) => compareRecordings(recording, today, [race]).verdicts.get('refuse')?.is;
		expect(verdictOn(recording)).toBe('same');
		expect(verdictOn(changed('refuse', { log: undefined }))).toBe('allowed');
		expect(verdictOn(changed('refuse', { outcome: '504' }))).toBe('drifted');
	});

	test('a mode that was never recorded', () => {
		const { refuse: _, ...modes } = recording.modes;
		expect(compareCells({ ...recording, modes }, recording, 'refuse').is).toBe('drifted');
	});
});

test('a check is told in lines and one summary', () => {
	const modes: Mode[] = ['ok', 'refuse', 'close-mid-body'].map((id) => ({
		id,
		says: '',
		moment: 'wait',
		upstream: {},
		allowed: { toy: ['reset'] },
	}));
	const refuse = changed('refuse', { outcome: '504' });
	const today = {
		...refuse,
		modes: {
			...refuse.modes,
			...changed('close-mid-body', { outcome: 'reset' }).modes,
			refuse: refuse.modes.refuse ?? recording.modes.refuse,
		},
	} as Recording;
	const comparison = compareRecordings(recording, today, modes);
	expect(linesOf(comparison)).toEqual([
		'toy 1.0: 3 cells: 1 same, 1 allowed races, 1 drifted',
		'  toy/refuse: the visitor got "504" instead of "502"',
	]);
	expect(summaryOf([comparison, comparison])).toBe('6 cells: 2 same, 2 allowed races, 2 drifted');
});
