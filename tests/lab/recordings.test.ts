import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { modes } from '../../lab/modes/index.ts';
import { fileOf, type Recording, type ScenarioRecordings } from '../../lab/recording.ts';
import { recordingsFolder } from '../../lab/runner/recorder.ts';
import { scenarios } from '../../lab/scenarios/index.ts';

// What is committed, as a whole: small, complete, and without a trace of the machine on which it was made.

const read = (folder: string) =>
	readdirSync(folder)
		.filter((file) => file.endsWith('.json'))
		.map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));
const all = read(recordingsFolder);
const matrix = all
	.filter(({ file }) => file !== 'modes.json')
	.map(({ file, text }) => ({ file, recording: JSON.parse(text) as Recording }));
const fixes = read(join(recordingsFolder, 'scenarios')).map(({ file, text }) => ({
	file,
	text,
	recording: JSON.parse(text) as ScenarioRecordings,
}));

describe('the committed recordings', () => {
	test('are under 3 MB in all', () => {
		const bytes = [...all, ...fixes].reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
		expect(bytes).toBeLessThan(3_000_000);
	});

	test('cover at least 26 versions of gateways, 2,000 cells, 85 modes and 60 fixes', () => {
		expect(matrix.length).toBeGreaterThanOrEqual(26);
		expect(matrix.reduce((sum, { recording }) => sum + Object.keys(recording.modes).length, 0)).toBeGreaterThan(2000);
		expect(modes.length).toBeGreaterThanOrEqual(85);
		expect(
			fixes.reduce((sum, { recording }) => sum + Object.keys(recording.scenarios).length, 0),
		).toBeGreaterThanOrEqual(60);
	});

	test.each(matrix)('are complete: $file', ({ file, recording }) => {
		expect(file).toBe(fileOf(recording));
		const known = [...Object.keys(recording.modes), ...Object.keys(recording.ignored)].sort();
		expect(known).toEqual(modes.map(({ id }) => id).sort());
		const { answers, configuration } = recording;
		for (const cell of Object.values(recording.modes)) {
			expect(configuration.parts).toHaveProperty([cell.part]);
			if (cell.answer !== undefined) expect(answers).toHaveProperty([cell.answer]);
		}
	});

	test('hold every scenario, each ending in 200', () => {
		const recorded = fixes.flatMap(({ recording }) => Object.entries(recording.scenarios));
		expect(recorded.map(([id]) => id).sort()).toEqual(scenarios.map(({ id }) => id).sort());
		expect(recorded.filter(([, { after }]) => after.outcome !== '200').map(([id]) => id)).toEqual([]);
	});

	test('say nothing of the machine on which they were made', () => {
		const path = /(?:^|[\s"'=(:])\/(?:work|root|home|tmp|Users)\//;
		expect([...all, ...fixes].filter(({ text }) => path.test(text)).map(({ file }) => file)).toEqual([]);
	});
});
