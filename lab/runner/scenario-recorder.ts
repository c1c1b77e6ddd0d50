import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileOf, type ScenarioRecording, type ScenarioRecordings, type ScenarioState } from '../recording.ts';
import type { Scenario } from '../scenario.ts';
import { differenceOf } from './compare.ts';
import { sourceOf } from './install.ts';
import { systemName } from './program.ts';
import { printed, writeWhole } from './recorder.ts';
import type { ScenarioResult } from './scenario.ts';

/** Reads, compares and writes the recordings of scenarios. */

type Recorded = Extract<ScenarioResult, { is: 'recorded' }>;

const folderOf = (recordings: string): string => join(recordings, 'scenarios');

/**
 * @param recordings the folder of all recordings
 */
export function readScenarios(
	recordings: string,
	which: { gateway: string; version: string },
): ScenarioRecordings | undefined {
	const file = join(folderOf(recordings), fileOf(which));
	return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as ScenarioRecordings) : undefined;
}

/** The recording of a scenario with the gateway of a version; `undefined` when there is none. */
export const readScenario = (
	recordings: string,
	{ id, gateway }: Pick<Scenario, 'id' | 'gateway'>,
	version: string,
): ScenarioRecording | undefined => readScenarios(recordings, { gateway: gateway.id, version })?.scenarios[id];

/**
 * Writes what was recorded, one file for a gateway. What did not change, and what was not run, stays as it is.
 *
 * @param known all scenarios; what is recorded and is none of these is dropped
 * @returns the files
 */
export function writeScenarios(
	recordings: string,
	results: ReadonlyMap<Scenario, Recorded>,
	known: readonly Scenario[],
): string[] {
	const gateways = new Map([...results.keys()].map(({ gateway }) => [gateway.id, gateway]));
	return [...gateways.values()].map((gateway) => {
		const own = [...results].filter(([scenario]) => scenario.gateway.id === gateway.id);
		const version = own[0]?.[1].installed.version ?? '';
		const older = readScenarios(recordings, { gateway: gateway.id, version })?.scenarios ?? {};
		const newer = Object.fromEntries(
			own.map(([{ id, race }, { recording }]) => {
				const before = older[id];
				return [id, before && differenceOfScenario(before, recording, race) === undefined ? before : recording];
			}),
		);
		const ids = known.filter((scenario) => scenario.gateway.id === gateway.id).map(({ id }) => id);
		const scenarios = Object.entries({ ...older, ...newer })
			.filter(([id]) => ids.includes(id))
			.sort(([one], [other]) => (one < other ? -1 : 1));
		const { id, product } = gateway;
		const all: ScenarioRecordings = {
			format: 1,
			gateway: id,
			product,
			version,
			source: sourceOf(gateway),
			system: systemName(),
			scenarios: Object.fromEntries(scenarios),
		};
		return writeWhole(folderOf(recordings), fileOf({ gateway: id, version }), printed(all));
	});
}

/**
 * In what a scenario of today differs from the recorded one, in words; `undefined` when nothing that counts does.
 *
 * @param race the same outcome before the fix is enough
 */
export function differenceOfScenario(
	recorded: ScenarioRecording,
	today: ScenarioRecording,
	race = false,
): string | undefined {
	for (const what of ['says', 'fix', 'changes', 'like'] as const)
		if (recorded[what] !== today[what]) return `"${what}" is not what is recorded`;
	for (const [product, version] of Object.entries(today.apps))
		if (recorded.apps[product] !== version)
			return `${product} ${version} is installed, and ${recorded.apps[product] ?? 'none'} was recorded`;
	const [before, after] = [
		differenceOfState(recorded.before, race ? { ...today.before, log: recorded.before.log } : today.before),
		differenceOfState(recorded.after, today.after),
	];
	if (before !== undefined) return `before the fix ${before}`;
	return after === undefined ? undefined : `after the fix ${after}`;
}

function differenceOfState(recorded: ScenarioState, today: ScenarioState): string | undefined {
	const file = [...new Set([...Object.keys(recorded.files), ...Object.keys(today.files)])].find(
		(name) => String(recorded.files[name]) !== String(today.files[name]),
	);
	if (file !== undefined) return `${file} is not what is recorded`;
	if (String(recorded.commands) !== String(today.commands)) return 'the commands are not what is recorded';
	return differenceOf(recorded, today);
}
