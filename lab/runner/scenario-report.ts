import type { Scenario } from '../scenario.ts';
import type { ScenarioResult } from './scenario.ts';
import { differenceOfScenario, readScenario } from './scenario-recorder.ts';

/** What a run of scenarios found, counted and in words. */

export type ScenarioVerdict =
	/** Broken before, well after, and as it was recorded. */
	| { is: 'holds' }
	/** Broken before and well after, but there is no recording of these versions to compare it with. */
	| { is: 'not recorded'; because: string }
	| { is: 'skipped'; because: string }
	| { is: 'drifted'; because: string; log: readonly string[] };

/**
 * Compares what came of a scenario with its recording.
 *
 * @param recordings the folder of all recordings
 */
export function verdictOn(scenario: Scenario, result: ScenarioResult, recordings: string): ScenarioVerdict {
	if (result.is === 'skipped') return result;
	if (result.is === 'failed') return { ...result, is: 'drifted' };
	const { installed, recording } = result;
	const recorded = readScenario(recordings, scenario, installed.version);
	if (!recorded) return { is: 'not recorded', because: `with ${scenario.gateway.id} ${installed.version}` };
	const [other] = Object.entries(recording.apps).filter(([app, version]) => recorded.apps[app] !== version);
	if (other) return { is: 'not recorded', because: `with ${other.join(' ')}` };
	const because = differenceOfScenario(recorded, recording, scenario.race);
	return because === undefined ? { is: 'holds' } : { is: 'drifted', because, log: [] };
}

type Verdicts = ReadonlyMap<Scenario, ScenarioVerdict>;

/** Lines about what does not hold, cannot be compared or cannot be run here; what holds needs none. */
export function linesOfScenarios(verdicts: Verdicts): string[] {
	const skipped = Map.groupBy(
		[...verdicts].flatMap(([{ id }, verdict]) => (verdict.is === 'skipped' ? [{ id, because: verdict.because }] : [])),
		({ because }) => because,
	);
	return [
		...[...skipped].map(([because, all]) => `${all.map(({ id }) => id).join(', ')}: skipped, ${because}`),
		...[...verdicts].flatMap(([{ id }, verdict]) => {
			if (verdict.is === 'not recorded') return [`${id}: the fix holds, but is not recorded ${verdict.because}`];
			if (verdict.is !== 'drifted') return [];
			return [`${id}: ${verdict.because}`, ...verdict.log.slice(-10).map((line) => `  ${line.slice(0, 300)}`)];
		}),
	];
}

/** `66 of 66 fixes hold` */
export function summaryOfScenarios(verdicts: Verdicts): string {
	const run = [...verdicts.values()].filter(({ is }) => is !== 'skipped');
	const holding = run.filter(({ is }) => is !== 'drifted');
	return `${holding.length} of ${run.length} fixes hold`;
}
