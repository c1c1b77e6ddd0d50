import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { LogFile } from '../gateway.ts';
import type { Visit } from '../mode.ts';
import { type Act, filesOf, type Place, type Program, programsOf, type Scenario } from '../scenario.ts';
import { makeVisit } from './client.ts';
import { environmentFor, installedFolder, linkModules } from './install.ts';
import { NotReady, type Observation, visitorPatience, whyItDoesNotListen } from './instance.ts';
import { entriesOf, type Marks, marksOf, settled, textSince } from './logs.ts';
import { giveAway, type Running, start } from './spawn.ts';

/** A scenario, before or after its fix, with everything running: the gateway and what is behind it. */

type Start = Extract<Act, { does: 'start' }>;

/** The Host header of the visitor; the folder in which commands are typed is the one of the place. */
const host = 'lab.example';

/** Milliseconds in which requests that are to wait for their answers reach whatever makes them wait. */
const untilOccupied = 1000;

export class Stage {
	readonly #gateway: Program;
	readonly #acts: readonly Act[];
	readonly #place: Place;
	#running: { program: Program; process: Running }[] = [];
	readonly #cleanup: string | undefined;
	readonly #logs: readonly LogFile[];
	/** Programs whose logs count from the beginning. */
	readonly #whole: readonly Program[];

