import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { apps } from './apps/index.ts';
import type { Gateway } from './gateway.ts';
import { gateways } from './gateways/index.ts';
import { type Mode, needsNamespace, outcomesOfRace } from './mode.ts';
import { modeCalled, modes } from './modes/index.ts';
import { checkCells, checkScenarios } from './runner/check.ts';
import { installAll, installCommandOf, showInstalled, whyNotReadable } from './runner/install.ts';
import { type Plan, runPlan } from './runner/matrix.ts';
import { furnish, isInNamespace, runInNamespace, whyNoNamespace } from './runner/namespace.ts';
import { installedVersion } from './runner/program.ts';
import {
	mergedRecording,
	readRecording,
	recordedVersions,
	recordingsFolder,
	writeModes,
	writeRecording,
} from './runner/recorder.ts';
import { brokenLines, drifted, linesOf, notInstalledLine, summaryOf } from './runner/report.ts';
import { runScenarios, type ScenarioResult } from './runner/scenario.ts';
import { writeScenarios } from './runner/scenario-recorder.ts';
import { linesOfScenarios, summaryOfScenarios, verdictOn } from './runner/scenario-report.ts';
import { serveScenario } from './runner/scenario-serve.ts';
import { serve } from './runner/serve.ts';
import type { Result } from './runner/work.ts';
import type { Program, Scenario } from './scenario.ts';
import { scenarioCalled, scenarios } from './scenarios/index.ts';

const usage = `npm run lab                        record all gateways that are installed
npm run lab -- --check             run everything again and compare with the recordings; exit code 1 on drift
npm run lab -- list                the gateways, the modes and the scenarios
npm run lab -- install             install all that is missing and not from Debian; or name it: envoy, npm, pypi
npm run lab -- serve nginx/refuse  keep one broken setup running, to look at it
npm run lab -- serve <scenario>    the same with one that can be fixed while it runs

  --only nginx,apache   these gateways only
  --modes refuse,ok     these modes only, with the well-behaved twins, and no scenarios
  --scenarios a,b       these scenarios only ("all" for all of them), and no modes; "none" for modes only
  --jobs 8              how many gateways run at a time; they mostly wait
  --recordings folder   where the recordings are
  --no-namespace        on the loopback of this machine, without the modes that need a namespace`;

const { values: options, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		check: { type: 'boolean', default: false },
		only: { type: 'string' },
		modes: { type: 'string' },
		scenarios: { type: 'string' },
		jobs: { type: 'string', default: '8' },
		recordings: { type: 'string', default: recordingsFolder },
		'no-namespace': { type: 'boolean', default: false },
		help: { type: 'boolean', short: 'h', default: false },
	},
});

const print = (...lines: readonly string[]): void => {
	for (const line of lines) console.log(line);
};

/** The folder of the run; inside the namespace, the one that was made outside. */
const folderVariable = 'LAB_DIRECTORY';

async function main(): Promise<number> {
	const [command = options.check ? 'check' : 'record', ...names] = positionals;
	if (options.help) {
		print(usage);
		return 0;
	}
	if (command === 'list') return list();
	if (command === 'install') return install(names);
	if (!['record', 'check', 'serve'].includes(command)) throw new Error(`There is no "${command}".\n\n${usage}`);

	const [served = ''] = command === 'serve' ? names : [];
	const scenario = served !== '' && !served.includes('/') ? scenarioCalled(served) : undefined;
	const setup = command === 'serve' && !scenario ? setupCalled(served) : undefined;
	const reason = setup ? needsNamespace(setup.mode) : scenario?.needsNamespace;
	const wantsNamespace = command === 'serve' ? reason !== undefined : true;
	if (wantsNamespace && !isInNamespace()) {
		const because = options['no-namespace'] ? 'none is wanted' : whyNoNamespace();
		if (because === undefined) return withFolder((folder) => inNamespace(folder));
		print(`Without a namespace (${because}) some modes are skipped: names, routes and TLS need one.`);
	}
	const unreadable = isInNamespace() ? undefined : whyNotReadable();
	if (unreadable !== undefined) print(`What the lab has installed will not start: ${unreadable}.`);
	const run = (folder: string): Promise<number> => {
		if (scenario) return serveScenario(scenario, folder, print);
		if (setup) return serve(setup.gateway, setup.mode, folder, print);
		return command === 'check' ? check(folder) : record(folder);
	};
	const given = process.env[folderVariable];
	if (!isInNamespace() || given === undefined) return withFolder(run);
	furnish(given);
	showInstalled(given);
	return run(given);
}

/** Runs with a folder that is removed when this process ends, also when it is interrupted. */
function withFolder(run: (folder: string) => Promise<number>): Promise<number> {
	const folder = mkdtempSync(join(tmpdir(), 'lab-'));
	chmodSync(folder, 0o755);
	process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
	return run(folder);
}

