import { describe, expect, it } from 'vitest';
import { checkContent } from '../../src/knowledge/check.ts';
import { findTemplate, normalise, parseTemplate, prepare } from '../../src/knowledge/template.ts';
import { readContent } from '../../src/loading/read-content.ts';
import { matchSignatures } from '../../src/search/match.ts';
import { type SignatureRow, signaturePack } from '../../src/search/pack.ts';
import { isShort, searchWords } from '../../src/search/query.ts';

describe('a template', () => {
	it.each([
		{ text: 'Bad Gateway', pieces: ['Bad Gateway'] },
		{ text: 'failed ({errno}: refused)', pieces: ['failed (', ': refused)'] },
		{ text: '{name} is down', pieces: [' is down'] },
		{ text: 'host {host-name}', pieces: ['host '] },
		{ text: '{"level":"error","ts":{time}}', pieces: ['{"level":"error","ts":', '}'] },
		{ text: 'map[string]interface{}', pieces: ['map[string]interface{}'] },
		{ text: '{A} {1}', pieces: ['{A} {1}'] },
	])('$text has the pieces $pieces', ({ text, pieces }) => {
		expect(parseTemplate(text)).toEqual(pieces);
	});

	const refused = 'connect() failed ({errno}: Connection refused) while connecting to upstream';
	it.each([
		{ when: 'the words alone', template: 'Bad Gateway', text: 'Bad Gateway', found: 'Bad Gateway' },
		{ when: 'the words in other case', template: 'Bad Gateway', text: '502 BAD gateway', found: 'BAD gateway' },
		{ when: 'other case where case matters', template: 'SH--', exactCase: true, text: 'sH--', found: undefined },
		{
			when: 'the same case where case matters',
			template: 'SH--',
			exactCase: true,
			text: 'be/srv 0/0/0/-1/9 502 209 - - SH-- 1/1',
			found: 'SH--',
		},
		{
			when: 'a log line with the words in it',
			template: refused,
			text: '2026/11/22 10:00:00 [error] 7#7: *1 connect() failed (111: Connection refused) while connecting to upstream, client: 192.0.2.1',
			found: 'connect() failed (111: Connection refused) while connecting to upstream',
		},
		{
			when: 'a line that was broken',
			template: refused,
			text: 'connect() failed (111:\n  Connection\trefused) while\r\nconnecting to upstream',
			found: 'connect() failed (111: Connection refused) while connecting to upstream',
		},
		{
			when: 'the pieces in another order',
			template: 'failed {why} while {what} upstream',
			text: 'upstream while failed',
			found: undefined,
		},
		{
			when: 'the first piece twice and the rest after the second',
			template: 'GET {path} HTTP',
			text: 'GETTING GET /x HTTP',
			found: 'GET /x HTTP',
		},
		{ when: 'a code inside a longer number', template: '521', text: 'request 15213 took 5219 ms', found: undefined },
		{ when: 'a code after a longer number', template: '521', text: '15213 and then 521', found: '521' },
		{ when: 'a code at the end of a longer word', template: 'SH--', exactCase: true, text: 'PUSH--', found: undefined },
		{
			when: 'a last word that goes on',
			template: 'Error {number}: closed',
			text: 'Error 7: closedown',
			found: undefined,
		},
		{
			when: 'a last word that goes on, and later does not',
			template: 'Error {number} closed',
			text: 'Error 7 closedown, then closed',
			found: 'Error 7 closedown, then closed',
		},
		{
			when: 'a placeholder at the end, filled in without a space',
			template: 'AH{number}',
			text: '[proxy:error] AH01102: reading',
			found: 'AH',
		},
		{
			when: 'a placeholder at the beginning, filled in without a space',
			template: '{number}ms elapsed',
			text: 'after 30ms elapsed',
			found: 'ms elapsed',
		},
		{
			when: 'letters that grow when they are made lower case',
			template: 'Bad Gateway',
			text: 'İİİ Bad Gateway',
			found: 'Bad Gateway',
		},
		{ when: 'nothing but white space', template: 'Bad Gateway', text: ' \n ', found: undefined },
		{ when: 'a template of nothing but a placeholder', template: '{x}', text: 'x', found: undefined },
	])('finds $found in $when', ({ template, exactCase = false, text, found }) => {
		expect(findTemplate({ text: template, exactCase }, prepare(text))).toBe(found);
	});

	it('takes all white space as one space', () => {
		expect(normalise('  a\r\n\tb\u00a0 c ')).toBe('a b c');
	});
});

