import { describe, expect, test } from 'vitest';
import type { Gateway } from '../../lab/gateway.ts';
import type { Mode } from '../../lab/mode.ts';
import { checkCells, checkScenarios } from '../../lab/runner/check.ts';
import type { Plan } from '../../lab/runner/matrix.ts';
import { drifted } from '../../lab/runner/report.ts';
import type { ScenarioVerdict } from '../../lab/runner/scenario-report.ts';
import type { Result } from '../../lab/runner/work.ts';
import type { Scenario } from '../../lab/scenario.ts';
import { changed, recording } from './fixtures.ts';
import { toy } from './toy.ts';

const gateway = toy('toy');
const modes = ['ok', 'refuse'].map(
	(id): Mode => ({ id, says: '', moment: 'connect', upstream: {}, ...(id === 'ok' && { healthy: true }) }),
);
const [plain] = modes;

const same: Result = { is: 'recorded', recording };
const different: Result = { is: 'recorded', recording: changed('refuse', { outcome: '504' }) };
const broken: Result = { is: 'broken', because: 'its well-behaved twin ok got "502"', log: '' };

/** Checks with results for one try after the other; what was run is kept. */
async function check(results: readonly Result[], recorded = true) {
	if (!plain) throw new Error('There is no plain mode.');
	const runs: { jobs: number; modes: readonly string[] }[] = [];
	const run = async (plan: Plan, jobs: number): Promise<Map<Gateway, Result>> => {
		runs.push({ jobs, modes: plan.get(gateway)?.map(({ id }) => id) ?? [] });
		const result = results[runs.length - 1];
		if (!result) throw new Error('It was tried too often.');
		return new Map([[gateway, result]]);
	};
	const checked = await checkCells(new Map([[gateway, modes]]), plain, 8, run, () =>
		recorded ? recording : undefined,
	);
	const comparison = checked.comparisons.get(gateway);
	return { ...checked, runs, drift: comparison && [...drifted(comparison).keys()] };
}

describe('a check of cells', () => {
	test('ends when all is the same', async () => {
		const { runs, drift, repeated } = await check([same]);
		expect({ runs: runs.length, drift, repeated }).toEqual({ runs: 1, drift: [], repeated: new Map() });
	});

	test('tries again what differs, with less beside it, and takes the last word', async () => {
		const { runs, drift, repeated } = await check([different, different, different, same]);
		expect(runs).toEqual([
			{ jobs: 8, modes: ['ok', 'refuse'] },
			{ jobs: 2, modes: ['ok', 'refuse'] },
			{ jobs: 1, modes: ['ok', 'refuse'] },
			{ jobs: 1, modes: ['ok', 'refuse'] },
		]);
		expect({ drift, repeated: [...repeated] }).toEqual({
			drift: [],
			repeated: [['toy/refuse', 'the visitor got "504" instead of "502"']],
		});
	});

	test('calls drift what differs every time', async () => {
		expect((await check(Array(5).fill(different))).drift).toEqual(['refuse']);
	});

	test('tries again what does not start', async () => {
		const recovered = await check([broken, same]);
		expect({ broken: recovered.broken.size, drift: recovered.drift }).toEqual({ broken: 0, drift: [] });
		expect((await check(Array(5).fill(broken))).broken.get(gateway)).toBe(broken);
	});

	test('says what is not installed and what is not recorded in this version', async () => {
		expect((await check([{ is: 'not installed' }])).notInstalled).toEqual([gateway]);
		expect((await check([same], false)).notRecorded.get(gateway)).toBe(recording.version);
	});
});

describe('a check of scenarios', () => {
	const scenario = { id: 'toy-broken' } as Scenario;
	const other = { id: 'toy-skipped' } as Scenario;

	test('tries again what differs, and nothing else', async () => {
		const verdicts: ScenarioVerdict[] = [{ is: 'drifted', because: '504', log: [] }, { is: 'holds' }];
		const runs: (readonly string[])[] = [];
		const checked = await checkScenarios([scenario, other], 8, async (wanted) => {
			runs.push(wanted.map(({ id }) => id));
			const verdict = verdicts[runs.length - 1];
			return new Map<Scenario, ScenarioVerdict>([
				...(verdict ? [[scenario, verdict] as const] : []),
				[other, { is: 'skipped', because: 'not installed' }],
			]);
		});
		expect(runs).toEqual([['toy-broken', 'toy-skipped'], ['toy-broken']]);
		expect(checked.verdicts.get(scenario)).toEqual({ is: 'holds' });
		expect(checked.verdicts.get(other)?.is).toBe('skipped');
		expect([...checked.repeated]).toEqual([['toy-broken', '504']]);
	});
});
