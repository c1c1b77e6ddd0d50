import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** What a command took, with all processes that it started. */
export interface Run {
	status: number | null;
	/** What it printed, both streams. */
	output: string;
	seconds: number;
	/** Processor time of all processes, in seconds: tells a slow command from a busy machine. */
	cpuSeconds: number | undefined;
	/** Largest resident memory of a single process, in bytes: the kernel's own high-water mark. */
	largestProcess: number | undefined;
	/** Largest sum over all processes at one moment, in bytes. Memory that they share counts once for each: an upper bound. */
	together: number | undefined;
}

/** Between two looks at the processes. The high-water marks lose nothing in between, the sum can. */
const samplingMs = 100;

/**
 * Runs a command and watches its processes in /proc. Where there is no /proc (macOS, Windows), memory and processor time
 * are left out.
 */
export function measuredRun(
	command: string,
	args: readonly string[],
	options: { cwd: string; env?: Record<string, string> },
): Promise<Run> {
	return new Promise((resolve, reject) => {
		const started = performance.now();
		const child = spawn(command, args, {
			cwd: options.cwd,
			env: { ...process.env, ...options.env },
			stdio: ['ignore', 'pipe', 'pipe'],
		});
		let output = '';
		for (const stream of [child.stdout, child.stderr])
			stream.setEncoding('utf8').on('data', (text: string) => (output += text));
		const marks = new Map<number, { peak: number; cpu: number }>();
		let together = 0;
		const timer = setInterval(() => {
			const now = child.pid === undefined ? [] : processTree(child.pid);
			together = Math.max(
				together,
				now.reduce((sum, { resident }) => sum + resident, 0),
			);
			for (const { pid, peak, cpu } of now) marks.set(pid, { peak: Math.max(peak, marks.get(pid)?.peak ?? 0), cpu });
		}, samplingMs);
		child.on('error', (error) => {
			clearInterval(timer);
			reject(error);
		});
		child.on('close', (status) => {
			clearInterval(timer);
			const seen = [...marks.values()];
			const known = seen.length > 0;
			resolve({
				status,
				output,
				seconds: (performance.now() - started) / 1000,
				cpuSeconds: known ? seen.reduce((sum, { cpu }) => sum + cpu, 0) : undefined,
				largestProcess: known ? Math.max(...seen.map(({ peak }) => peak)) : undefined,
				together: known ? together : undefined,
			});
		});
	});
}

interface Sample {
	pid: number;
	resident: number;
	peak: number;
	cpu: number;
}

/** Clock ticks a second in /proc/<pid>/stat: 100 on every Linux that Node runs on. */
const ticksPerSecond = 100;

/** A process and all that descend from it, as they are now. */
function processTree(root: number): Sample[] {
	const parents = new Map<number, { parent: number; cpu: number }>();
	for (const name of readOr([], () => readdirSync('/proc'))) {
		if (!/^\d+$/.test(name)) continue;
		const stat = readOr('', () => readFileSync(`/proc/${name}/stat`, 'utf8'));
		// The second field is the command in brackets and may hold blanks; fields are counted from what follows it.
		const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
		if (stat)
			parents.set(Number(name), {
				parent: Number(fields[1]),
				cpu: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond,
			});
	}
	const descends = (pid: number): boolean =>
		pid === root || (parents.has(pid) && descends(parents.get(pid)?.parent ?? 0));
	return [...parents].flatMap(([pid, { cpu }]) => {
		if (!descends(pid)) return [];
		const status = readOr('', () => readFileSync(`/proc/${pid}/status`, 'utf8'));
		const kilobytes = (field: string) => Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? 0);
		return [{ pid, cpu, resident: kilobytes('VmRSS') * 1024, peak: kilobytes('VmHWM') * 1024 }];
	});
}

/** Processes end while they are being read. */
function readOr<Value>(otherwise: Value, read: () => Value): Value {
	try {
		return read();
	} catch {
		return otherwise;
	}
}
