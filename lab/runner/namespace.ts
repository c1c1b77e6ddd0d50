import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The lab's own world: namespaces of Linux in which nothing exists but a loopback, the routes and names that the modes
 * need, and the processes of the lab. No port clashes, no packet leaves, and when its first process dies, for whatever
 * reason, the kernel kills all others.
 *
 * Root makes them as root; everybody else as themselves in a user namespace, where the system allows that.
 */

/** Is set for the process that runs inside: the number, outside, of a process whose namespaces they are. */
const inside = 'LAB_NAMESPACE';

export const isInNamespace = (): boolean => process.env[inside] !== undefined;

/** What to write before a command to run it in the lab: in its network, and with its files. */
export const enterNamespace = (): string => {
	const target = `nsenter --target ${process.env[inside]} --net --mount`;
	return isRoot() ? `${target} ` : `${target} --user --preserve-credentials `;
};

/** Is set for the process that runs inside: the number of the process outside that started it. */
const outside = 'LAB_OUTSIDE';

/** The number of the lab as it is seen outside of its namespace, for signals. */
export const outermost = (): string => process.env[outside] ?? String(process.pid);

const isRoot = (): boolean => process.getuid?.() === 0;

const unshare = (): string[] => [
	...(isRoot() ? [] : ['--user', '--map-current-user', '--keep-caps']),
	...['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc', '--propagation', 'private'],
];

/** Why there can be no namespace here; `undefined` when there can. */
export function whyNoNamespace(): string | undefined {
	const tried = spawnSync('unshare', [...unshare(), 'ip', 'link', 'set', 'lo', 'up'], { encoding: 'utf8' });
	if (tried.error) return 'the program unshare is missing';
	return tried.status === 0 ? undefined : tried.stderr.trim() || 'unshare failed';
}

/**
 * Runs a script in a new namespace, with this process's output, and hands back its exit code.
 *
 * The two are tied by a channel: the script ends when this process does, and its namespace with it.
 */
export function runInNamespace(script: string, args: readonly string[]): Promise<number> {
	const child = spawn(
		'sh',
		['-c', `${inside}=$$ exec "$@"`, 'sh', 'unshare', ...unshare(), process.execPath, script, ...args],
		{
			stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
			env: { ...process.env, [outside]: String(process.pid) },
		},
	);
	// What is inside cannot be sent a signal by its number, which is another one there.
	process.on('SIGUSR2', () => child.send('SIGUSR2'));
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.once(signal, () => {
			child.kill('SIGKILL');
			process.exit(130);
		});
	}
	return new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('exit', (code) => resolve(code ?? 1));
	});
}

/** The names that resolve inside. */
export const knownNames = ['localhost', 'upstream.lab', 'lab.example'];

/** Furnishes the namespace from within: loopback, routes, names, and a disk in memory for the run. */
export function furnish(directory: string): void {
	// When the process outside is gone, by whatever signal, so is this one.
	process.once('disconnect', () => process.exit(1));
	const run = (program: string, ...args: string[]) =>
		execFileSync(program, args, { stdio: ['ignore', 'ignore', 'inherit'] });
	run('ip', 'link', 'set', 'lo', 'up');
	run('ip', 'route', 'add', 'unreachable', '198.51.100.0/24');
	run('ip', 'route', 'add', 'prohibit', '203.0.113.0/25');
	// Packets that come back over the loopback for an address that is nobody's are dropped without a word.
	run('ip', 'route', 'add', '203.0.113.128/25', 'dev', 'lo');
	run('mount', '-t', 'tmpfs', '-o', 'mode=755', 'tmpfs', directory);
	const files = join(directory, 'etc');
	mkdirSync(files);
	writeFileSync(join(files, 'hosts'), `127.0.0.1 ${knownNames.join(' ')}\n`);
	writeFileSync(join(files, 'resolv.conf'), 'nameserver 127.0.0.1\noptions timeout:1 attempts:1\n');
	for (const file of ['hosts', 'resolv.conf']) run('mount', '--bind', join(files, file), join('/etc', file));
}
