import { type ChildProcess, spawn } from 'node:child_process';
import { chownSync, closeSync, openSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { isInNamespace } from './namespace.ts';

/** Starts a process that is stopped for sure: it and all that it starts are one process group. */

export interface Running {
	/** How it ended (`exit code 1`, `signal SIGABRT`); `undefined` as long as it runs. */
	readonly ended: string | undefined;
	/** Ends it: asks first, unless told to kill. */
	stop: (signal?: 'SIGTERM' | 'SIGKILL') => Promise<void>;
}

export interface Start {
	command: readonly string[];
	directory: string;
	environment?: Record<string, string>;
	/** Files to which the output is appended. */
	stdout: string;
	stderr: string;
	/** It stays root, if the lab is; only what cannot do its work otherwise. */
	asRoot?: boolean;
}

/** The user that owns nothing. As root a gateway could open any socket and would behave as it does nowhere else. */
const nobody = 65_534;

const isRoot = (): boolean => process.getuid?.() === 0;

/** What stands before a command so that it runs without any privilege. */
const unprivileged = (): string[] => {
	if (isRoot()) return ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'];
	return isInNamespace() ? ['setpriv', '--ambient-caps=-all', '--inh-caps=-all'] : [];
};

/**
 * Kills the process group when descriptor 3, a pipe from the lab, is closed: when the lab dies, that is. In a namespace
 * the kernel does that.
 */
const leash = ['sh', '-c', '( (read -r _ <&3; kill -KILL 0) & ) ; exec 3<&-; exec "$@"', 'sh'];

export function start({ command, directory, environment, stdout, stderr, asRoot = false }: Start): Running {
	const [program = '', ...args] = [...(asRoot ? [] : unprivileged()), ...(isInNamespace() ? [] : leash), ...command];
	const outputs = [openSync(stdout, 'a'), openSync(stderr, 'a')] as const;
	const child = spawn(program, args, {
		cwd: directory,
		env: { PATH: `${process.env.PATH}:/usr/sbin:/sbin`, LANG: 'C', TZ: 'UTC', HOME: directory, ...environment },
		stdio: ['ignore', ...outputs, 'pipe'],
		detached: true,
	});
	for (const output of outputs) closeSync(output);
	let ended: string | undefined;
	child.once('error', (error) => {
		ended ??= error.message;
	});
	child.once('exit', (code, signal) => {
		ended ??= signal ? `signal ${signal}` : `exit code ${code}`;
	});
	return {
		get ended() {
			return ended;
		},
		stop: async (signal = 'SIGTERM') => {
			killGroup(child, signal);
			for (let waited = 0; waited < 3000 && ended === undefined; waited += 50) await pause(50);
			killGroup(child, 'SIGKILL');
			while (ended === undefined) await pause(20);
		},
	};
}

function killGroup({ pid }: ChildProcess, signal: NodeJS.Signals): void {
	if (pid === undefined) return;
	try {
		process.kill(-pid, signal);
	} catch {
		// The whole group has ended already.
	}
}

/** Gives a folder and all in it to the user as whom the gateways run. */
export function giveAway(path: string): void {
	if (!isRoot()) return;
	chownSync(path, nobody, nobody);
	for (const entry of readdirSync(path, { withFileTypes: true })) {
		if (entry.isDirectory()) giveAway(join(path, entry.name));
		else chownSync(join(path, entry.name), nobody, nobody);
	}
}
