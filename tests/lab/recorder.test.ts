import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fileOf, partsOf } from '../../lab/recording.ts';
import {
	mergedRecording,
	printed,
	readRecording,
	recordedVersions,
	tidy,
	writeRecording,
} from '../../lab/runner/recorder.ts';
import { changed, recording } from './fixtures.ts';

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), 'recordings-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('the file of a recording', () => {
	test('holds all that was recorded', () => {
		writeRecording(folder, recording);
		expect(readRecording(folder, recording)).toEqual(recording);
	});

	test('is the only one that writing leaves', () => {
		writeRecording(folder, recording);
		writeRecording(folder, { ...recording, recorded: '2027-01-01' });
		expect(readdirSync(folder)).toEqual([fileOf(recording)]);
	});

	test('is found by version', () => {
		writeRecording(folder, recording);
		writeRecording(folder, { ...recording, version: '1.2.3' });
		writeRecording(folder, { ...recording, gateway: 'toy-next', version: '2.0' });
		expect(recordedVersions(folder, 'toy').sort()).toEqual(['1.0', '1.2.3']);
		expect(readRecording(folder, { gateway: 'toy', version: '3.0' })).toBeUndefined();
	});

	test('has a list on one line where it fits into 120 columns', () => {
		const lines = printed(recording).split('\n');
		expect(lines).toContain('\t\t"command": ["toy", "-f", "/run/lab/toy.conf"],');
		expect(Math.max(...lines.map((line) => line.replaceAll('\t', '  ').length))).toBeLessThanOrEqual(120);
	});
});

describe('recording again', () => {
	test('changes nothing when nothing that counts has changed', () => {
		const again = changed('refuse', {
			elapsed: 'about 1 s',
			log: { 'error.log': ['<time> connect() failed (112: Connection refused)'] },
		});
		expect(mergedRecording(recording, again, false)).toEqual(tidy(recording));
	});

	test('changes nothing when a race went the other way', () => {
		const again = changed('refuse', { outcome: '504' });
		expect(mergedRecording(recording, again, false, () => ['502', '504'])).toEqual(tidy(recording));
	});

	test('changes the cell that drifted, and the date', () => {
		const merged = mergedRecording(recording, changed('refuse', { outcome: '504' }), false);
		expect(merged.recorded).toBe('2027-01-01');
		expect(merged.modes.refuse?.outcome).toBe('504');
		expect(merged.modes.ok).toEqual(recording.modes.ok);
	});

	test('of some modes keeps the others', () => {
		const { refuse: _, 'close-mid-body': __, ...modes } = recording.modes;
		const some = { ...recording, modes };
		expect(Object.keys(mergedRecording(recording, some, true).modes)).toEqual(Object.keys(recording.modes));
		expect(Object.keys(mergedRecording(recording, some, false).modes)).toEqual(['ok']);
	});

	test('leaves no answer that no mode refers to', () => {
		const { refuse: _, ...modes } = recording.modes;
		expect(Object.keys(tidy({ ...recording, modes }).answers)).toEqual(['200-0a']);
	});
});

test.each([
	['502', { status: 502, ended: 'whole' }],
	['200 cut', { status: 200, ended: 'cut' }],
	['200 hang', { status: 200, ended: 'hang' }],
	['0', { status: 0, ended: 'whole' }],
	['hang', { ended: 'hang' }],
	['raw hang', { ended: 'hang' }],
	['empty', { ended: 'nothing' }],
	['no start', { ended: 'nothing' }],
])('the outcome %s has its parts', (outcome, parts) => {
	expect(partsOf(outcome)).toEqual(parts);
});
