import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Gateway, LogFile, Setup, Site, Target } from '../gateway.ts';
import { type Mode, type Visit, visitOf } from '../mode.ts';
import { type Exchange, makeVisit } from './client.ts';
import { environmentFor, linkModules } from './install.ts';
import { attributed, entriesOf, type Marks, marksOf, settled, textSince } from './logs.ts';
import { giveAway, type Running, start } from './spawn.ts';

/** One running gateway with some of the upstreams, and what is observed when a visitor asks for one of them. */

/** Seconds after which the visitor gives up: more than any gateway needs for its limits and its second attempts. */
export const visitorPatience = 8;

export interface Observation {
	mode: string;
	visit: Visit;
	exchanges: readonly Exchange[];
	/** Log file → entries, as they were written. */
	log: ReadonlyMap<string, readonly string[]>;
	/** How the process ended, when it did. */
	died?: string;
}

/** The gateway could not be started, or does not serve the plainest upstream. */
export class NotReady extends Error {
	readonly log: ReadonlyMap<string, readonly string[]>;
	/** Whether the process ended of itself. */
	readonly ended: string | undefined;
	constructor(reason: string, ended: string | undefined, log: ReadonlyMap<string, readonly string[]>) {
		super(reason);
		this.ended = ended;
		this.log = log;
	}
}

export class Instance {
	readonly gateway: Gateway;
	readonly site: Site;
	readonly #setup: Setup;
	#processes: Running[] = [];

