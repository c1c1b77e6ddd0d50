import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Gateway } from './gateway.ts';
import { gateways } from './gateways/index.ts';
import { type Mode, needsNamespace } from './mode.ts';
import { modeCalled, modes } from './modes/index.ts';
import type { Recording } from './recording.ts';
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
import {
	brokenLines,
	type Comparison,
	compareRecordings,
	drifted,
	linesOf,
	notInstalledLine,
	summaryOf,
} from './runner/report.ts';
import { serve } from './runner/serve.ts';
import type { Result } from './runner/work.ts';

const usage = `npm run lab                        record all gateways that are installed
npm run lab -- --check             run everything again and compare with the recordings; exit code 1 on drift
npm run lab -- list                the gateways and the modes
npm run lab -- serve nginx/refuse  keep one broken setup running, to look at it

  --only nginx,apache   these gateways only
  --modes refuse,ok     these modes only, with the well-behaved twins
  --jobs 8              how many gateways run at a time; they mostly wait
  --recordings folder   where the recordings are
  --no-namespace        on the loopback of this machine, without the modes that need a namespace`;

const { values: options, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		check: { type: 'boolean', default: false },
		only: { type: 'string' },
		modes: { type: 'string' },
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
	const [command = options.check ? 'check' : 'record', argument = ''] = positionals;
	if (options.help) {
		print(usage);
		return 0;
	}
	if (command === 'list') return list();
	if (!['record', 'check', 'serve'].includes(command)) throw new Error(`There is no "${command}".\n\n${usage}`);

	const setup = command === 'serve' ? setupCalled(argument) : undefined;
	const wantsNamespace = setup ? needsNamespace(setup.mode) !== undefined : true;
	if (wantsNamespace && !isInNamespace()) {
		const because = options['no-namespace'] ? 'none is wanted' : whyNoNamespace();
		if (because === undefined) return withFolder((folder) => inNamespace(folder));
		print(`Without a namespace (${because}) some modes are skipped: names, routes and TLS need one.`);
	}
	const run = (folder: string): Promise<number> => {
		if (setup) return serve(setup.gateway, setup.mode, folder, print);
		return command === 'check' ? check(folder) : record(folder);
	};
	const given = process.env[folderVariable];
	if (!isInNamespace() || given === undefined) return withFolder(run);
	furnish(given);
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
	print(`${gateways.length} gateways`, '');
	for (const gateway of gateways) {
		const installed = installedVersion(gateway);
		print(`  ${gateway.id.padEnd(16)}${installed?.version ?? `not installed: ${gateway.install}`}`);
	}
	print('', `${modes.length} modes`, '');
	for (const { id, says, healthy } of modes) print(`  ${id.padEnd(28)}${says}${healthy ? ' (well-behaved twin)' : ''}`);
	return 0;
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

const wantedGateways = (): readonly Gateway[] => options.only?.split(',').map(gatewayCalled) ?? gateways;

const wantedModes = (): readonly Mode[] => {
	const wanted = options.modes?.split(',').map(modeCalled);
	return wanted ? modes.filter((mode) => mode.healthy || wanted.includes(mode)) : modes;
};

/** Runs a plan and says how far it is: on a terminal in one line that changes, elsewhere every ten seconds. */
async function runWithProgress(plan: Plan, folder: string): Promise<Map<Gateway, Result>> {
	const all = [...plan.values()].reduce((sum, { length }) => sum + length, 0);
	let done = 0;
	let last = '';
	const say = () =>
		process.stderr.write(
			`${process.stderr.isTTY ? '\r\x1b[K' : ''}${done} of up to ${all} cells${last}${process.stderr.isTTY ? '' : '\n'}`,
		);
	const timer = setInterval(say, process.stderr.isTTY ? 200 : 10_000);
	try {
		return await runPlan(plan, {
			directory: folder,
			jobs: Number(options.jobs),
			onCell: (gateway, mode, outcome) => {
				done++;
				last = `, ${gateway}/${mode}: ${outcome}`;
			},
		});
	} finally {
		clearInterval(timer);
		if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
	}
}

async function record(folder: string): Promise<number> {
	const results = await runWithProgress(new Map(wantedGateways().map((gateway) => [gateway, wantedModes()])), folder);
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
				(mode) => modeCalled(mode).allowed?.[gateway.id],
			);
			const file = writeRecording(options.recordings, merged);
			print(`${gateway.id} ${recording.version}: ${Object.keys(recording.modes).length} cells in ${file}`);
		}
	}
	return [...results.values()].some(({ is }) => is === 'broken') ? 1 : 0;
}

async function check(folder: string): Promise<number> {
	const results = await runWithProgress(new Map(wantedGateways().map((gateway) => [gateway, wantedModes()])), folder);
	const recordedOf = (recording: Recording) => readRecording(options.recordings, recording);
	const comparisons = new Map<Gateway, Comparison>();
	let isBroken = false;
	for (const [gateway, result] of results) {
		if (result.is === 'not installed') print(notInstalledLine(gateway));
		else if (result.is === 'broken') {
			isBroken = true;
			print(...brokenLines(gateway.id, result.because, result.log));
		} else {
			const recorded = recordedOf(result.recording);
			if (recorded) comparisons.set(gateway, compareRecordings(recorded, result.recording, modes));
			else {
				const versions = recordedVersions(options.recordings, gateway.id).join(', ') || 'none';
				print(`${gateway.id} ${result.recording.version}: this version is not recorded (recorded: ${versions})`);
			}
		}
	}

	// On a busy machine a timer can fire late. What differed is tried once more; drift is what differs twice.
	const again = new Map(
		[...comparisons]
			.map(([gateway, comparison]) => [gateway, drifted(comparison).map(modeCalled)] as const)
			.filter(([, cells]) => cells.length > 0),
	);
	if (again.size > 0) {
		const plan = new Map(
			[...again].map(([gateway, cells]) => [gateway, [modeCalled('ok'), ...cells.filter(({ id }) => id !== 'ok')]]),
		);
		for (const [gateway, result] of await runWithProgress(plan, folder)) {
			const first = comparisons.get(gateway);
			const recorded = result.is === 'recorded' ? recordedOf(result.recording) : undefined;
			if (!first || !recorded || result.is !== 'recorded') continue;
			const second = compareRecordings(recorded, result.recording, again.get(gateway) ?? []);
			comparisons.set(gateway, { ...first, verdicts: new Map([...first.verdicts, ...second.verdicts]) });
		}
	}

	const all = [...comparisons.values()];
	for (const comparison of all) print(...linesOf(comparison));
	const repeated = [...again.values()].flat().length;
	print(`${summaryOf(all)}${repeated > 0 ? ` (${repeated} tried twice)` : ''}`);
	const isEmpty = all.every(({ verdicts }) => verdicts.size === 0);
	return isBroken || isEmpty || all.some((comparison) => drifted(comparison).length > 0) ? 1 : 0;
}

try {
	process.exit(await main());
} catch (error) {
	console.error(error instanceof Error ? (process.env.LAB_TRACE ? error.stack : error.message) : error);
	process.exit(2);
}
