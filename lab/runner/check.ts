import type { Gateway } from '../gateway.ts';
import type { Mode } from '../mode.ts';
import type { Recording } from '../recording.ts';
import type { Scenario } from '../scenario.ts';
import type { Plan } from './matrix.ts';
import { type Comparison, compareRecordings, drifted } from './report.ts';
import type { ScenarioVerdict } from './scenario-report.ts';
import type { Result } from './work.ts';

/**
 * Runs everything again and compares it with the recordings.
 *
 * On a busy machine a timer can fire late, and a program can take too long to start. So what differs or does not start is
 * tried again, with less beside it each time; drift is what differs every time.
 */

/**
 * How many run at a time: at first as many as wanted, in the last tries one. Five tries, because a race that no mode lists yet
 * (see `Mode.allowed`) and that comes out otherwise every second time would fail every eighth check after three of them.
 */
const triesFrom = (jobs: number): number[] => [jobs, Math.ceil(jobs / 4), 1, 1, 1];

export interface CheckedCells {
	/** In the order of the plan, for all gateways that ran and are recorded in their version. */
	comparisons: ReadonlyMap<Gateway, Comparison>;
	notInstalled: readonly Gateway[];
	/** Gateways whose installed version has no recording. */
	notRecorded: ReadonlyMap<Gateway, string>;
	/** Gateways whose well-behaved twins passed in no try. */
	broken: ReadonlyMap<Gateway, Extract<Result, { is: 'broken' }>>;
	/** `nginx/refuse` → in what it differed at first, for each cell that needed more than one try. */
	repeated: ReadonlyMap<string, string>;
}

/**
 * Checks cells of the matrix.
 *
 * @param plain the mode without which no gateway is known to work; it is part of every try
 * @param run runs a plan with so many jobs
 * @param recordedOf the committed recording of the same gateway and version
 */
export async function checkCells(
	plan: Plan,
	plain: Mode,
	jobs: number,
	run: (plan: Plan, jobs: number) => Promise<ReadonlyMap<Gateway, Result>>,
	recordedOf: (today: Recording) => Recording | undefined,
): Promise<CheckedCells> {
	const comparisons = new Map<Gateway, Comparison>();
	const notInstalled: Gateway[] = [];
	const notRecorded = new Map<Gateway, string>();
	const broken = new Map<Gateway, Extract<Result, { is: 'broken' }>>();
	const repeated = new Map<string, string>();

	let toTry = plan;
	for (const jobsNow of triesFrom(jobs)) {
		const again = new Map<Gateway, readonly Mode[]>();
		for (const [gateway, result] of await run(toTry, jobsNow)) {
			const tried = toTry.get(gateway) ?? [];
			broken.delete(gateway);
			if (result.is === 'not installed') notInstalled.push(gateway);
			else if (result.is === 'broken') {
				broken.set(gateway, result);
				again.set(gateway, tried);
			} else {
				const today = result.recording;
				const recorded = recordedOf(today);
				if (!recorded) {
					notRecorded.set(gateway, today.version);
					continue;
				}
				const comparison = compareRecordings(recorded, today, tried);
				const verdicts = new Map([...(comparisons.get(gateway)?.verdicts ?? []), ...comparison.verdicts]);
				comparisons.set(gateway, { ...comparison, verdicts });
				const differing = drifted(comparison);
				for (const [mode, because] of differing) {
					const cell = `${gateway.id}/${mode}`;
					if (!repeated.has(cell)) repeated.set(cell, because);
				}
				if (differing.size > 0)
					again.set(gateway, [plain, ...tried.filter((mode) => mode !== plain && differing.has(mode.id))]);
			}
		}
		toTry = again;
		if (toTry.size === 0) break;
	}
	const inOrder = new Map(
		[...plan.keys()].flatMap((gateway) => {
			const comparison = comparisons.get(gateway);
			return comparison ? [[gateway, comparison] as const] : [];
		}),
	);
	return { comparisons: inOrder, notInstalled, notRecorded, broken, repeated };
}

export interface CheckedScenarios {
	verdicts: ReadonlyMap<Scenario, ScenarioVerdict>;
	/** Scenario → in what it differed at first, for each that needed more than one try. */
	repeated: ReadonlyMap<string, string>;
}

/**
 * Checks scenarios.
 *
 * @param run runs scenarios with so many jobs, and judges each
 */
export async function checkScenarios(
	wanted: readonly Scenario[],
	jobs: number,
	run: (wanted: readonly Scenario[], jobs: number) => Promise<ReadonlyMap<Scenario, ScenarioVerdict>>,
): Promise<CheckedScenarios> {
	const verdicts = new Map<Scenario, ScenarioVerdict>();
	const repeated = new Map<string, string>();
	let toTry = wanted;
	for (const jobsNow of triesFrom(jobs)) {
		const again: Scenario[] = [];
		for (const [scenario, verdict] of await run(toTry, jobsNow)) {
			verdicts.set(scenario, verdict);
			if (verdict.is !== 'drifted') continue;
			again.push(scenario);
			if (!repeated.has(scenario.id)) repeated.set(scenario.id, verdict.because);
		}
		toTry = again;
		if (toTry.length === 0) break;
	}
	return { verdicts, repeated };
}