	/** Writes what the gateway needs into its folder; starts nothing. */
	constructor(gateway: Gateway, site: Site) {
		this.gateway = gateway;
		this.site = site;
		this.#setup = gateway.setup(site);
		const { directory } = site;
		mkdirSync(directory, { recursive: true });
		for (const [from, to] of Object.entries(this.#setup.copies ?? {})) {
			cpSync(from, join(directory, to), { recursive: true, dereference: true });
		}
		for (const folder of this.#setup.folders ?? []) mkdirSync(join(directory, folder), { recursive: true });
		const empty = [...gateway.logs.map(({ file }) => file), 'stdout.log', 'stderr.log'].map((file) => [file, '']);
		for (const [file = '', text = ''] of [...empty, ...Object.entries(this.#setup.files)]) {
			mkdirSync(dirname(join(directory, file)), { recursive: true });
			writeFileSync(join(directory, file), text);
		}
		giveAway(directory);
		linkModules(gateway.install, directory);
	}

	/**
	 * Starts the gateway and waits until it serves the upstream of mode `ok` and has logged that.
	 *
	 * @throws {NotReady}
	 */
	async boot(): Promise<void> {
		const { directory } = this.site;
		const { command, environment, beside } = this.#setup;
		const outputs = [...new Set([...this.gateway.logs.map(({ file }) => file), 'stdout.log', 'stderr.log'])];
		const marks = marksOf(directory, outputs);
		const main = this.#start(command, 'stdout.log', environment);
		this.#processes = [main];
		let reason = await whyItDoesNotListen(main, { port: this.site.port });
		if (reason === undefined) {
			if (beside) this.#processes.push(this.#start(beside.command, beside.output));
			reason = await this.#whyItDoesNotServe(main);
		}
		if (reason === undefined) return;
		await pause(200);
		const { ended } = main;
		await this.stop();
		const log = outputs.map((file) => [file, entriesOf(textSince(directory, file, marks))] as const);
		throw new NotReady(reason, ended, new Map(log));
	}

	#start(command: readonly string[], output: string, more?: Record<string, string>): Running {
		const { directory } = this.site;
		const environment = { ...environmentFor(this.gateway.install), ...more };
		const [stdout, stderr] = [join(directory, output), join(directory, 'stderr.log')];
		return start({ command, directory, environment, stdout, stderr });
	}

	/** Waits until the plainest upstream is served and that is logged. Some gateways open their port before that. */
	async #whyItDoesNotServe(main: Running): Promise<string | undefined> {
		const { directory, targets } = this.site;
		const plainest = targets.find(({ mode }) => mode === 'ok');
		if (!plainest) return 'was not told of the plainest upstream';
		const patience = performance.now() + 10_000;
		for (;;) {
			const id = newId();
			const before = marksOf(directory, filesOf(this.gateway.logs));
			const [exchange] = await makeVisit(plainVisit, this.#address(plainest, id));
			const isServed = exchange?.answer.status === 200;
			if (isServed && (await this.#hasLogged(id, before))) return undefined;
			if (main.ended !== undefined) return `ended while it started (${main.ended})`;
			if (performance.now() > patience) {
				const answer = exchange?.answer.statusLine ?? 'no status line';
				return isServed ? 'logs no request' : `answers the plainest upstream with ${answer}`;
			}
			await pause(100);
		}
	}

	/** Visits one mode. Starts the gateway again when it has died before. */
	async observe(mode: Mode): Promise<Observation> {
		if (this.#processes[0]?.ended !== undefined) {
			await this.stop();
			await this.boot();
		}
		const { directory, targets } = this.site;
		const { logs } = this.gateway;
		const target = targets.find((candidate) => candidate.mode === mode.id);
		if (!target) throw new Error(`${this.gateway.id} was not told of ${mode.id}.`);
		const visit = visitOf(mode);
		const id = newId();
		const marks = marksOf(directory, filesOf(logs));
		const exchanges = await makeVisit(visit, this.#address(target, id));
		const hasEnded = () => this.#processes[0]?.ended !== undefined;
		await settled(directory, logs, marks, { id, times: visit.times, quiet: this.gateway.settles, hasEnded });
		const others = targets.filter((candidate) => candidate !== target);
		const log = new Map(
			logs.map(({ file, entries, ignore }) => [
				file,
				attributed(entriesOf(textSince(directory, file, marks), entries), id, others).filter(
					(entry) => !ignore?.test(entry),
				),
			]),
		);
		return { mode: mode.id, visit, exchanges, log, died: this.#processes[0]?.ended };
	}

	async stop(): Promise<void> {
		await Promise.all(this.#processes.map((process) => process.stop()));
	}

	#address({ path }: Target, id: string) {
		const { port } = this.site;
		return { port, host: 'lab.example', path: `${path}${id}`, patience: visitorPatience * 1000 };
	}

	/** Whether a request comes to stand in the access log within a few seconds. */
	async #hasLogged(id: string, marks: Marks): Promise<boolean> {
		const access = this.gateway.logs.filter((log) => log.access);
		for (let tries = 0; tries < 25; tries++) {
			if (access.some(({ file }) => textSince(this.site.directory, file, marks).includes(id))) return true;
			await pause(100);
		}
		return false;
	}
}

const filesOf = (logs: readonly LogFile[]): string[] => logs.map(({ file }) => file);

const plainVisit: Visit = { method: 'GET', times: 1, gap: 0, fresh: false };

const newId = (): string => `x${randomBytes(6).toString('hex')}`;

/**
 * Waits until a program listens; a busy machine may take its time.
 *
 * @param where a port of 127.0.0.1, or the path of a socket
 * @returns the reason when it does not
 */
export async function whyItDoesNotListen(
	running: Running,
	where: { port: number; host?: string } | { path: string },
): Promise<string | undefined> {
	const patience = performance.now() + 90_000;
	while (!(await accepts(where))) {
		if (running.ended !== undefined) return `ended at once (${running.ended})`;
		if (performance.now() > patience)
			return `did not listen on its ${'port' in where ? 'port' : 'socket'} within 90 seconds`;
		await pause(50);
	}
	return undefined;
}

const accepts = (where: { port: number; host?: string } | { path: string }): Promise<boolean> =>
	new Promise((resolve) => {
		const socket = connect('port' in where ? { host: '127.0.0.1', ...where } : where);
		socket.once('connect', () => {
			socket.destroy();
			resolve(true);
		});
		socket.once('error', () => resolve(false));
	});