function inNamespace(folder: string): Promise<number> {
	process.env[folderVariable] = folder;
	return runInNamespace(import.meta.filename, process.argv.slice(2));
}

function list(): number {
	const widthOf = (all: readonly { id: string }[]) => Math.max(...all.map(({ id }) => id.length)) + 2;
	const width = widthOf([...gateways, ...apps]);
	const listPrograms = (programs: readonly Program[]) => {
		for (const program of programs) {
			const installed = installedVersion(program);
			print(`  ${program.id.padEnd(width)}${installed?.version ?? `not installed: ${installCommandOf(program)}`}`);
		}
	};
	print(`${gateways.length} gateways`, '');
	listPrograms(gateways);
	print('', `${apps.length} application servers`, '');
	listPrograms(apps);
	print('', `${modes.length} modes`, '');
	for (const { id, says, healthy } of modes) print(`  ${id.padEnd(28)}${says}${healthy ? ' (well-behaved twin)' : ''}`);
	print('', `${scenarios.length} scenarios`, '');
	for (const { id, says } of scenarios) print(`  ${id.padEnd(widthOf(scenarios))}${says}`);
	return 0;
}

/** Installs what is named, by its id or its registry (`npm`, `pypi`, …), or everything. */
function install(names: readonly string[]): Promise<number> {
	const all = [...gateways, ...apps];
	const called = (name: string) => {
		const found = all.filter(({ id, install }) => id === name || name in install);
		return found.length > 0 ? found : [gatewayCalled(name)];
	};
	const wanted = names.length > 0 ? [...new Set(names.flatMap(called))] : all;
	return installAll(
		wanted.map((gateway) => ({
			...gateway,
			isThere: 'debian' in gateway.install && installedVersion(gateway) !== undefined,
		})),
		print,
	);
}

function gatewayCalled(id: string): Gateway {
	const gateway = gateways.find((candidate) => candidate.id === id);
	if (!gateway) throw new Error(`No gateway is called "${id}". "npm run lab -- list" lists them.`);
	return gateway;
}

function setupCalled(name: string): { gateway: Gateway; mode: Mode } {
	const [gateway = '', mode = ''] = name.split('/');
	return { gateway: gatewayCalled(gateway), mode: modeCalled(mode) };
}

/** None, when only scenarios are wanted. */
const wantedGateways = (): readonly Gateway[] => {
	if (options.scenarios !== undefined && options.scenarios !== 'none') return [];
	return options.only?.split(',').map(gatewayCalled) ?? gateways;
};

const wantedModes = (): readonly Mode[] => {
	const wanted = options.modes?.split(',').map(modeCalled);
	return wanted ? modes.filter((mode) => mode.healthy || wanted.includes(mode)) : modes;
};

const wantedScenarios = (): readonly Scenario[] => {
	if (options.scenarios === 'none') return [];
	if (options.scenarios !== undefined && options.scenarios !== 'all')
		return options.scenarios.split(',').map(scenarioCalled);
	if (options.scenarios === undefined && options.modes !== undefined) return [];
	const only = options.only?.split(',').map(gatewayCalled);
	return scenarios.filter(({ gateway }) => only?.some(({ id }) => id === gateway.id) ?? true);
};

/** Runs a plan and says how far it is. */
function runWithProgress(plan: Plan, directory: string, jobs: number): Promise<Map<Gateway, Result>> {
	if (plan.size === 0) return Promise.resolve(new Map());
	const all = [...plan.values()].reduce((sum, { length }) => sum + length, 0);
	return withProgress(`of up to ${all} cells`, (done) =>
		runPlan(plan, {
			directory,
			jobs,
			onCell: (gateway, mode, outcome) => done(`${gateway}/${mode}: ${outcome}`),
		}),
	);
}

/** Runs scenarios and says how far it is. */
function runScenariosWithProgress(
	wanted: readonly Scenario[],
	directory: string,
	jobs: number,
): Promise<Map<Scenario, ScenarioResult>> {
	if (wanted.length === 0) return Promise.resolve(new Map());
	return withProgress(`of ${wanted.length} scenarios`, (done) =>
		runScenarios(wanted, {
			directory,
			jobs,
			onScenario: ({ id }, outcome) => done(`${id}: ${outcome}`),
		}),
	);
}