	/** Writes all files into the folder; starts nothing. */
	constructor({ gateway, cleanup }: Scenario, acts: readonly Act[], place: Place) {
		this.#gateway = gateway;
		this.#cleanup = cleanup;
		this.#acts = acts;
		this.#place = place;
		const programs = [gateway, ...programsOf(acts).filter(({ id }) => id !== gateway.id)];
		this.#logs = programs.flatMap(({ logs }) => logs);
		this.#whole = acts.flatMap((act) => (act.does === 'start' && act.whole ? [act.program] : []));
		const empty = [...this.#logs.map(({ file }) => file), ...programs.flatMap(outputsOf)].map((file) => [file, '']);
		for (const [file = '', text = ''] of [...empty, ...Object.entries(filesOf(acts))]) {
			mkdirSync(dirname(join(place.directory, file)), { recursive: true });
			writeFileSync(join(place.directory, file), text);
		}
		giveAway(place.directory);
		for (const { install } of programs) linkModules(install, place.directory);
	}

	/**
	 * Does all that comes before the visit.
	 *
	 * @throws {NotReady} when a program does not start
	 */
	async perform(): Promise<void> {
		for (const act of this.#acts) {
			if (act.does === 'start') await this.#start(act);
			else if (act.does === 'run') await this.#run(act.command);
			else if (act.does === 'stop') await this.#stop(act.program, act.signal);
			else if (act.does === 'wait') await pause(act.for);
			else await this.#ask(act);
		}
	}

	/** Makes the visit that counts, and reads what everybody logged about it. */
	async observe(visit: Visit, path: string): Promise<Omit<Observation, 'mode'>> {
		const marks = this.#marks();
		const exchanges = await makeVisit(visit, this.#address(path));
		await this.#settled(marks, visit.times);
		const others = this.#acts.flatMap((act) => (act.does === 'ask' && act.path !== path ? [act.path] : []));
		const died = this.#running.find(({ program }) => program.id === this.#gateway.id)?.process.ended;
		return { visit, exchanges, log: this.#logSince(marks, others), died };
	}

	async stop(): Promise<void> {
		await Promise.all(this.#running.map(({ process }) => process.stop()));
		this.#running = [];
		if (this.#cleanup === undefined) return;
		// What was never set needs no putting back.
		await this.#run(this.#cleanup).catch(() => {});
	}

	async #start({ program, command, ready }: Start): Promise<void> {
		const { directory } = this.#place;
		const [stdout, stderr] = outputsOf(program);
		const marks = this.#marks();
		const running = start({
			command: ['sh', '-c', `exec ${command}`],
			directory,
			environment: environmentOf(program),
			stdout: join(directory, stdout),
			stderr: join(directory, stderr),
			asRoot: program.asRoot !== undefined,
		});
		this.#running.push({ program, process: running });
		if (ready === 'ends') {
			for (let waited = 0; running.ended === undefined && waited < 30_000; waited += 50) await pause(50);
		} else if (ready !== 'not yet') {
			const where =
				typeof ready === 'number' ? { port: ready } : 'port' in ready ? ready : { path: join(directory, ready.socket) };
			const reason = await whyItDoesNotListen(running, where);
			if (reason !== undefined) {
				await pause(200);
				throw new NotReady(`${program.id} ${reason}`, running.ended, this.#logSince(marks));
			}
		}
		await this.#settled(marks, 0, [program]);
	}

	async #run(command: string): Promise<void> {
		const failure = await new Promise<string | undefined>((resolve) => {
			execFile('sh', ['-c', command], { cwd: this.#place.directory }, (error, _stdout, stderr) =>
				resolve(error ? stderr.trim() || error.message : undefined),
			);
		});
		if (failure !== undefined) throw new NotReady(`"${command}" failed: ${failure}`, undefined, new Map());
	}

	async #stop(program: Program, signal?: 'SIGKILL'): Promise<void> {
		const stopped = this.#running.filter((running) => running.program === program);
		await Promise.all(stopped.map(({ process }) => process.stop(signal)));
		this.#running = this.#running.filter((running) => running.program !== program);
	}

	async #ask({ path, times, atOnce }: Extract<Act, { does: 'ask' }>): Promise<void> {
		const visit: Visit = { method: 'GET', times: 1, gap: 100, fresh: true };
		if (atOnce) {
			for (let count = 0; count < times; count++) void makeVisit(visit, this.#address(path));
			await pause(untilOccupied);
			return;
		}
		const marks = this.#marks();
		await makeVisit({ ...visit, times }, this.#address(path));
		await this.#settled(marks, times);
	}

	#address(path: string) {
		return { port: this.#place.port, host, path, patience: visitorPatience * 1000 };
	}

	#marks(): Marks {
		return marksOf(
			this.#place.directory,
			this.#logs.map(({ file }) => file),
		);
	}

	/** Waits until requests have been logged and all logs are quiet. */
	#settled(
		marks: Marks,
		times: number,
		by: readonly Program[] = [this.#gateway, ...this.#running.map(({ program }) => program)],
	): Promise<void> {
		const quiet = Math.max(...by.map(({ settles = 100 }) => settles));
		// Every line counts: nothing but the visit is going on.
		return settled(this.#place.directory, this.#logs, marks, { id: '', times, quiet });
	}

	/**
	 * @param others paths of requests that do not count, and may end at any moment
	 */
	#logSince(marks: Marks, others: readonly string[] = []): Map<string, readonly string[]> {
		const whole = new Set(this.#whole.flatMap(({ logs }) => logs));
		return new Map(
			this.#logs.map((log) => [
				log.file,
				entriesOf(textSince(this.#place.directory, log.file, whole.has(log) ? new Map() : marks), log.entries).filter(
					(entry) => !log.ignore?.test(entry) && !others.some((path) => entry.includes(`GET ${path}`)),
				),
			]),
		);
	}
}

const outputsOf = ({ output }: Program): readonly [string, string] =>
	output === undefined ? ['stdout.log', 'stderr.log'] : [output, output];

/** The environment in which commands find their programs by name, and those of Python find their packages. */
function environmentOf({ install, program = '' }: Program): Record<string, string> {
	if (!('pypi' in install)) return environmentFor(install);
	const folder = installedFolder(install);
	const { PATH = '' } = environmentFor(install);
	return { PATH: [join(folder, dirname(program)), PATH].join(delimiter), PYTHONPATH: folder };
}

/** What a person would type to do what a stage does. */
export function commandsOf(acts: readonly Act[], { port }: Pick<Place, 'port'>): string[] {
	return acts.flatMap((act): string[] => {
		switch (act.does) {
			case 'start':
			case 'run':
				return [act.command];
			case 'stop':
				return [`pkill ${act.signal === 'SIGKILL' ? '-KILL ' : ''}${act.program.program ?? act.program.id}`];
			case 'wait':
				return [`sleep ${act.for / 1000}`];
			case 'ask': {
				const curl = `curl -H 'Host: ${host}' http://127.0.0.1:${port}${act.path}`;
				if (act.atOnce) return [act.times === 1 ? `${curl} &` : `for i in $(seq ${act.times}); do ${curl} & done`];
				return Array.from({ length: act.times }, () => curl);
			}
			default:
				return act satisfies never;
		}
	});
}
