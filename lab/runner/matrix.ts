import type { Gateway } from '../gateway.ts';
import type { Mode } from '../mode.ts';
import { installedVersion } from './program.ts';
import { type OnCell, type Result, Work } from './work.ts';
import { openWorld } from './world.ts';

/** Runs gateways against modes: the whole table, or some of it. */

/** What is to be done: gateways, and the modes of each. */
export type Plan = ReadonlyMap<Gateway, readonly Mode[]>;

export interface Run {
	/** A folder of its own; see `namespace.ts` for why it may vanish with the run. */
	directory: string;
	/** How many processes of gateways run at a time. */
	jobs: number;
	onCell?: OnCell;
}

/** Runs a plan. */
export async function runPlan(plan: Plan, { directory, jobs, onCell }: Run): Promise<Map<Gateway, Result>> {
	const world = await openWorld([...new Set([...plan.values()].flat())], directory);
	const works: Work[] = [];
	const queue: { duration: number; run: () => Promise<void> }[] = [];
	const results = new Map<Gateway, Result>();
	for (const [gateway, modes] of plan) {
		const installed = installedVersion(gateway);
		if (!installed) {
			results.set(gateway, { is: 'not installed' });
			continue;
		}
		const work = new Work(gateway, installed, modes, world, directory);
		works.push(work);
		for (const lane of work.lanes()) {
			const duration = lane.length * (1000 + (gateway.settles ?? 0));
			queue.push({ duration, run: () => work.run(lane, onCell) });
		}
	}
	// The longest first: else the last gateway would run alone while all others have ended.
	queue.sort((one, other) => other.duration - one.duration);
	const worker = async () => {
		for (let job = queue.shift(); job; job = queue.shift()) await job.run();
	};
	await Promise.all(Array.from({ length: jobs }, worker));
	for (const work of works) results.set(work.gateway, work.result());
	world.close();
	return results;
}
