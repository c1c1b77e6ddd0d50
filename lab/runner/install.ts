import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
	cpSync,
	existsSync,
	lstatSync,
	mkdirSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { Gateway, Install } from '../gateway.ts';

/**
 * Installs what is not from Debian: into a folder of the project that git ignores, one folder for each thing, whoever
 * needs it. A folder there is complete, because it gets its name when all has been installed; a file in it says what it is.
 */

/** Where the lab installs. */
export const installFolder = join(import.meta.dirname, '../../.lab');

const projectsFolder = join(import.meta.dirname, '../programs');

/** Says what a folder is: the `Install` that it was made from, and the hash of its project. */
const stampFile = 'installed.json';

/** Where the gateways see what is installed; see `showInstalled`. */
let visibleFolder = installFolder;

/** What can be installed: a gateway, or anything else that has a name. */
export type Installable = Pick<Gateway, 'id' | 'install' | 'source'>;

const named = ([name, version]: readonly [string, string]): string => `${name} ${version}`;

/** Where something comes from, for people: `npm package http-proxy 1.18.1`. */
export function sourceOf({ install, source }: Pick<Installable, 'install' | 'source'>): string {
	if (source !== undefined) return source;
	if ('debian' in install) return `Debian package ${install.debian}`;
	if ('go' in install) return `Go module ${install.go.replace('@', ' ')}`;
	if ('project' in install) return `built from lab/programs/${install.project}`;
	const [registry, packages] = 'npm' in install ? ['npm', install.npm] : ['PyPI', install.pypi];
	const [main, ...others] = Object.entries(packages).map(named);
	const more = 'npm' in install && others.length > 0 ? ` (with ${others.join(', ')})` : '';
	return `${registry} package ${main}${more}`;
}

/** The command that installs it. */
export const installCommandOf = ({ id, install }: Installable): string =>
	'debian' in install ? `apt-get install --no-install-recommends ${install.debian}` : `npm run lab -- install ${id}`;

/** The name of its folder: `express-http-proxy-2.1.2+express-5.3.0`. Who needs the same has the same folder. */
export function folderNameOf(install: Exclude<Install, { debian: string }>): string {
	const plain = (name: string) => name.replaceAll(/[^A-Za-z0-9.+-]+/g, '-').replace(/^-/, '');
	if ('go' in install) return plain(install.go);
	if ('project' in install) return plain(install.project);
	const packages = Object.entries('npm' in install ? install.npm : install.pypi);
	return packages.map(([name, version]) => plain(`${name}-${version}`)).join('+');
}

/** The folder of an installation, as a gateway sees it; empty for what is from Debian. */
export const installedFolder = (install: Install): string =>
	'debian' in install ? '' : join(visibleFolder, folderNameOf(install));

/** The environment in which the programs of an installation are found by their names. */
export const environmentFor = (install: Install): Record<string, string> =>
	'debian' in install
		? {}
		: { PATH: [join(installedFolder(install), 'bin'), process.env.PATH, '/usr/sbin', '/sbin'].join(delimiter) };

/** Puts a link to packages of npm into a folder, so that a script in it may import them as one of a project may. */
export function linkModules(install: Install, directory: string): void {
	const link = join(directory, 'node_modules');
	if ('npm' in install && !lstatSync(link, { throwIfNoEntry: false }))
		symlinkSync(join(installedFolder(install), 'node_modules'), link);
}

/** Whether exactly this is installed. What is from Debian is found by its program instead. */
export function isInstalled(install: Install, folder = installFolder): boolean {
	if ('debian' in install) return false;
	const file = join(folder, folderNameOf(install), stampFile);
	return existsSync(file) && readFileSync(file, 'utf8') === stampOf(install);
}

function stampOf(install: Install): string {
	const files = 'project' in install ? { files: hashOf(join(projectsFolder, install.project)) } : {};
	return `${JSON.stringify({ ...install, ...files }, undefined, '\t')}\n`;
}

