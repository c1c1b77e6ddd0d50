import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Gateway } from '../gateway.ts';
import { installCommandOf, installedFolder, isInstalled } from './install.ts';

/** Finds out which version of a gateway is installed. */

/** Programs of servers stand where a user's PATH does not look. */
const folders = (): string[] => [...(process.env.PATH ?? '').split(':'), '/usr/sbin', '/sbin'];

export interface Installed {
	version: string;
	/** As the program says it: its first line that holds the version. */
	reported: string;
}

/** What is known of a gateway, or of another program, that may be installed. */
export type Findable = Pick<Gateway, 'id' | 'install' | 'program' | 'version'>;

/**
 * The installed version; `undefined` when it is not installed.
 *
 * @throws {Error} when it is there but its version cannot be read
 */
export function installedVersion({ id, install, program, version }: Findable): Installed | undefined {
	if (!('debian' in install) && !isInstalled(install)) return undefined;
	const folder = installedFolder(install);
	if (version === undefined) {
		if ('npm' in install) return npmVersion(install.npm, folder);
		if ('pypi' in install) return firstOf(install.pypi);
		if ('go' in install) return moduleVersion(install.go);
		throw new Error(`${id} does not say where its version stands.`);
	}
	if ('file' in version) {
		const file = join(import.meta.dirname, '../programs', 'project' in install ? install.project : '', version.file);
		return versionIn(readFileSync(file, 'utf8'), version.pattern, version.file);
	}
	const path = programPath(program ?? id, folder);
	if (path === undefined) {
		if (folder === '') return undefined;
		throw new Error(`${id} is installed, but has no ${program}.`);
	}
	const { stdout, stderr } = spawnSync(path, version.arguments, { encoding: 'utf8', timeout: 30_000 });
	return versionIn(`${stdout}\n${stderr}`, version.pattern, program ?? id);
}

function programPath(program: string, folder: string): string | undefined {
	if (folder !== '') return [join(folder, program)].find(existsSync);
	if (program.startsWith('/')) return [program].find(existsSync);
	return folders()
		.map((candidate) => join(candidate, program))
		.find(existsSync);
}

function versionIn(said: string, pattern: RegExp, by: string): Installed {
	const found = pattern.exec(said);
	if (!found?.[1]) throw new Error(`${by} does not say its version: ${said.trim().slice(0, 200)}`);
	const reported = said.split('\n').find((line) => pattern.test(line)) ?? found[0];
	return { version: found[1], reported: reported.trim() };
}

const firstOf = (packages: Readonly<Record<string, string>>): Installed => {
	const [[name, version] = ['', '']] = Object.entries(packages);
	return { version, reported: `${name} ${version}` };
};

/** The first package says its version itself; what it does depends on the Node.js that runs it as well. */
function npmVersion(packages: Readonly<Record<string, string>>, folder: string): Installed {
	const [name = ''] = Object.keys(packages);
	const file = join(folder, 'node_modules', name, 'package.json');
	const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
	return { version, reported: `${name} ${version}, Node.js ${process.version}` };
}

function moduleVersion(module: string): Installed {
	const version = module.slice(module.lastIndexOf('@') + 1);
	return { version: version.replace(/^v/, ''), reported: module };
}

/** Says of a gateway that it is not installed, and what installs it: `nginx is not installed (apt-get install …)`. */
export const notInstalled = (gateway: Findable): string =>
	`${('debian' in gateway.install && gateway.program) || gateway.id} is not installed (${installCommandOf(gateway)})`;

/** The operating system, as it calls itself. */
export function systemName(): string {
	const file = '/etc/os-release';
	const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
	return /^PRETTY_NAME="?([^"\n]*)/m.exec(text)?.[1] ?? process.platform;
}
