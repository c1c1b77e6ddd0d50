import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Gateway, Site, Target } from '../gateway.ts';
import { type Mode, needsNamespace } from '../mode.ts';
import type { Recording } from '../recording.ts';
import { cellWithoutStart, type Observed, observedCell } from './cell.ts';
import { configurationFor } from './configuration.ts';
import { installedFolder, sourceOf } from './install.ts';
import { Instance, NotReady, visitorPatience } from './instance.ts';
import { normaliser } from './normalise.ts';
import { freePort } from './ports.ts';
import { type Installed, systemName } from './program.ts';
import { tidy } from './recorder.ts';
import { limits, type World } from './world.ts';

export type Result =
	| { is: 'recorded'; recording: Recording }
	/** The program is not there. */
	| { is: 'not installed' }
	/** Its well-behaved twins do not pass: it is set up wrongly, and nothing that it does means anything. */
	| { is: 'broken'; because: string; log: string };

/** Is called for each cell. */
export type OnCell = (gateway: string, mode: string, outcome: string) => void;

/** Modes that one process of a gateway goes through, one after the other. */
export type Lane = readonly Mode[];

/** In how many lanes the modes of a gateway are gone through: most of the time is spent waiting for a timeout. */
const laneCount = 3;

/** Processes of gateways so far; each gets a folder of its own. */
let instances = 0;

/** Why a gateway cannot be put into a mode; `undefined` when it can. */
export function ignored(gateway: Gateway, target: Target): string | undefined {
	if (target.resolve === 'at start' && !gateway.resolvesBothWays)
		return 'names an upstream in one way only; see unresolvable';
	return gateway.ignores?.(target);
}

/** All that is to be done with one gateway. */
export class Work {
	readonly gateway: Gateway;
	readonly #installed: Installed;
	readonly #modes: readonly Mode[];
	readonly #world: World;
	readonly #directory: string;
	readonly #ignored: Record<string, string> = {};
	readonly #observed = new Map<string, Observed>();
	#broken: Extract<Result, { is: 'broken' }> | undefined;

	constructor(gateway: Gateway, installed: Installed, modes: readonly Mode[], world: World, directory: string) {
		this.gateway = gateway;
		this.#installed = installed;
		this.#world = world;
		this.#directory = directory;
		this.#modes = modes.filter((mode) => {
			const target = world.targets.find((candidate) => candidate.mode === mode.id);
			const reason = target ? ignored(gateway, target) : needsNamespace(mode);
			if (reason !== undefined) this.#ignored[mode.id] = reason;
			return reason === undefined;
		});
	}

	/** Deals the modes to lanes, the well-behaved twins first; those that must be alone get a lane each. */
	lanes(): Lane[] {
		const isAlone = (mode: Mode) =>
			this.#world.targets.some((target) => target.mode === mode.id && this.gateway.alone?.(target));
		const together = this.#modes.filter((mode) => !isAlone(mode));
		const twinsFirst = [...together.filter((mode) => mode.healthy), ...together.filter((mode) => !mode.healthy)];
		const dealt = Array.from({ length: laneCount }, (_, lane) =>
			twinsFirst.filter((_mode, index) => index % laneCount === lane),
		);
		return [...dealt.filter((lane) => lane.length > 0), ...this.#modes.filter(isAlone).map((mode) => [mode])];
	}

	/** Goes through a lane with a process of its own. */
	async run(lane: Lane, onCell?: OnCell): Promise<void> {
		if (this.#broken) return;
		const isTold = ({ mode }: Target) => mode === 'ok' || lane.some(({ id }) => id === mode);
		const directory = join(this.#directory, `${this.gateway.id}-${++instances}`);
		const site = this.#site(directory, await freePort(), this.#world.targets.filter(isTold));
		const instance = new Instance(this.gateway, site);
		const normal = this.#normaliser(site);
		try {
			await instance.boot();
			for (const mode of lane) {
				if (this.#broken) return;
				this.#keep(mode, observedCell(await instance.observe(mode), normal, this.gateway), onCell);
			}
		} catch (error) {
			if (!(error instanceof NotReady)) throw error;
			const [only, ...others] = lane;
			if (only && others.length === 0 && !only.healthy && error.ended !== undefined) {
				this.#keep(only, cellWithoutStart(error, normal, this.gateway), onCell);
			} else {
				this.#broken = {
					is: 'broken',
					because: error.message,
					log: [...error.log.values()].flat().slice(-20).join('\n'),
				};
			}
		} finally {
			await instance.stop();
			rmSync(site.directory, { recursive: true, force: true });
		}
	}

	/** The recording, when everything has run. */
	result(): Result {
		if (this.#broken) return this.#broken;
		const { gateway } = this;
		const told = this.#world.targets.filter(({ mode }) => this.#observed.has(mode));
		// No process has this folder and port; they stand for those that had one, and are replaced at once.
		const site = this.#site(join(this.#directory, gateway.id), 31_999, told);
		const { configuration, partOf } = configurationFor(gateway, site, this.#normaliser(site));
		const observed = [...this.#observed];
		return {
			is: 'recorded',
			recording: tidy({
				format: 1,
				gateway: gateway.id,
				product: gateway.product,
				...this.#installed,
				source: sourceOf(gateway),
				system: systemName(),
				recorded: new Date().toISOString().slice(0, 10),
				limits: { ...limits, visitor: visitorPatience },
				configuration,
				answers: Object.fromEntries(
					observed.flatMap(([, { cell, answer }]) => (answer && cell.answer ? [[cell.answer, answer]] : [])),
				),
				modes: Object.fromEntries(
					observed.map(([mode, { cell }]) => [mode, { ...cell, part: partOf.get(mode) ?? mode }]),
				),
				ignored: this.#ignored,
			}),
		};
	}

	#keep(mode: Mode, observed: Observed, onCell?: OnCell): void {
		const { cell } = observed;
		this.#observed.set(mode.id, observed);
		onCell?.(this.gateway.id, mode.id, cell.outcome);
		if (!mode.healthy || cell.outcome === '200') return;
		const log = Object.values(cell.log ?? {})
			.flat()
			.join('\n');
		this.#broken = { is: 'broken', because: `its well-behaved twin ${mode.id} got "${cell.outcome}"`, log };
	}

	#site(directory: string, port: number, targets: readonly Target[]): Site {
		const installed = installedFolder(this.gateway.install);
		return { directory, port, targets, authority: this.#world.authority, limits, installed };
	}

	#normaliser({ directory, port, installed }: Site): (text: string) => string {
		const { targets, shared } = this.#world;
		return normaliser({
			directories: [directory, shared, ...(installed === '' ? [] : [installed])],
			ports: new Map([
				...targets.map((target) => [String(target.port), '<upstream>'] as const),
				[String(port), '<gateway>'],
			]),
			varies: this.gateway.varies,
		});
	}
}