/** A hash of all files of a folder. */
function hashOf(folder: string): string {
	const hash = createHash('sha256');
	const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
	for (const path of files.map(({ parentPath, name }) => join(parentPath, name)).sort()) {
		hash.update(path.slice(folder.length)).update('\0').update(readFileSync(path)).update('\0');
	}
	return hash.digest('hex');
}

/** A command of an installation. */
export interface Step {
	command: readonly string[];
	directory: string;
	environment?: Record<string, string>;
}

/** How something is installed, told apart from doing it. */
export interface Recipe {
	/** Files to write first: path in the folder → text. */
	files?: Record<string, string>;
	/** A folder to copy first. */
	copies?: { from: string; to: string };
	steps: readonly Step[];
	/** A file to keep of what was made; the folder that it was made in goes. */
	keeps?: { folder: string; extension: string; as: string };
}

/**
 * What to run to install something into a folder.
 *
 * @param to an empty folder
 * @param cache a folder that stays, for what takes long to make twice
 */
export function recipeFor(install: Install, to: string, cache: string): Recipe {
	if ('debian' in install) return { steps: [] };
	if ('npm' in install) {
		const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-update-notifier', '--install-links=false'];
		const command = ['npm', 'install', `--prefix=${to}`, ...options, `--before=${install.asOf}`];
		return {
			files: { 'package.json': `${JSON.stringify({ private: true, dependencies: install.npm }, undefined, '\t')}\n` },
			steps: [{ command, directory: to }],
		};
	}
	if ('pypi' in install) {
		const options = ['--target', to, '--no-deps', '--only-binary=:all:', '--disable-pip-version-check', '--quiet'];
		const packages = Object.entries(install.pypi).map(([name, version]) => `${name}==${version}`);
		return { steps: [{ command: [python(), '-m', 'pip', 'install', ...options, ...packages], directory: to }] };
	}
	// One package at a time: a machine that records has other things to do.
	const go = { GOBIN: join(to, 'bin'), CGO_ENABLED: '0', GOFLAGS: '-p=1 -trimpath -buildvcs=false' };
	if ('go' in install) return { steps: [{ command: ['go', 'install', install.go], directory: to, environment: go }] };

	const { project } = install;
	const directory = join(projectsFolder, project);
	if (existsSync(join(directory, 'go.mod'))) {
		const command = ['go', 'build', '-mod=readonly', '-o', join(to, 'bin', project), '.'];
		return { steps: [{ command, directory, environment: go }] };
	}
	if (existsSync(join(directory, 'Cargo.toml'))) {
		const command = ['cargo', 'install', '--locked', '--jobs=1', '--no-track', `--path=${directory}`, `--root=${to}`];
		return { steps: [{ command, directory, environment: { CARGO_TARGET_DIR: join(cache, project) } }] };
	}
	if (existsSync(join(directory, 'pom.xml'))) {
		// Maven writes beside its sources, so it gets a copy of them.
		const copy = join(to, 'project');
		return {
			copies: { from: directory, to: copy },
			steps: [{ command: ['mvn', '-q', '-B', '-T1', 'package'], directory: copy }],
			keeps: { folder: join(copy, 'target'), extension: '.jar', as: join(to, `${project}.jar`) },
		};
	}
	throw new Error(`lab/programs/${project} has no go.mod, no Cargo.toml and no pom.xml.`);
}

/** The system's Python where it has pip, because gateways run as a user who may not enter other people's folders. */
function python(): string {
	const system = '/usr/bin/python3';
	const hasPip = spawnSync(system, ['-m', 'pip', '--version'], { stdio: 'ignore' }).status === 0;
	return hasPip ? system : 'python3';
}

