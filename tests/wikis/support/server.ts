import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';

/** A server that a test started. */
export interface Started {
	/** `http://127.0.0.1:8123/` */
	address: string;
	stop: () => Promise<void>;
}

/** A new, empty folder below .work/wikis, where everything lies that a wiki writes. */
export function freshFolder(name: string): string {
	mkdirSync('.work/wikis', { recursive: true });
	return mkdtempSync(resolve(join('.work/wikis', `${name}-`)));
}

const freePort = () =>
	new Promise<number>((found, failed) => {
		const server = createServer();
		server.once('error', failed);
		server.listen(0, '127.0.0.1', () => {
			const address = server.address();
			server.close(() => found(typeof address === 'object' && address ? address.port : 0));
		});
	});

const running = new Set<ChildProcess>();

/** Ends a server and what it started: they are a group of their own. */
function end({ pid }: ChildProcess) {
	try {
		if (pid) process.kill(-pid, 'SIGKILL');
	} catch {
		// It has ended already.
	}
}
process.once('exit', () => {
	for (const child of running) end(child);
});

/**
 * Starts a server on a free port of loopback and waits until it answers.
 *
 * @param folder the wiki's own folder: the server runs there, its output goes there, and it is removed with it
 * @param command what to run, given the port
 * @throws {Error} with the server's output, when it ends or does not answer within 20 seconds
 */
export async function startServer(
	folder: string,
	command: (port: number) => { program: string; args: string[]; env?: Record<string, string> },
): Promise<Started> {
	const port = await freePort();
	const address = `http://127.0.0.1:${port}/`;
	const { program, args, env } = command(port);
	const log = join(folder, 'server.log');
	const output = openSync(log, 'w');
	const child = spawn(program, args, {
		cwd: folder,
		env: { ...process.env, ...env },
		stdio: ['ignore', output, output],
		detached: true,
	});
	closeSync(output);
	running.add(child);
	const ended = new Promise<void>((done) => {
		child.once('exit', () => done());
		child.once('error', () => done());
	});
	const stop = async () => {
		end(child);
		await ended;
		running.delete(child);
		rmSync(folder, { recursive: true, force: true });
	};
	const answers = async () => {
		for (let attempt = 0; attempt < 200 && child.exitCode === null; attempt += 1) {
			try {
				await fetch(address, { method: 'HEAD', redirect: 'manual', signal: AbortSignal.timeout(5_000) });
				return true;
			} catch {
				await new Promise((passed) => setTimeout(passed, 100));
			}
		}
		return false;
	};
	if (await answers()) return { address, stop };
	const said = readFileSync(log, 'utf8');
	await stop();
	throw new Error(`${program} does not answer at ${address}. It said: ${said.slice(-2000)}`);
}