const row = (symptom: string, text: string, more: Partial<SignatureRow> = {}): SignatureRow => ({
	text,
	exactCase: false,
	symptom,
	url: `/symptoms/${symptom}/`,
	title: symptom,
	product: 'nginx',
	audience: 'owner',
	status: 502,
	moment: 'connect',
	...more,
});
const rows = [
	row('nginx/refused', 'connect() failed ({errno}: Connection refused) while connecting to upstream', {
		example: 'connect() failed (111: Connection refused) while connecting to upstream',
	}),
	row('nginx/refused', 'connect() to unix:{path} failed ({errno}: Connection refused)', {
		example: 'connect() to unix:/run/x failed (111: Connection refused)',
	}),
	row('nginx/page', '502 Bad Gateway'),
	row('haproxy/server', 'SH--', { exactCase: true }),
	row('haproxy/timeout', 'sH--', { exactCase: true }),
	row('cloudflare/521', 'Error 521'),
	row('cloudflare/521', '521: Web server is down'),
	row('heroku/h12', 'H12'),
];
const symptoms = (text: string) => matchSignatures(text, rows).map(({ row: { symptom } }) => symptom);

describe('the search for messages', () => {
	it.each([
		{ text: 'connect() failed (111: Connection refused) while connecting to upstream', first: 'nginx/refused' },
		{ text: 'connect() failed ({errno}: Connection refused) while connecting to upstream', first: 'nginx/refused' },
		{
			text: '[error] 7#7: *1 connect() failed (111: Connection refused) while connecting to upstream, client: 192.0.2.1, server: _',
			first: 'nginx/refused',
		},
		{ text: 'connect() failed (61: Connection refused) while connecting to upstream', first: 'nginx/refused' },
		{ text: '111: connection refused', first: 'nginx/refused' },
		{ text: '  502   bad gateway ', first: 'nginx/page' },
		{ text: '<html><h1>502 Bad Gateway</h1><hr>nginx</html>', first: 'nginx/page' },
		{ text: 'SH--', first: 'haproxy/server' },
		{ text: 'sH--', first: 'haproxy/timeout' },
		{ text: 'be/srv1 0/0/1/-1/2 502 209 - - SH-- 1/1/0/0/0 0/0 "GET / HTTP/1.1"', first: 'haproxy/server' },
		{ text: 'error 521', first: 'cloudflare/521' },
		{ text: 'H12', first: 'heroku/h12' },
		{ text: 'h12', first: 'heroku/h12' },
		{ text: 'at=error code=H12 desc="Request timeout"', first: 'heroku/h12' },
	])('finds $first first for $text', ({ text, first }) => {
		expect(symptoms(text)[0]).toBe(first);
	});

	it.each(['', '  ', '15213', 'H123', 'xyzzy', 'a log line about nothing', '\0', '\\(.*)+$'])(
		'finds nothing for %j',
		(text) => {
			expect(symptoms(text)).toEqual([]);
		},
	);

	it('names each symptom once, the surest first', () => {
		expect(
			symptoms(
				'502 Bad Gateway: connect() failed (111: Connection refused) while connecting to upstream; connect() to unix:/a failed (111: Connection refused)',
			),
		).toEqual(['nginx/refused', 'nginx/page']);
	});

	it('counts words in the right case higher than the same words in the wrong one', () => {
		expect(symptoms('sH--')).toEqual(['haproxy/timeout', 'haproxy/server']);
		expect(symptoms('SH--')).toEqual(['haproxy/server', 'haproxy/timeout']);
	});

	it.each([
		{ what: 'the beginning of a message', piece: 'connect() failed (' },
		{ what: 'a code inside longer words', piece: 'xSH--H125020' },
		{ what: 'white space', piece: ' \n\t ' },
		{ what: 'brackets and braces', piece: '{({[<' },
		{ what: 'one letter', piece: 'a' },
	])('takes time in proportion to a text of nothing but $what', ({ piece }) => {
		const text = (size: number) => piece.repeat(Math.ceil(size / piece.length));
		// Processor time, and the best of five runs: other processes on the machine must not decide this.
		const time = (pasted: string) => {
			const runs = Array.from({ length: 5 }, () => {
				const begun = process.cpuUsage();
				matchSignatures(pasted, rows);
				return process.cpuUsage(begun).user / 1000;
			});
			return Math.min(...runs);
		};
		time(text(100_000));
		const [short, long] = [time(text(100_000)), time(text(400_000))];
		// Quadratic would be sixteen times as long; linear is four, and twelve is allowed.
		expect(long).toBeLessThan(12 * Math.max(short, 5));
	});
});

