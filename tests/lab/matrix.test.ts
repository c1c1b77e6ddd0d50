import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Gateway } from '../../lab/gateway.ts';
import { modeCalled } from '../../lab/modes/index.ts';
import { answerOf, type Recording } from '../../lab/recording.ts';
import { runPlan } from '../../lab/runner/matrix.ts';
import { compareRecordings, drifted } from '../../lab/runner/report.ts';
import type { Result } from '../../lab/runner/work.ts';
import { toy } from './toy.ts';

const good = toy('toy');
const alwaysWrong = toy('toy-always-502', { answerAlways: 502 });
const failing = toy('toy-failing', { failAtOnce: true });
const absent: Gateway = { ...toy('toy-absent'), program: 'no-such-program' };

const modes = ['ok', 'post-ok', 'keepalive-ok', 'unix-ok', 'refuse', 'close-after-request', 'close-mid-body'].map(
	modeCalled,
);

let directory: string;
let results: Map<Gateway, Result>;

beforeAll(async () => {
	directory = mkdtempSync(join(tmpdir(), 'lab-test-'));
	chmodSync(directory, 0o755);
	const plan = new Map([good, alwaysWrong, failing, absent].map((gateway) => [gateway, modes]));
	results = await runPlan(plan, { directory, jobs: 4 });
}, 120_000);
afterAll(() => rmSync(directory, { recursive: true }));

const recordingOf = (gateway: Gateway): Recording => {
	const result = results.get(gateway);
	if (result?.is !== 'recorded') throw new Error(`${gateway.id} is ${JSON.stringify(result)}.`);
	return result.recording;
};

describe('a gateway that works', () => {
	test('is recorded, with what the visitor and the operator see', () => {
		const recording = recordingOf(good);
		const { refuse } = recording.modes;
		expect(refuse).toMatchObject({ outcome: '502', request: 'GET /app/x', elapsed: 'at once' });
		expect(refuse?.log).toEqual({ 'toy.log': ['/app/x connect ECONNREFUSED 127.0.0.1:<upstream>'] });
		expect(refuse && answerOf(recording, refuse)).toMatchObject({
			status: 'HTTP/1.1 502 Bad Gateway',
			body: 'toy: ECONNREFUSED',
		});
	});

	test('is recorded in each mode by what happens on the wire', () => {
		const outcomes = Object.entries(recordingOf(good).modes).map(([mode, { outcome, before }]) => [
			mode,
			before ?? [],
			outcome,
		]);
		expect(outcomes).toEqual([
			['close-after-request', [], '502'],
			['close-mid-body', [], 'empty'],
			['keepalive-ok', ['200'], '200'],
			['ok', [], '200'],
			['post-ok', [], '200'],
			['refuse', [], '502'],
		]);
	});

	test('has the modes that it ignores, with the reason', () => {
		expect(recordingOf(good).ignored).toEqual({ 'unix-ok': 'toys know no sockets' });
	});

	test('does the same again', async () => {
		const again = await runPlan(new Map([[good, modes]]), { directory, jobs: 2 });
		const result = again.get(good);
		if (result?.is !== 'recorded') throw new Error('It was not recorded.');
		expect([...drifted(compareRecordings(recordingOf(good), result.recording, modes))]).toEqual([]);
	});
});

describe('a gateway that is set up wrongly is reported and not recorded', () => {
	test('when it never hands on what the upstream says', () => {
		expect(results.get(alwaysWrong)).toMatchObject({
			is: 'broken',
			because: 'answers the plainest upstream with HTTP/1.1 502 Bad Gateway',
			log: expect.stringContaining('always 502'),
		});
	}, 60_000);

	test('when it does not start', () => {
		expect(results.get(failing)).toMatchObject({
			is: 'broken',
			because: 'ended at once (exit code 1)',
			log: expect.stringContaining('toy: bad configuration'),
		});
	});

	test('when it is not there', () => {
		expect(results.get(absent)).toEqual({ is: 'not installed' });
	});
});

test('when the lab is killed, what it started is gone', async () => {
	const outputs = mkdtempSync(join(directory, 'killed-'));
	chmodSync(outputs, 0o777);
	const beats = join(outputs, 'beats');
	const lab = `
		const { start } = await import(${JSON.stringify(join(import.meta.dirname, '../../lab/runner/spawn.ts'))});
		const command = ['sh', '-c', 'sh -c "while :; do echo beat; sleep 0.1; done"'];
		start({ command, directory: ${JSON.stringify(outputs)}, stdout: ${JSON.stringify(beats)}, stderr: '/dev/null' });
		setInterval(() => {}, 1000);
	`;
	const child = spawn(process.execPath, ['--input-type=module', '-e', lab], { stdio: 'inherit' });
	const heard = () => statSync(beats, { throwIfNoEntry: false })?.size ?? 0;
	for (let tries = 0; tries < 200 && heard() === 0; tries++) await pause(50);
	expect(heard()).toBeGreaterThan(0);
	child.kill('SIGKILL');
	await once(child, 'exit');
	await pause(1500);
	const last = heard();
	await pause(1000);
	expect(heard()).toBe(last);
});
