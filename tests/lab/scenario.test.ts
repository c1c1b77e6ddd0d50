import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Gateway } from '../../lab/gateway.ts';
import { runScenarios, type ScenarioResult } from '../../lab/runner/scenario.ts';
import { readScenario, readScenarios, writeScenarios } from '../../lab/runner/scenario-recorder.ts';
import { linesOfScenarios, summaryOfScenarios, verdictOn } from '../../lab/runner/scenario-report.ts';
import { changedLines } from '../../lab/runner/scenario-serve.ts';
import { commandsOf } from '../../lab/runner/scenario-stage.ts';
import {
	type Act,
	ask,
	occupy,
	type Place,
	run,
	type Scenario,
	scenario,
	start,
	stop,
	wait,
} from '../../lab/scenario.ts';
import { toy } from './toy.ts';

const gateway = toy('toy');

/** The toy, which hands everything on to one port. */
function toyTo({ directory, port }: Place, upstream: number, program: Gateway = gateway): Act {
	const target = { mode: 'ok', name: '', path: '//', scheme: 'http', host: '127.0.0.1', port: upstream } as const;
	const { files } = program.setup({
		directory,
		port,
		targets: [{ ...target, verify: false, keepAlive: false }],
		authority: '',
		limits: { connect: 1, read: 2 },
		installed: '',
	});
	return start(program, { command: `${process.execPath} toy.cjs`, ready: port, files });
}

const application: Gateway & { output: string } = {
	...toy('application'),
	product: 'application',
	output: 'application.log',
	logs: [{ file: 'application.log' }],
};

const appOn = (port: number): Act =>
	start(application, {
		command: `${process.execPath} application.cjs`,
		ready: port,
		files: {
			'application.cjs': `require('node:http').createServer((request, response) => {
	console.log('asked for ' + request.url);
	response.end('hello');
}).listen(${port}, '127.0.0.1');
`,
		},
	});

const said = {
	says: 'The toy asks on a port on which nobody listens.',
	fix: 'The toy asks on the port of the application.',
	changes: 'gateway',
	gateway,
	expects: '502',
	visit: { path: '//' },
} as const;

const wrongPort = scenario({
	...said,
	id: 'toy-wrong-port',
	before: 'closed',
	after: 'app',
	stage: (port: 'closed' | 'app', place) => [appOn(place.app), toyTo(place, place[port])],
});
const neverBroken: Scenario = { ...wrongPort, id: 'toy-never-broken', before: wrongPort.after };
const neverFixed: Scenario = { ...wrongPort, id: 'toy-never-fixed', after: wrongPort.before };
const absent = { ...toy('toy-absent'), program: 'no-such-program' };
const notInstalled: Scenario = { ...wrongPort, id: 'toy-not-installed', gateway: absent };
const failing = toy('toy-failing', { failAtOnce: true });
const noStart = scenario({
	...said,
	id: 'toy-no-start',
	gateway: failing,
	expects: 'no start',
	before: true,
	after: false,
	stage: (fails, place) => {
		const act = toyTo(place, place.app, fails ? failing : gateway);
		return [appOn(place.app), act.does === 'start' ? { ...act, program: failing } : act];
	},
});
const all = [wrongPort, neverBroken, neverFixed, notInstalled, noStart];

let directory: string;
let results: Map<Scenario, ScenarioResult>;

beforeAll(async () => {
	directory = mkdtempSync(join(tmpdir(), 'lab-test-'));
	chmodSync(directory, 0o755);
	results = await runScenarios(all, { directory, jobs: 3 });
}, 120_000);
afterAll(() => rmSync(directory, { recursive: true }));

const recordedOf = (which: Scenario) => {
	const result = results.get(which);
	if (result?.is !== 'recorded') throw new Error(`${which.id} is ${JSON.stringify(result)}.`);
	return result;
};

describe('a scenario', () => {
	test('is recorded with both states, whole files, commands and logs', () => {
		const { before, after, apps } = recordedOf(wrongPort).recording;
		expect(before).toMatchObject({
			outcome: '502',
			request: 'GET //',
			elapsed: 'at once',
			answer: { status: 'HTTP/1.1 502 Bad Gateway', body: 'toy: ECONNREFUSED' },
			log: { 'toy.log': ['// connect ECONNREFUSED 127.0.0.1:8002'] },
		});
		expect(after).toMatchObject({ outcome: '200', log: { 'application.log': ['asked for //'] } });
		expect(Object.keys(before.files)).toEqual(['application.cjs', 'toy.cjs', 'toy.json']);
		expect(before.files['toy.json']?.join('')).toContain('"port": 8002');
		expect(before.commands).toEqual(after.commands);
		expect(Object.keys(apps)).toEqual(['application']);
	});

	test('may be one in which the gateway does not start', () => {
		const { before, after } = recordedOf(noStart).recording;
		expect(before).toMatchObject({ outcome: 'no start', died: 'exit code 1' });
		expect(after.outcome).toBe('200');
	});

	test('leaves nothing behind', () => {
		expect(existsSync(join(directory, 'scenarios'))).toBe(false);
	});
});

test.each([
	[neverBroken, 'before the fix the visitor got "200" instead of "502"'],
	[neverFixed, 'after the fix the visitor got "502" instead of "200"'],
])('a scenario that shows nothing is not recorded', (which, because) => {
	expect(results.get(which)).toMatchObject({ is: 'failed', because });
});

