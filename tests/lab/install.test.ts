import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Install } from '../../lab/gateway.ts';
import { gateways } from '../../lab/gateways/index.ts';
import {
	environmentFor,
	folderNameOf,
	installAll,
	installCommandOf,
	installedFolder,
	isInstalled,
	linkModules,
	type RunStep,
	recipeFor,
	sourceOf,
} from '../../lab/runner/install.ts';
import { notInstalled } from '../../lab/runner/program.ts';
import { toy } from './toy.ts';

const npm: Install = { npm: { '@scope/proxy': '1.2.3', express: '5.0.0' }, asOf: '2026-11-22' };
const pypi: Install = { pypi: { gunicorn: '23.0.0', packaging: '25.0' } };
const go: Install = { go: 'example.org/a/cmd/proxy@v0.9.0' };
const debian: Install = { debian: 'nginx-light' };

test.each<[install: Install, source: string, command: string]>([
	[debian, 'Debian package nginx-light', 'apt-get install --no-install-recommends nginx-light'],
	[npm, 'npm package @scope/proxy 1.2.3 (with express 5.0.0)', 'npm run lab -- install toy'],
	[pypi, 'PyPI package gunicorn 23.0.0', 'npm run lab -- install toy'],
	[go, 'Go module example.org/a/cmd/proxy v0.9.0', 'npm run lab -- install toy'],
	[{ project: 'thing' }, 'built from lab/programs/thing', 'npm run lab -- install toy'],
])('where %j comes from and how it is installed', (install, source, command) => {
	expect(sourceOf({ install })).toBe(source);
	expect(sourceOf({ install, source: 'elsewhere' })).toBe('elsewhere');
	expect(installCommandOf({ id: 'toy', install })).toBe(command);
});

test.each([
	[npm, 'scope-proxy-1.2.3+express-5.0.0'],
	[pypi, 'gunicorn-23.0.0+packaging-25.0'],
	[go, 'example.org-a-cmd-proxy-v0.9.0'],
] as const)('the folder of %j is %s', (install, name) => {
	expect(folderNameOf(install as Exclude<Install, { debian: string }>)).toBe(name);
});

describe('what is run to install', () => {
	const commandsFor = (install: Install) => recipeFor(install, '/to', '/cache').steps.map(({ command }) => command);

	test('packages of npm: the named versions, no scripts, and the rest as of a day', () => {
		const [command = []] = commandsFor(npm);
		expect(command.slice(0, 3)).toEqual(['npm', 'install', '--prefix=/to']);
		expect(command).toEqual(expect.arrayContaining(['--ignore-scripts', '--before=2026-11-22']));
		expect(JSON.parse(recipeFor(npm, '/to', '/cache').files?.['package.json'] ?? '')).toEqual({
			private: true,
			dependencies: { '@scope/proxy': '1.2.3', express: '5.0.0' },
		});
	});

	test('packages of PyPI: the named versions and nothing else', () => {
		const [command = []] = commandsFor(pypi);
		expect(command.slice(1, 6)).toEqual(['-m', 'pip', 'install', '--target', '/to']);
		expect(command).toEqual(expect.arrayContaining(['--no-deps', '--only-binary=:all:']));
		expect(command.slice(-2)).toEqual(['gunicorn==23.0.0', 'packaging==25.0']);
	});

	test('a Go module', () => {
		const [step] = recipeFor(go, '/to', '/cache').steps;
		expect(step?.command).toEqual(['go', 'install', 'example.org/a/cmd/proxy@v0.9.0']);
		expect(step?.environment?.GOBIN).toBe('/to/bin');
	});

	test('nothing of Debian', () => expect(commandsFor(debian)).toEqual([]));

	test('a project that has no lock', () => {
		expect(() => recipeFor({ project: 'no-such-project' }, '/to', '/cache')).toThrow('lab/programs/no-such-project');
	});
});

