import { describe, expect, it } from 'vitest';
import { diffFiles } from '../../src/evidence/diff.ts';
import {
	Evidence,
	linesFor,
	noEvidence,
	otherOutcomes,
	tableRows,
	textsOf,
	visibleText,
} from '../../src/evidence/evidence.ts';
import { messagesOf } from '../../src/evidence/messages.ts';
import { compareVersions } from '../../src/evidence/order.ts';
import { checkContent } from '../../src/knowledge/check.ts';
import { markTemplates } from '../../src/knowledge/mark.ts';
import {
	causesOfMode,
	findRecording,
	modesOfCause,
	partWith,
	placeOf,
	recipesProvedBy,
	symptomsAt,
} from '../../src/knowledge/recorded.ts';
import { type Changes, content, edit } from './content.ts';
import { modes, recordingOf, refused, scenariosOf, smallLab } from './recordings.ts';

const symptom = 'content/symptoms/nginx/refused.mdx';

/** The linked content, whatever the checks say of it. */
const knowledgeOf = (changes: Changes = {}) => checkContent(content(changes)).knowledge;

describe('the evidence', () => {
	const evidence = smallLab(scenariosOf('1.22.1', 'big-header'), scenariosOf('1.9.15', 'big-header'));

	it('names the newest version of a gateway by the gateway alone, and puts it first', () => {
		expect(evidence.columns.map(({ name }) => name)).toEqual(['nginx', 'nginx-1.9.15', 'apache']);
	});

	it('has rows in the order of the moments, with a cell for each column', () => {
		expect(
			evidence.rows().map(({ mode, cells, outcomes }) => [mode.id, cells.map((cell) => cell?.outcome), outcomes]),
		).toEqual([
			['refuse', ['502', '503', '503'], 2],
			['silence', ['hang', undefined, undefined], 1],
			['stall', ['200 cut', undefined, undefined], 1],
		]);
	});

	it.each([
		['nginx/refuse', 502, 'Bad Gateway'],
		['nginx/stall', 200, 'OK, cut short'],
		['nginx/silence', null, 'no answer'],
		['nginx-1.9.15/refuse', 503, ''],
	])('says at %s the status %s and the words "%s"', (place, status, word) => {
		expect(evidence.at(place)).toMatchObject({ status, word });
	});

	it.each([
		['nginx/refuse', []],
		['nginx/silence', ['503', '200, cut short', 'closed without a byte']],
		['nginx/stall', []],
	])('tells what else was seen at %s, when that is a race', (place, others) => {
		const shown = evidence.at(place);
		expect(shown && otherOutcomes(shown)).toEqual(others);
	});

	it('has nothing at a place that was not recorded', () => {
		for (const place of ['nginx/nothing', 'nobody/refuse', 'apache/silence', 'nginx', ''])
			expect(evidence.at(place)).toBeUndefined();
	});

	it('shows the very bytes of an answer, and what was said of the upstream alone', () => {
		const shown = evidence.at('nginx/refuse');
		expect(shown?.answer).toBe(
			`HTTP/1.1 502 Bad Gateway\nServer: nginx/1.22.1\nX-Why: refused\n\n${refused.answer?.body}`,
		);
		expect(shown && linesFor(shown)).toEqual([{ file: 'file.conf', lines: ['location /app/ {', '\tpass;', '}'] }]);
	});

	it('keeps every version with which a fix was tried, newest first', () => {
		const [fix, ...more] = evidence.fixes;
		expect(more).toEqual([]);
		expect(fix?.recordings.map(({ name }) => name)).toEqual(['nginx', 'nginx-1.9.15']);
		expect(fix?.path).toBe('/evidence/fixes/big-header/');
		expect([fix?.recordings[0].before.status, fix?.recordings[0].after.status]).toEqual([502, 200]);
	});

	it('is empty without recordings', () => {
		expect(noEvidence.isEmpty).toBe(true);
		expect([noEvidence.rows(), noEvidence.places(), tableRows(noEvidence)]).toEqual([[], [], []]);
		expect(evidence.isEmpty).toBe(false);
	});

	it('is a table for programs with one row for each cell', () => {
		expect(tableRows(evidence)).toHaveLength(5);
		expect(tableRows(evidence)[0]).toMatchObject({
			mode: 'refuse',
			gateway: 'nginx',
			version: '1.22.1',
			status: 502,
			path: '/evidence/refuse/#nginx',
		});
	});

	it('has each message once, without access logs and without what varies', () => {
		const said = new Evidence(
			[
				recordingOf('nginx', '1.22.1', {
					refuse: { outcome: '502', log: { 'error.log': ['<time> failed (111) on 80'], 'access.log': ['502'] } },
					silence: { outcome: '502', log: { 'error.log': ['<time> failed (111) on 8080', '   '] } },
					stall: { outcome: '502', log: { 'error.log': ['<time> something else'] } },
				}),
			],
			modes,
		);
		expect(messagesOf(said).map(({ file, line, modes: seen }) => [file, line, seen])).toEqual([
			['error.log', '<time> failed (111) on 80', ['refuse', 'silence']],
			['error.log', '<time> something else', ['stall']],
		]);
	});
});

