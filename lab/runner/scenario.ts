import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Visit, visitOf } from '../mode.ts';
import type { Outcome, ScenarioRecording, ScenarioState } from '../recording.ts';
import { type Act, appsOf, filesOf, nowhere, type Place, type Program, type Scenario, type Tool } from '../scenario.ts';
import { cellWithoutStart, observedCell } from './cell.ts';
import { makeCertificates } from './certificates.ts';
import { startDns } from './dns.ts';
import { installedFolder, sourceOf } from './install.ts';
import { NotReady } from './instance.ts';
import { isInNamespace, knownNames } from './namespace.ts';
import { normaliser, shortened } from './normalise.ts';
import { freePort } from './ports.ts';
import { type Installed, installedVersion, notInstalled } from './program.ts';
import { commandsOf, Stage } from './scenario-stage.ts';

/** Runs scenarios: each stage is set twice, before the fix and after it, in an empty folder with the same ports. */

export type ScenarioResult =
	| { is: 'recorded'; installed: Installed; recording: ScenarioRecording }
	/** It cannot be run here. */
	| { is: 'skipped'; because: string }
	/** It is not broken before, or not well after: it shows nothing. */
	| { is: 'failed'; because: string; log: readonly string[] };

export interface ScenarioRun {
	/** A folder of its own. */
	directory: string;
	/** How many scenarios run at a time. */
	jobs: number;
	/** Is called for each that has ended. */
	onScenario?: (scenario: Scenario, outcome: string) => void;
}

/** What all scenarios of a run share: certificates, and a resolver that knows the names on them. */
export interface Surroundings {
	/** The folder in which there is one for each scenario. */
	directory: string;
	authority: string;
	certificates: Place['certificates'];
	close: () => void;
}

export async function openSurroundings(run: string): Promise<Surroundings> {
	const directory = join(run, 'scenarios');
	const folder = join(directory, 'certificates');
	mkdirSync(folder, { recursive: true });
	const { authority, upstreams } = makeCertificates();
	const write = (name: string, text: string): string => {
		writeFileSync(join(folder, name), text);
		return join(folder, name);
	};
	const dns = isInNamespace() ? await startDns(knownNames) : undefined;
	return {
		directory,
		authority: write('authority.pem', authority),
		certificates: Object.fromEntries(
			Object.entries(upstreams).map(([name, { certificate, key }]) => [
				name,
				{ certificate: write(`${name}.pem`, certificate), key: write(`${name}.key`, key) },
			]),
		) as Place['certificates'],
		close: () => {
			dns?.close();
			rmSync(directory, { recursive: true, force: true });
		},
	};
}

/** A place for a scenario, with ports that are free. */
export async function newPlace(id: string, { directory, authority, certificates }: Surroundings): Promise<Place> {
	const [port, app, second, closed] = [await freePort(), await freePort(), await freePort(), await freePort()];
	return { directory: join(directory, id), port, app, second, closed, authority, certificates };
}

const versions = new Map<Tool, Installed | undefined>();

/** The installed version of a program, which is asked for it once. */
function versionOf(program: Tool): Installed | undefined {
	if (!versions.has(program)) versions.set(program, installedVersion(program));
	return versions.get(program);
}

/** Why a scenario cannot be run here; `undefined` when it can. */
export function whySkipped(scenario: Scenario): string | undefined {
	const programs: readonly Program[] = [scenario.gateway, ...appsOf(scenario)];
	const missing = [...programs, ...(scenario.tools ?? [])].find((program) => !versionOf(program));
	if (missing) return notInstalled(missing);
	if (scenario.needsNamespace && !isInNamespace()) return `it needs a namespace: ${scenario.needsNamespace}`;
	const root = programs.find(({ asRoot }) => asRoot !== undefined);
	if (root && process.getuid?.() !== 0) return `it needs root: ${root.asRoot}`;
	return scenario.unless?.();
}

/** Runs scenarios, several at a time; those that must be alone come last. */
export async function runScenarios(
	scenarios: readonly Scenario[],
	{ directory, jobs, onScenario }: ScenarioRun,
): Promise<Map<Scenario, ScenarioResult>> {
	const results = new Map<Scenario, ScenarioResult>();
	if (scenarios.length === 0) return results;
	const surroundings = await openSurroundings(directory);
	const workThrough = async (queue: Scenario[]) => {
		for (let next = queue.shift(); next; next = queue.shift()) {
			const result = await runScenario(next, surroundings);
			results.set(next, result);
			onScenario?.(next, result.is === 'recorded' ? `${result.recording.before.outcome}, then 200` : result.is);
		}
	};
	const together = scenarios.filter(({ alone }) => !alone);
	await Promise.all(Array.from({ length: jobs }, () => workThrough(together)));
	await workThrough(scenarios.filter(({ alone }) => alone));
	surroundings.close();
	// In the order in which they were asked for.
	return new Map(
		scenarios.flatMap((scenario) => {
			const result = results.get(scenario);
			return result ? [[scenario, result] as const] : [];
		}),
	);
}