describe('installing', () => {
	let folder: string;
	let lines: string[];
	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'install-'));
		lines = [];
	});
	afterEach(() => rmSync(folder, { recursive: true }));
	const print = (...more: readonly string[]) => void lines.push(...more.map((line) => line.replace(/\d+ s$/, '… s')));
	const succeed: RunStep = async ({ directory }) => void writeFileSync(join(directory, 'made'), '', { mode: 0o600 });
	const fail: RunStep = async () => 'go is missing';
	const install = (wanted: Parameters<typeof installAll>[0], run: RunStep) => installAll(wanted, print, folder, run);

	test('makes a whole folder, and once', async () => {
		const wanted = [
			{ id: 'one', install: npm },
			{ id: 'two', install: npm },
		];
		expect(await install(wanted, succeed)).toBe(0);
		expect(lines).toEqual([
			'one: npm package @scope/proxy 1.2.3 (with express 5.0.0) installed in … s',
			'two: npm package @scope/proxy 1.2.3 (with express 5.0.0) is there',
		]);
		expect(readdirSync(folder)).toEqual(['scope-proxy-1.2.3+express-5.0.0']);
		expect(statSync(join(folder, 'scope-proxy-1.2.3+express-5.0.0/made')).mode & 0o777).toBe(0o644);
		expect(isInstalled(npm, folder)).toBe(true);
	});

	test('is done again when what is wanted has changed', async () => {
		await install([{ id: 'one', install: npm }], succeed);
		const later: Install = { ...npm, asOf: '2027-01-01' };
		expect(isInstalled(later, folder)).toBe(false);
		expect(await install([{ id: 'one', install: later }], succeed)).toBe(0);
		expect(isInstalled(later, folder)).toBe(true);
	});

	test('says what is missing, goes on, and leaves nothing half done', async () => {
		const wanted = [
			{ id: 'one', install: go },
			{ id: 'two', install: pypi },
		];
		expect(await install(wanted, (step) => (step.command[0] === 'go' ? fail(step) : succeed(step)))).toBe(1);
		expect(lines).toEqual([
			'one: Go module example.org/a/cmd/proxy v0.9.0 not installed: go is missing',
			'two: PyPI package gunicorn 23.0.0 installed in … s',
		]);
		expect(readdirSync(folder)).toEqual(['gunicorn-23.0.0+packaging-25.0']);
	});

	test('leaves Debian to apt-get, with one command for all that is not there', async () => {
		const wanted = [
			{ id: 'nginx', install: debian, isThere: true },
			{ id: 'squid', install: { debian: 'squid-openssl' } },
			{ id: 'h2o', install: { debian: 'h2o' } },
		];
		expect(await install(wanted, fail)).toBe(0);
		expect(lines).toEqual(['Missing from Debian: apt-get install --no-install-recommends squid-openssl h2o']);
	});

	test('removes what was left behind by one that was killed, and by no other', async () => {
		const [dead, alive] = [join(folder, '.unfinished-999999999'), join(folder, `.unfinished-${process.ppid}`)];
		for (const left of [dead, alive]) mkdirSync(left);
		await install([], succeed);
		expect([existsSync(dead), existsSync(alive)]).toEqual([false, true]);
	});
});

describe('a gateway that is not installed', () => {
	test('is told with the command that installs it', () => {
		const gateway = { ...toy('toy'), program: 'toyd' };
		expect(notInstalled({ ...gateway, install: go })).toBe('toy is not installed (npm run lab -- install toy)');
		expect(notInstalled({ ...gateway, install: debian })).toBe(
			'toyd is not installed (apt-get install --no-install-recommends nginx-light)',
		);
	});
});

test('programs of an installation are found by name, and packages of npm are imported by name', () => {
	const directory = mkdtempSync(join(tmpdir(), 'install-'));
	expect(environmentFor(debian)).toEqual({});
	expect(environmentFor(go).PATH?.split(':')[0]).toBe(join(installedFolder(go), 'bin'));
	linkModules(go, directory);
	expect(readdirSync(directory)).toEqual([]);
	linkModules(npm, directory);
	linkModules(npm, directory);
	expect(readdirSync(directory)).toEqual(['node_modules']);
	rmSync(directory, { recursive: true });
});

test.each(gateways.map((gateway) => [gateway.id, gateway] as const))(
	'%s is installed in one exact version',
	(_id, gateway) => {
		const { install, version } = gateway;
		if ('debian' in install || 'project' in install) return expect(version).toBeDefined();
		const versions =
			'go' in install
				? [install.go.split('@').at(-1) ?? '']
				: Object.values('npm' in install ? install.npm : install.pypi);
		for (const exact of versions) expect(exact).toMatch(/^v?\d+(\.\d+)+([-.+]?\w+)*$/);
	},
);