describe('every message of the handbook', async () => {
	const { knowledge } = checkContent((await readContent(process.cwd())).files);
	const pack = signaturePack(knowledge);

	it.each([
		{ how: 'alone', around: (words: string) => words },
		{ how: 'as an article would write it, with the placeholders', around: (_words: string, text: string) => text },
		{
			how: 'in a log line',
			around: (words: string) => `2026/11/22 10:00:00 [error] 7#7: *1 ${words}, client: 192.0.2.1, server: _`,
		},
		{ how: 'in the middle of a log', around: (words: string) => `starting worker\n  ${words}  \nstopping worker\n` },
		{ how: 'broken by a mail program', around: (words: string) => `> ${words.replaceAll(' ', '\n')}` },
	])('finds its own page first: $how', ({ around }) => {
		expect(pack.length).toBeGreaterThan(100);
		const lost = pack.flatMap((row) => {
			const asked = around(row.example ?? row.text, row.text);
			const first = matchSignatures(asked, pack)[0]?.row.symptom;
			return first === row.symptom ? [] : [`"${asked}" of ${row.symptom} finds ${first}`];
		});
		expect(lost).toEqual([]);
	});

	it('that is pasted with 100 kB of other lines is found in a moment', () => {
		const log = `${'Nov 22 10:00:00 host app[7]: GET /x 200 in 12 ms\n'.repeat(2_100)}upstream sent too big header while reading response header from upstream`;
		const begun = process.cpuUsage();
		expect(matchSignatures(log, pack)[0]?.row.symptom).toBe('nginx/too-big-header');
		expect(process.cpuUsage(begun).user / 1000).toBeLessThan(1_000);
	});
});

describe('the words for the full-text search', () => {
	it.each([
		{ text: 'how do i fix it when my site is down', words: ['fix', 'site', 'down'] },
		{ text: '502 Bad Gateway', words: ['502', 'Bad', 'Gateway'] },
		{
			text: '2026/11/22 10:00:00 [error] 7#7: upstream 192.0.2.1:8080 timed out',
			words: ['7#7', 'upstream', 'timed', 'out'],
		},
		{ text: 'GET https://example.com/a?b=c HTTP/1.1 504', words: ['504'] },
		{ text: 'id deadbeefcafe me@example.com C:\\logs SH-- H12', words: ['id', 'SH--', 'H12'] },
		{ text: 'Timeout timeout TIMEOUT', words: ['TIMEOUT'] },
		{ text: '', words: [] },
	])('of "$text" are $words', ({ text, words }) => {
		expect(searchWords(text)).toEqual(words);
	});

	it('are ten at most, in the order of the text', () => {
		expect(searchWords('one two three four five six seven eight nine ten eleven twelve')).toEqual(
			'one two three four five six seven eight nine ten'.split(' '),
		);
		expect(searchWords('one two three', 2)).toEqual(['one', 'two']);
	});

	it('of a very long text come from its beginning, without a word that is cut off', () => {
		expect(searchWords('upstream '.repeat(100_000))).toEqual(['upstream']);
	});

	it.each([
		{ text: 'bad gateway', short: true },
		{ text: 'one two three four five six seven eight nine', short: false },
		{ text: 'x'.repeat(121), short: false },
	])('are asked for whole only in a short text', ({ text, short }) => {
		expect(isShort(text)).toBe(short);
	});
});