describe('the texts of a recording', () => {
	it('are its log lines, its headers, its bytes and the words that its page shows', () => {
		const shown = smallLab().at('nginx/refuse');
		const texts = shown ? textsOf(shown) : [];
		for (const text of ['X-Why: refused', '502 Bad Gateway nginx/1.22.1', '127.0.0.1 "GET /app/x" 502 157'])
			expect(texts).toContain(text);
	});

	it.each([
		['<h1>A &amp; B</h1><p>c &lt;d&gt;</p>', 'A & B c <d>'],
		['<style>p { color: red }</style><!-- no --><title>no</title>yes', 'yes'],
		['a < b and c > d', 'a < b and c > d'],
		['&unknown; &#39;', "&unknown; '"],
	])('show of %s the words %s', (html, words) => {
		expect(visibleText(html)).toBe(words);
	});
});

describe('versions', () => {
	it.each([
		['1.9.15', '1.22.1', -1],
		['2.4.71', '2.4.9', 1],
		['1.2', '1.2', 0],
		['1.2', '1.2.1', -1],
		['2.0-rc1', '2.0-rc2', -1],
	])('%s and %s are compared number by number', (a, b, sign) => {
		expect(Math.sign(compareVersions(a, b))).toBe(sign);
	});
});

describe('a difference', () => {
	const told = (before: string, after: string) =>
		diffFiles({ f: before.split('') }, { f: after.split('') }).flatMap(({ hunks }) =>
			hunks.flat().map(({ kind, text }) => ({ same: ' ', out: '-', in: '+' })[kind] + text),
		);

	it.each([
		['abc', 'abc', []],
		['abc', 'axc', [' a', '-b', '+x', ' c']],
		['ac', 'abc', [' a', '+b', ' c']],
		['abc', 'ac', [' a', '-b', ' c']],
		['', 'a', ['+a']],
		['a', '', ['-a']],
	])('of %s and %s keeps what both have', (before, after, lines) => {
		expect(told(before, after)).toEqual(lines);
	});

	it('of files names those that differ, with a few lines around each change', () => {
		const lines = Array.from({ length: 20 }, (_, index) => `line ${index}`);
		const changed = lines.with(2, 'new 2').with(17, 'new 17');
		const diffs = diffFiles({ same: ['a'], file: lines, gone: ['x'] }, { same: ['a'], file: changed, made: ['y'] }, 1);
		expect(diffs.map(({ file }) => file)).toEqual(['file', 'gone', 'made']);
		expect(diffs[0]?.hunks.map((hunk) => hunk.map(({ text }) => text))).toEqual([
			['line 1', 'line 2', 'new 2', 'line 3'],
			['line 16', 'line 17', 'new 17', 'line 18'],
		]);
	});

	it('joins changes that stand close together, and repeats no line', () => {
		const [diff] = diffFiles({ f: ['a', 'b', 'c', 'd'] }, { f: ['A', 'b', 'c', 'D'] }, 3);
		expect(diff?.hunks.map((hunk) => hunk.map(({ text }) => text))).toEqual([['a', 'A', 'b', 'c', 'd', 'D']]);
	});
});

describe('the words of a message', () => {
	const marked = (text: string, ...templates: string[]) =>
		markTemplates(
			text,
			templates.map((template) => ({ text: template, exactCase: false })),
		)
			.map(({ text: piece, marked: is }) => (is ? `[${piece}]` : piece))
			.join('');

	it.each([
		['x failed (111: refused) y', ['failed ({n}: refused)'], 'x [failed (111: refused)] y'],
		['  two\t blanks here', ['two blanks'], '  [two\t blanks] here'],
		['one\nCode two\n', ['code'], 'one\n[Code] two\n'],
		['a message\nof two lines', ['message of two'], 'a [message\nof two] lines'],
		['AH01: reading failed', ['AH01', 'AH01: reading'], '[AH01: reading] failed'],
		['nothing', ['else'], 'nothing'],
		['', ['else'], ''],
	])('are marked in %j without changing it', (text, templates, says) => {
		expect(marked(text, ...templates)).toBe(says);
	});
});

