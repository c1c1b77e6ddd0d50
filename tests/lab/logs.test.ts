import { describe, expect, test } from 'vitest';
import type { Target } from '../../lab/gateway.ts';
import { attributed, entriesOf } from '../../lab/runner/logs.ts';

const other: Target = {
	mode: 'no-answer',
	name: 'app_no_answer',
	path: '/app_no_answer/',
	scheme: 'http',
	host: '127.0.0.1',
	port: 21001,
	verify: false,
	keepAlive: false,
};

const id = 'x0123456789ab';

const cases: readonly (readonly [entry: string, kept: boolean])[] = [
	[`GET /app_refuse/${id} 502`, true],
	['GET /app_refuse/xba9876543210 502', false],
	['connection refused', true],
	['connect to 127.0.0.1:21000 failed', true],
	['connect to 127.0.0.1:21001 failed', false],
	['backend app_no_answer: timeout', false],
	[`backend app_no_answer: ${id}`, true],
];

describe('which lines belong to a request', () => {
	test.each(cases)('%s: %s', (entry, kept) => {
		expect(attributed([entry], id, [other])).toEqual(kept ? [entry] : []);
	});
});

test('a log is taken apart into lines or blocks', () => {
	expect(entriesOf('a\n\nb\n')).toEqual(['a', 'b']);
	expect(entriesOf('a\nb\n\nc\n \nd', 'blocks')).toEqual(['a\nb', 'c', 'd']);
	expect(entriesOf('', 'blocks')).toEqual([]);
});