async function runScenario(scenario: Scenario, surroundings: Surroundings): Promise<ScenarioResult> {
	const skipped = whySkipped(scenario);
	if (skipped !== undefined) return { is: 'skipped', because: skipped };
	const installed = versionOf(scenario.gateway);
	if (!installed) throw new Error(`${scenario.gateway.id} vanished.`);
	const place = await newPlace(scenario.id, surroundings);
	const states: ScenarioState[] = [];
	const toCome: readonly (readonly [wanted: Outcome, acts: readonly Act[]])[] = [
		[scenario.expects, scenario.before(place)],
		['200', scenario.after(place)],
	];
	for (const [wanted, acts] of toCome) {
		const state = await stateOf(scenario, acts, place, surroundings);
		if ('because' in state) return { is: 'failed', ...state };
		if (state.outcome !== wanted) {
			const when = states.length === 0 ? 'before' : 'after';
			return {
				is: 'failed',
				because: `${when} the fix the visitor got "${state.outcome}" instead of "${wanted}"`,
				log: Object.entries(state.log ?? {}).flatMap(([file, lines]) => lines.map((line) => `${file}: ${line}`)),
			};
		}
		states.push(state);
	}
	const [before, after] = states;
	if (!before || !after) throw new Error('A scenario has two states.');
	const apps = appsOf(scenario);
	const ofApps = (says: (app: Program) => string): Record<string, string> =>
		Object.fromEntries(apps.map((app) => [app.product, says(app)]));
	const { says, fix, changes, like } = scenario;
	return {
		is: 'recorded',
		installed,
		recording: {
			says,
			fix,
			changes,
			...(like !== undefined && { like }),
			apps: ofApps((app) => versionOf(app)?.version ?? ''),
			sources: ofApps(sourceOf),
			recorded: new Date().toISOString().slice(0, 10),
			before,
			after,
		},
	};
}

/** Sets a stage, visits it, and says what came of it. */
async function stateOf(
	scenario: Scenario,
	acts: readonly Act[],
	place: Place,
	surroundings: Surroundings,
): Promise<ScenarioState | { because: string; log: readonly string[] }> {
	const { normal, normalSource } = normalisersFor(scenario, place, surroundings);
	const path = scenario.visit?.path ?? '/';
	const stable = stableLine([scenario.gateway, ...appsOf(scenario)]);
	const stage = new Stage(scenario, acts, place);
	const said = { files: linesOf(acts, normalSource), commands: commandsOf(acts, place).map(normalSource) };
	try {
		await stage.perform();
		const observation = await stage.observe(visitOfScenario(scenario), path);
		const { cell, answer } = observedCell(observation, normal, { stable }, shortened(path));
		return { ...said, ...withoutKey(cell), ...(answer && { answer }) };
	} catch (error) {
		if (!(error instanceof NotReady)) throw error;
		if (scenario.expects === 'no start' && error.ended !== undefined)
			return { ...said, ...withoutKey(cellWithoutStart(error, normal, { stable }).cell) };
		return { because: error.message, log: [...error.log.values()].flat() };
	} finally {
		await stage.stop();
		rmSync(place.directory, { recursive: true, force: true });
	}
}

const withoutKey = <Cell extends { answer?: string }>({ answer: _, ...cell }: Cell): Omit<Cell, 'answer'> => cell;

/** The visit that counts, with everything said. */
export const visitOfScenario = ({ visit = {} }: Scenario): Visit => {
	const { path: _, ...rest } = visit;
	return visitOf({ visit: rest });
};

const linesOf = (acts: readonly Act[], normal: (text: string) => string): Record<string, string[]> =>
	Object.fromEntries(
		Object.entries(filesOf(acts)).map(([file, text]) => [
			file,
			normal(text)
				.split('\n')
				.map((line) => line.trimEnd())
				.filter((line) => line !== ''),
		]),
	);

const stableLine =
	(programs: readonly Program[]) =>
	(line: string): string =>
		programs.reduce((text, { stable }) => stable?.(text) ?? text, line);

/** For logs, and for what the lab wrote itself: there each of its ports is one, wherever it stands. */
function normalisersFor(
	scenario: Scenario,
	place: Place,
	{ directory }: Surroundings,
): { normal: (text: string) => string; normalSource: (text: string) => string } {
	const ports = new Map(
		(['port', 'app', 'second', 'closed'] as const).map((name) => [String(place[name]), String(nowhere[name])]),
	);
	const programs = [scenario.gateway, ...appsOf(scenario)];
	const folders = programs.map(({ install }) => installedFolder(install)).filter((folder) => folder !== '');
	const directories = [place.directory, directory, ...folders];
	const withPorts = (text: string) => text.replace(/\b\d{5}\b/g, (number) => ports.get(number) ?? number);
	return {
		normal: normaliser({
			directories,
			ports,
			varies: programs.flatMap(({ varies = [] }) => varies),
		}),
		normalSource: (text) =>
			withPorts(directories.reduce((normal, folder) => normal.replaceAll(folder, nowhere.directory), text)),
	};
}
