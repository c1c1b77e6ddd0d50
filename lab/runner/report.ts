import type { Gateway } from '../gateway.ts';
import { type Mode, outcomesOfRace } from '../mode.ts';
import type { Recording } from '../recording.ts';
import { compareCells, type Verdict } from './compare.ts';
import { notInstalled } from './program.ts';

/** What a check found, counted and in words. */

export interface Comparison {
	gateway: string;
	version: string;
	/** Mode → verdict. */
	verdicts: ReadonlyMap<string, Verdict>;
}

/** Compares all cells that a run of today has with the recorded ones. */
export function compareRecordings(recorded: Recording, today: Recording, modes: readonly Mode[]): Comparison {
	const { gateway, version } = today;
	return {
		gateway,
		version,
		verdicts: new Map(
			modes
				.filter(({ id }) => today.modes[id])
				.map((mode) => {
					const allowed = outcomesOfRace(mode, gateway, recorded.modes[mode.id]?.outcome);
					return [mode.id, compareCells(recorded, today, mode.id, allowed)];
				}),
		),
	};
}

/** Mode → in what it differs, for each cell that drifted. */
export const drifted = ({ verdicts }: Comparison): Map<string, string> =>
	new Map([...verdicts].flatMap(([mode, verdict]) => (verdict.is === 'drifted' ? [[mode, verdict.because]] : [])));

const count = (comparisons: readonly Comparison[], wanted: Verdict['is']): number =>
	comparisons.flatMap(({ verdicts }) => [...verdicts.values()]).filter(({ is }) => is === wanted).length;

const number = (value: number): string => value.toLocaleString('en');

/** `nginx 1.22.1: 94 cells, 93 same, 1 drifted`, and a line for each cell that drifted. */
export function linesOf(comparison: Comparison): string[] {
	const { gateway, version, verdicts } = comparison;
	const [same, allowed, drift] = (['same', 'allowed', 'drifted'] as const).map((is) => count([comparison], is));
	const races = allowed ? `, ${number(allowed)} allowed races` : '';
	return [
		`${gateway} ${version}: ${number(verdicts.size)} cells: ${number(same ?? 0)} same${races}, ${number(drift ?? 0)} drifted`,
		...[...drifted(comparison)].map(([mode, because]) => `  ${gateway}/${mode}: ${because}`),
	];
}

/** `2,242 cells: 2,229 same, 13 allowed races, 0 drifted` */
export function summaryOf(comparisons: readonly Comparison[]): string {
	const cells = comparisons.reduce((sum, { verdicts }) => sum + verdicts.size, 0);
	const [same, allowed, drift] = (['same', 'allowed', 'drifted'] as const).map((is) => number(count(comparisons, is)));
	return `${number(cells)} cells: ${same} same, ${allowed} allowed races, ${drift} drifted`;
}

/** One line for a gateway that is not installed. */
export const notInstalledLine = (gateway: Gateway): string => `${gateway.id}: skipped, ${notInstalled(gateway)}`;

/** Lines for a gateway whose twins did not pass. */
export const brokenLines = (gateway: string, because: string, log: string): string[] => [
	`${gateway}: not recorded, ${because}`,
	...log
		.split('\n')
		.filter((line) => line.trim() !== '')
		.slice(-10)
		.map((line) => `  ${line.slice(0, 300)}`),
];