test('a scenario whose gateway is not installed is skipped', () => {
	expect(results.get(notInstalled)).toMatchObject({
		is: 'skipped',
		because: expect.stringContaining('no-such-program'),
	});
});

describe('the recordings of scenarios', () => {
	const write = (which: readonly Scenario[], folder: string, known: readonly Scenario[] = all) =>
		writeScenarios(folder, new Map(which.map((one) => [one, recordedOf(one)])), known);

	test('are one file for a gateway and a version, which keeps what was not run', () => {
		const folder = mkdtempSync(join(directory, 'recordings-'));
		const files = write([wrongPort, noStart], folder);
		expect(files).toHaveLength(2);
		const other: Scenario = { ...wrongPort, id: 'toy-other' };
		writeScenarios(folder, new Map([[other, recordedOf(wrongPort)]]), [...all, other]);
		const { version } = recordedOf(wrongPort).installed;
		expect(Object.keys(readScenarios(folder, { gateway: 'toy', version })?.scenarios ?? {})).toEqual([
			'toy-other',
			'toy-wrong-port',
		]);
		write([wrongPort], folder);
		expect(readScenario(folder, other, version)).toBeUndefined();
	});

	test('stay as they are when nothing that counts has changed', () => {
		const folder = mkdtempSync(join(directory, 'recordings-'));
		const { installed, recording } = recordedOf(wrongPort);
		const later = { is: 'recorded', installed, recording: { ...recording, recorded: '2099-01-01' } } as const;
		write([wrongPort], folder);
		writeScenarios(folder, new Map([[wrongPort, later]]), all);
		expect(readScenario(folder, wrongPort, installed.version)?.recorded).toBe(recording.recorded);
	});

	test('are what a check compares with', () => {
		const folder = mkdtempSync(join(directory, 'recordings-'));
		const { installed, recording } = recordedOf(wrongPort);
		expect(verdictOn(wrongPort, recordedOf(wrongPort), folder)).toMatchObject({ is: 'not recorded' });
		write([wrongPort], folder);
		expect(verdictOn(wrongPort, recordedOf(wrongPort), folder)).toEqual({ is: 'holds' });
		const verdictWhen = (changes: Partial<typeof recording>, scenario: Scenario = wrongPort) =>
			verdictOn(scenario, { is: 'recorded', installed, recording: { ...recording, ...changes } }, folder);
		const { before, after } = recording;
		expect(verdictWhen({ before: { ...before, log: {} } })).toMatchObject({
			is: 'drifted',
			because: expect.stringMatching(/^before the fix log line .* is missing$/),
		});
		const race: Scenario = { ...wrongPort, race: true };
		expect(verdictWhen({ before: { ...before, log: {} } }, race)).toEqual({ is: 'holds' });
		expect(verdictWhen({ before: { ...before, outcome: '504' } }, race)).toMatchObject({ is: 'drifted' });
		expect(verdictWhen({ after: { ...after, commands: [] } })).toMatchObject({
			because: 'after the fix the commands are not what is recorded',
		});
		expect(verdictWhen({ before: { ...before, files: { ...before.files, 'toy.json': [] } } })).toMatchObject({
			because: 'before the fix toy.json is not what is recorded',
		});
		expect(verdictWhen({ apps: { application: '99' } })).toEqual({
			is: 'not recorded',
			because: 'with application 99',
		});
	});
});

test('a check says what does not hold and counts what does', () => {
	const folder = mkdtempSync(join(directory, 'recordings-'));
	writeScenarios(folder, new Map([[wrongPort, recordedOf(wrongPort)]]), all);
	const verdicts = new Map([...results].map(([one, result]) => [one, verdictOn(one, result, folder)]));
	expect(summaryOfScenarios(verdicts)).toBe('2 of 4 fixes hold');
	const lines = linesOfScenarios(verdicts).join('\n');
	expect(lines).toContain('toy-not-installed: skipped, ');
	expect(lines).toContain('toy-never-fixed: after the fix the visitor got "502" instead of "200"');
	expect(lines).toContain('toy-no-start: the fix holds, but is not recorded with toy-failing');
	expect(lines).not.toContain('toy-wrong-port');
});

test('commands are what a person would type', () => {
	const acts = [
		run('chmod 600 app.sock'),
		ask('/', 2),
		occupy('/slow', 3),
		occupy('/slow', 1),
		stop(gateway, 'SIGKILL'),
		wait(500),
	];
	const curl = "curl -H 'Host: lab.example' http://127.0.0.1:8080/";
	expect(commandsOf(acts, { port: 8080 })).toEqual([
		'chmod 600 app.sock',
		curl,
		curl,
		`for i in $(seq 3); do ${curl}slow & done`,
		`${curl}slow &`,
		`pkill -KILL ${gateway.program}`,
		'sleep 0.5',
	]);
});

test.each([
	[
		['a', 'b', 'c'],
		['a', 'x', 'c'],
		['- b', '+ x'],
	],
	[['a', 'c'], ['a', 'b', 'c'], ['+ b']],
	[['a', 'a'], ['a'], ['- a']],
	[['a'], ['a'], []],
])('of %j and %j the lines that differ are %j', (before, after, changed) => {
	expect(changedLines(before, after)).toEqual(changed);
});
