import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Gateway } from '../gateway.ts';

/** Finds out which version of a gateway is installed. */

/** Programs of servers stand where a user's PATH does not look. */
const folders = (): string[] => [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/sbin'];

export interface Installed {
	version: string;
	/** As the program says it: its first line that holds the version. */
	reported: string;
}

/**
 * The installed version; `undefined` when the program is not there.
 *
 * @throws {Error} when it is there but its version cannot be read
 */
export function installedVersion({ program, version }: Gateway): Installed | undefined {
	const path = program.startsWith('/')
		? program
		: folders()
				.map((folder) => join(folder, program))
				.find(existsSync);
	if (path === undefined || !existsSync(path)) return undefined;
	const { stdout, stderr } = spawnSync(path, version.arguments, { encoding: 'utf8', timeout: 30_000 });
	const said = `${stdout}\n${stderr}`;
	const found = version.pattern.exec(said);
	if (!found?.[1]) throw new Error(`${program} does not say its version: ${said.trim().slice(0, 200)}`);
	const reported = said.split('\n').find((line) => version.pattern.test(line)) ?? found[0];
	return { version: found[1], reported: reported.trim() };
}

/** The operating system, as it calls itself. */
export function systemName(): string {
	const file = '/etc/os-release';
	const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
	return /^PRETTY_NAME="?([^"\n]*)/m.exec(text)?.[1] ?? process.platform;
}