describe('what the handbook says and what was recorded', () => {
	const evidence = smallLab(scenariosOf('1.22.1', 'big-header'));
	const knowledge = knowledgeOf({
		[symptom]: edit(['evidence:\n', 'evidence:\n  - kind: recorded\n    at: nginx/refuse\n']),
	});

	it('meet in a recording that is named', () => {
		expect(findRecording(evidence, { at: 'nginx/refuse' })).toMatchObject({
			product: 'nginx',
			version: '1.22.1',
			what: 'refuse',
			path: '/evidence/refuse/#nginx',
		});
		expect(findRecording(evidence, { scenario: 'big-header' })).toMatchObject({
			what: 'big-header',
			path: '/evidence/fixes/big-header/',
			observed: { status: 502 },
		});
		expect(findRecording(evidence, { at: 'nginx/nothing' })).toBeUndefined();
		expect(findRecording(evidence, {})).toBeUndefined();
	});

	it('meet in the symptom of a cell: named, or found by its words', () => {
		const at = (from: typeof knowledge, place: string) => {
			const shown = evidence.at(place);
			return shown ? symptomsAt(from, shown).map(({ id }) => id) : undefined;
		};
		expect(at(knowledge, 'nginx/refuse')).toEqual(['nginx/refused']);
		expect(at(knowledgeOf(), 'nginx/refuse')).toEqual(['nginx/refused']);
		expect(at(knowledge, 'nginx/stall')).toEqual([]);
		expect(at(knowledge, 'apache/refuse')).toEqual([]);
	});

	it('meet in the modes of a cause: those it names, else those of messages that it is the likeliest cause of', () => {
		const cause = knowledge.get('causes', 'not-listening');
		expect(modesOfCause(knowledge, evidence, cause).map(({ id }) => id)).toEqual(['refuse']);
		expect(modesOfCause(knowledgeOf(), evidence, cause)).toEqual([]);
		const named = knowledgeOf({
			'content/causes/not-listening.mdx': edit(['mitigations:', 'modes: [silence]\nmitigations:']),
		});
		expect(modesOfCause(named, evidence, named.get('causes', 'not-listening')).map(({ id }) => id)).toEqual([
			'silence',
		]);
		expect(causesOfMode(named, 'silence').map(({ id }) => id)).toEqual(['not-listening']);
	});

	it('meet in the recipes that a scenario proves', () => {
		const proved = knowledgeOf({
			'content/mitigations/retry-idempotent-requests.mdx': edit(['grounds:', 'proved: [big-header]\n    grounds:']),
		});
		expect(recipesProvedBy(proved, 'big-header').map(({ recipe }) => recipe.title)).toEqual(['Try twice']);
		expect(recipesProvedBy(knowledge, 'big-header')).toEqual([]);
	});

	it.each([
		['connect() failed ({errno}: Connection refused)', 'log'],
		['X-Why: refused', 'headers'],
		['502 Bad Gateway nginx/{version}', 'answer'],
	] as const)('shows for "%s" the %s', (text, part) => {
		const shown = evidence.at('nginx/refuse');
		expect(shown && partWith([{ text, exactCase: false }], shown)).toBe(part);
	});

	it.each([
		['/evidence/', { kind: 'list' }],
		['/evidence/#nginx', { kind: 'list' }],
		['/evidence/#nobody', 'there is no column "nobody"'],
		['/evidence/refuse/', { kind: 'mode' }],
		['/evidence/refuse/#nginx-1.9.15', { kind: 'mode' }],
		['/evidence/refuse/#not-recorded', { kind: 'mode' }],
		['/evidence/silence/#apache', 'there is no recording of "apache" in it'],
		['/evidence/refusal/', 'there is no mode "refusal"'],
		['/evidence/refuse/nginx/', 'there is no mode "refuse"'],
		['/evidence/fixes/', { kind: 'list' }],
		['/evidence/fixes/big-header/#nginx', { kind: 'fix' }],
		['/evidence/fixes/big-header/#apache', 'the scenario "big-header" was not tried with "apache"'],
		['/evidence/fixes/small-header/', 'there is no scenario "small-header"'],
		['/evidence/gateways/apache/', { kind: 'list' }],
		['/evidence/gateways/squid/', 'there is no recording of a gateway "squid"'],
	])('knows where %s leads', (url, place) => {
		const found = placeOf(evidence, url);
		if (typeof place === 'string') expect(found).toBe(place);
		else expect(found).toMatchObject(place);
	});

	it('has nothing behind any address of a handbook without recordings', () => {
		expect(placeOf(noEvidence, '/evidence/')).toBe('there are no recordings');
		expect(placeOf(noEvidence, '/evidence/fixes/')).toBe('there are no recordings of fixes');
	});
});