/** Counts what has been done: on a terminal in one line that changes, elsewhere every ten seconds. */
async function withProgress<Done>(of: string, work: (done: (what: string) => void) => Promise<Done>): Promise<Done> {
	let count = 0;
	let last = '';
	const say = () =>
		process.stderr.write(
			`${process.stderr.isTTY ? '\r\x1b[K' : ''}${count} ${of}${last}${process.stderr.isTTY ? '' : '\n'}`,
		);
	const timer = setInterval(say, process.stderr.isTTY ? 200 : 10_000);
	try {
		return await work((what) => {
			count++;
			last = `, ${what}`;
		});
	} finally {
		clearInterval(timer);
		if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
	}
}

async function record(folder: string): Promise<number> {
	const plan = new Map(wantedGateways().map((gateway) => [gateway, wantedModes()]));
	const results = await runWithProgress(plan, folder, Number(options.jobs));
	writeModes(options.recordings, modes);
	const isPartial = options.modes !== undefined || !isInNamespace();
	for (const [gateway, result] of results) {
		if (result.is === 'not installed') print(notInstalledLine(gateway));
		else if (result.is === 'broken') print(...brokenLines(gateway.id, result.because, result.log));
		else {
			const { recording } = result;
			const merged = mergedRecording(
				readRecording(options.recordings, recording),
				recording,
				isPartial,
				(mode, recorded) => outcomesOfRace(modeCalled(mode), gateway.id, recorded),
			);
			const file = writeRecording(options.recordings, merged);
			print(`${gateway.id} ${recording.version}: ${Object.keys(recording.modes).length} cells in ${file}`);
		}
	}
	const isRecorded = await recordScenarios(folder);
	return isRecorded && [...results.values()].every(({ is }) => is !== 'broken') ? 0 : 1;
}

/** Records the scenarios that are wanted; hands back whether none of them failed. */
async function recordScenarios(folder: string): Promise<boolean> {
	const results = await runScenariosWithProgress(wantedScenarios(), folder, Number(options.jobs));
	const recorded = new Map(
		[...results].flatMap(([scenario, result]) => (result.is === 'recorded' ? [[scenario, result]] : [])),
	);
	const files = writeScenarios(options.recordings, recorded, scenarios);
	const verdicts = new Map(
		[...results].map(([scenario, result]) => [scenario, verdictOn(scenario, result, options.recordings)]),
	);
	print(...linesOfScenarios(verdicts));
	if (recorded.size > 0) print(`scenarios recorded: ${recorded.size}, in ${files.join(', ')}`);
	return [...results.values()].every(({ is }) => is !== 'failed');
}

async function check(folder: string): Promise<number> {
	const jobs = Number(options.jobs);
	const cells = await checkCells(
		new Map(wantedGateways().map((gateway) => [gateway, wantedModes()])),
		modeCalled('ok'),
		jobs,
		(plan, jobsNow) => runWithProgress(plan, folder, jobsNow),
		(today) => readRecording(options.recordings, today),
	);
	const fixes = await checkScenarios(wantedScenarios(), jobs, async (wanted, jobsNow) => {
		const results = await runScenariosWithProgress(wanted, folder, jobsNow);
		return new Map(
			[...results].map(([scenario, result]) => [scenario, verdictOn(scenario, result, options.recordings)]),
		);
	});

	print(...cells.notInstalled.map(notInstalledLine));
	for (const [{ id }, version] of cells.notRecorded) {
		const versions = recordedVersions(options.recordings, id).join(', ') || 'none';
		print(`${id} ${version}: this version is not recorded (recorded: ${versions})`);
	}
	for (const [{ id }, { because, log }] of cells.broken) print(...brokenLines(id, because, log));
	const comparisons = [...cells.comparisons.values()];
	for (const comparison of comparisons) print(...linesOf(comparison));
	print(...linesOfScenarios(fixes.verdicts));
	const repeated = [...cells.repeated, ...fixes.repeated];
	if (repeated.length > 0) print('tried again, and in the first try:');
	print(...repeated.map(([what, because]) => `  ${what}: ${because}`));
	const summaries = [
		...(comparisons.length > 0 ? [summaryOf(comparisons)] : []),
		...(fixes.verdicts.size > 0 ? [summaryOfScenarios(fixes.verdicts)] : []),
	];
	print(`${summaries.join('; ')}${repeated.length > 0 ? ` (${repeated.length} tried again)` : ''}`);

	const verdicts = [...fixes.verdicts.values()];
	const isEmpty =
		comparisons.every(({ verdicts: { size } }) => size === 0) && verdicts.every(({ is }) => is === 'skipped');
	const isDrifted =
		comparisons.some((comparison) => drifted(comparison).size > 0) || verdicts.some(({ is }) => is === 'drifted');
	return cells.broken.size > 0 || isEmpty || isDrifted ? 1 : 0;
}

try {
	process.exit(await main());
} catch (error) {
	console.error(error instanceof Error ? (process.env.LAB_TRACE ? error.stack : error.message) : error);
	process.exit(2);
}