/** Tool → what to say when the machine does not have it. */
const tools: Record<string, string> = {
	npm: 'npm is missing; it comes with Node.js',
	python3: 'python3 with pip is missing (apt-get install python3-pip)',
	go: 'go is missing; Go 1.21 or later fetches the version that it needs (apt-get install golang-go, or go.dev)',
	cargo: 'cargo is missing (rustup.rs)',
	mvn: 'mvn is missing (apt-get install maven default-jdk-headless)',
};

/** Why a step cannot be run here; `undefined` when it can. */
function whatIsMissing({ command }: Step): string | undefined {
	const [program = ''] = command;
	const asked =
		command[1] === '-m' ? [...command.slice(1, 3), '--version'] : [program === 'go' ? 'version' : '--version'];
	if (spawnSync(program, asked, { stdio: 'ignore', env: environmentOf() }).status === 0) return undefined;
	return tools[program.slice(program.lastIndexOf('/') + 1)] ?? `${program} is missing`;
}

/**
 * The environment of a step: npm runs on the Node.js that runs the lab, and must not take the lab's own package for the one
 * that it works in.
 */
const environmentOf = (more: Record<string, string> = {}): NodeJS.ProcessEnv => {
	const { npm_config_local_prefix: _, npm_config_prefix: __, ...environment } = process.env;
	return { ...environment, PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}`, ...more };
};

/** Runs a step; resolves to why it failed, or to nothing. */
export type RunStep = (step: Step) => Promise<string | undefined>;

let running: ChildProcess | undefined;

const runStep: RunStep = (step) =>
	new Promise((resolve) => {
		const [program = '', ...args] = step.command;
		const missing = whatIsMissing(step);
		if (missing !== undefined) return resolve(missing);
		let said = '';
		const env = environmentOf(step.environment);
		const child = spawn(program, args, { cwd: step.directory, env, stdio: ['ignore', 'pipe', 'pipe'] });
		running = child;
		for (const output of [child.stdout, child.stderr]) {
			output.on('data', (data) => {
				said = `${said}${data}`.slice(-4000);
			});
		}
		child.once('error', ({ message }) => resolve(message));
		child.once('close', (code, signal) => {
			running = undefined;
			if (code === 0) return resolve(undefined);
			const lines = stripVTControlCharacters(said).trim().split('\n');
			const words = step.command.filter((word) => !word.startsWith('-'));
			// npm and Maven end with advice about their logs; what was wrong stands before it.
			const errors = lines.filter((line) => /error/i.test(line));
			const last = errors.length > 0 ? errors.slice(0, 3) : lines.slice(-5);
			resolve([`${words.slice(0, 3).join(' ')} ended with ${signal ?? `exit code ${code}`}`, ...last].join('\n'));
		});
	});

/** Prefix of folders in which something is being installed; then comes the number of the process that does it. */
const unfinished = '.unfinished-';

/**
 * Installs one thing: under another name first, so that a folder is never half full.
 *
 * @returns why it failed; nothing when it is there
 */
export async function installOne(install: Install, folder = installFolder, run = runStep): Promise<string | undefined> {
	if ('debian' in install) return undefined;
	const to = join(folder, `${unfinished}${process.pid}`);
	const target = join(folder, folderNameOf(install));
	const { files = {}, copies, steps, keeps } = recipeFor(install, to, join(folder, '.cache'));
	rmSync(to, { recursive: true, force: true });
	mkdirSync(to, { recursive: true });
	try {
		if (copies) cpSync(copies.from, copies.to, { recursive: true });
		for (const [file, text] of Object.entries(files)) writeFileSync(join(to, file), text);
		for (const step of steps) {
			const because = await run(step);
			if (because !== undefined) return because;
		}
		if (keeps) keepOnly(keeps, copies?.to);
		writeFileSync(join(to, stampFile), stampOf(install));
		// Gateways run as nobody, whatever the umask of who installs them.
		execFileSync('chmod', ['-R', 'a+rX', to]);
		rmSync(target, { recursive: true, force: true });
		renameSync(to, target);
		return undefined;
	} finally {
		rmSync(to, { recursive: true, force: true });
	}
}

/** Moves the one file that was made to where it is kept, and removes what it was made in. */
function keepOnly({ folder, extension, as }: NonNullable<Recipe['keeps']>, madeIn = folder): void {
	const [only, ...others] = readdirSync(folder).filter((name) => name.endsWith(extension));
	if (only === undefined || others.length > 0) throw new Error(`${folder} must hold one ${extension}, and does not.`);
	renameSync(join(folder, only), as);
	rmSync(madeIn, { recursive: true });
}

/**
 * Installs all that is missing, and says a line about each.
 *
 * @returns the exit code: 1 when something could not be installed; what is Debian's is left to apt-get
 */
export async function installAll(
	wanted: readonly (Installable & { isThere?: boolean })[],
	print: (...lines: readonly string[]) => void,
	folder = installFolder,
	run = runStep,
): Promise<number> {
	removeLeftovers(folder);
	const interrupted = () => {
		running?.kill();
		rmSync(join(folder, `${unfinished}${process.pid}`), { recursive: true, force: true });
		process.exit(130);
	};
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, interrupted);
	const debian: string[] = [];
	let failures = 0;
	for (const { id, install, source, isThere } of wanted) {
		if ('debian' in install) {
			if (!isThere) debian.push(install.debian);
			continue;
		}
		const what = `${id}: ${sourceOf({ install, source })}`;
		if (isInstalled(install, folder)) {
			print(`${what} is there`);
			continue;
		}
		const started = performance.now();
		const because = await installOne(install, folder, run).catch((error: Error) => error.message);
		if (because === undefined) print(`${what} installed in ${Math.ceil((performance.now() - started) / 1000)} s`);
		else {
			failures++;
			print(`${what} not installed: ${because.replaceAll('\n', '\n  ')}`);
		}
	}
	if (debian.length > 0) {
		const packages = [...new Set(debian)].join(' ');
		print(`Missing from Debian: apt-get install --no-install-recommends ${packages}`);
	}
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, interrupted);
	return failures > 0 ? 1 : 0;
}

/** Removes what installations left behind that were killed; those that still run keep theirs. */
function removeLeftovers(folder: string): void {
	if (!existsSync(folder)) return;
	for (const name of readdirSync(folder)) {
		if (!name.startsWith(unfinished) || isRunning(Number(name.slice(unfinished.length)))) continue;
		rmSync(join(folder, name), { recursive: true, force: true });
	}
}

function isRunning(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
}

/**
 * Shows what is installed, and the Node.js that runs the lab, inside the folder of a run: to be called in a namespace of
 * its own. The project may be in a folder that only its owner may enter, and gateways run as nobody.
 */
export function showInstalled(directory: string): void {
	const bind = (from: string, to: string) =>
		execFileSync('mount', ['--bind', from, to], { stdio: ['ignore', 'ignore', 'inherit'] });
	const programs = join(directory, 'bin');
	mkdirSync(programs);
	writeFileSync(join(programs, 'node'), '');
	bind(process.execPath, join(programs, 'node'));
	process.env.PATH = `${programs}${delimiter}${process.env.PATH}`;
	if (!existsSync(installFolder)) return;
	visibleFolder = join(directory, 'installed');
	mkdirSync(visibleFolder);
	bind(installFolder, visibleFolder);
}

/** Why the gateways of the lab cannot read what is installed, where it is not shown to them; nothing when they can. */
export function whyNotReadable(): string | undefined {
	if (process.getuid?.() !== 0 || !existsSync(installFolder)) return undefined;
	const asNobody = ['--reuid=65534', '--regid=65534', '--clear-groups', 'test', '-r', installFolder];
	if (spawnSync('setpriv', asNobody).status === 0) return undefined;
	return `gateways run as nobody, who may not enter ${installFolder}`;
}
