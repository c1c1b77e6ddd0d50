import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { apps } from '../../lab/apps/index.ts';
import { gateways } from '../../lab/gateways/index.ts';
import { modes } from '../../lab/modes/index.ts';
import type { ScenarioRecordings } from '../../lab/recording.ts';
import { recordingsFolder } from '../../lab/runner/recorder.ts';
import { differenceBetween } from '../../lab/runner/scenario-serve.ts';
import { appsOf, filesOf, nowhere, type Program, programsOf } from '../../lab/scenario.ts';
import { scenarios } from '../../lab/scenarios/index.ts';

const named = scenarios.map((scenario) => [scenario.id, scenario] as const);

test('there are as many scenarios as the handbook says, each with a name of its own', () => {
	expect(scenarios.length).toBeGreaterThanOrEqual(60);
	expect(new Set(scenarios.map(({ id }) => id)).size).toBe(scenarios.length);
});

describe.each(named)('%s', (id, scenario) => {
	const [before, after] = [scenario.before(nowhere), scenario.after(nowhere)];

	test('says in a sentence each what is broken and what was changed', () => {
		expect(id).toMatch(/^[a-z][a-z0-9-]*[a-z0-9]$/);
		for (const sentence of [scenario.says, scenario.fix]) expect(sentence).toMatch(/^\S.{8,160}[^.]\.$/);
		if (scenario.like !== undefined) expect(modes.map((mode) => mode.id)).toContain(scenario.like);
	});

	test('is broken before and not after, by what is told', () => {
		expect(scenario.expects).not.toBe('200');
		expect(differenceBetween(before, after, nowhere)).not.toEqual([]);
	});

	test('starts its gateway, and nothing that the lab does not know', () => {
		const idsOf = (programs: readonly Program[]) => programs.map((program) => program.id);
		expect(idsOf(gateways)).toContain(scenario.gateway.id);
		for (const acts of [before, after]) expect(idsOf(programsOf(acts))).toContain(scenario.gateway.id);
		for (const app of idsOf(appsOf(scenario))) expect(idsOf(apps)).toContain(app);
	});

	test('needs nothing of the machine on which it was written', () => {
		const texts = [...Object.values(filesOf(before)), ...Object.values(filesOf(after))].join('\n');
		expect(texts).not.toMatch(/\/(?:root|home|work|tmp)\//);
	});
});

test.each(apps.map((app) => [app.id, app] as const))(
	'the application server %s keeps apart what it prints',
	(id, app) => {
		expect(id).toMatch(/^[a-z][a-z0-9-]*$/);
		for (const gateway of gateways) {
			expect(gateway.id).not.toBe(id);
			for (const { file } of app.logs) expect(gateway.logs.map((log) => log.file)).not.toContain(file);
		}
	},
);

const folder = join(recordingsFolder, 'scenarios');
const recordings = readdirSync(folder)
	.filter((file) => file.endsWith('.json'))
	.map((file) => [file, readFileSync(join(folder, file), 'utf8')] as const);

describe.each(recordings)('the recording %s', (file, text) => {
	const recording = JSON.parse(text) as ScenarioRecordings;

	test('is called as its gateway and version, and holds scenarios of that gateway', () => {
		expect(file).toBe(`${recording.gateway}-${recording.version}.json`);
		for (const id of Object.keys(recording.scenarios)) {
			const scenario = scenarios.find((candidate) => candidate.id === id);
			expect(scenario?.gateway.id).toBe(recording.gateway);
		}
	});

	test('has every scenario broken as it says before the fix, and well after it', () => {
		for (const [id, { says, before, after }] of Object.entries(recording.scenarios)) {
			const scenario = scenarios.find((candidate) => candidate.id === id);
			expect(before.outcome).toBe(scenario?.expects);
			expect(after.outcome).toBe('200');
			expect(says).toBe(scenario?.says);
		}
	});

	test('names nothing of the machine on which it was made', () => {
		expect(text).not.toMatch(/\/(?:root|home|work|tmp)\//);
		expect(text).not.toMatch(/127\.0\.0\.1:2[1-9]\d{3}\b/);
	});
});
