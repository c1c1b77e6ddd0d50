import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { commandOf } from './support/processes.ts';

/** Commands that a Chromium goes by, wherever PATH leads. */
const names = [
	'chromium',
	'chromium-browser',
	'google-chrome',
	'google-chrome-stable',
	'microsoft-edge',
	'chrome',
	'msedge',
];

const usualPlaces: Partial<Record<NodeJS.Platform, string[]>> = {
	linux: ['/usr/bin', '/usr/local/bin', '/snap/bin'].flatMap((folder) => names.map((name) => join(folder, name))),
	darwin: ['Chromium', 'Google Chrome', 'Microsoft Edge'].flatMap((name) =>
		['', homedir()].map((root) => `${root}/Applications/${name}.app/Contents/MacOS/${name}`),
	),
	win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((variable) => {
		const folder = process.env[variable];
		return folder
			? [
					'Google\\Chrome\\Application\\chrome.exe',
					'Microsoft\\Edge\\Application\\msedge.exe',
					'Chromium\\Application\\chrome.exe',
				].map((file) => join(folder, file))
			: [];
	}),
};

/** Where playwright-core keeps the browsers that it installs. */
const playwrightCache = () =>
	process.env.PLAYWRIGHT_BROWSERS_PATH ||
	{
		darwin: join(homedir(), 'Library/Caches/ms-playwright'),
		win32: join(process.env.LOCALAPPDATA ?? '', 'ms-playwright'),
	}[process.platform as string] ||
	join(homedir(), '.cache/ms-playwright');

const inPlaywrightCache = [
	'chrome-linux/chrome',
	'chrome-linux64/chrome',
	'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
	'chrome-win/chrome.exe',
	'chrome-win64/chrome.exe',
];

function candidates(): string[] {
	const cache = playwrightCache();
	const cached = existsSync(cache)
		? readdirSync(cache)
				.filter((name) => /^chromium-\d+$/.test(name))
				.sort()
				.reverse()
		: [];
	return [
		...(process.env.PATH ?? '')
			.split(delimiter)
			.filter(Boolean)
			.flatMap((folder) => names.map((name) => join(folder, process.platform === 'win32' ? `${name}.exe` : name))),
		...(usualPlaces[process.platform] ?? []),
		...cached.flatMap((folder) => inPlaywrightCache.map((file) => join(cache, folder, file))),
	];
}

/** The Chromium of this machine; the one that the variable CHROMIUM names comes first. */
export function findChromium(): string | undefined {
	const wanted = process.env.CHROMIUM;
	if (wanted && !existsSync(wanted)) throw new Error(`CHROMIUM is "${wanted}", and there is no such file.`);
	return wanted || candidates().find((path) => existsSync(path));
}

/**
 * Installs Debian's Chromium. A policy file that refuses to start services is laid down meanwhile, where the machine has
 * none of its own: a test may bring a program, not a daemon.
 */
function installFromDebian() {
	const policy = '/usr/sbin/policy-rc.d';
	const ours = !existsSync(policy);
	if (ours) {
		writeFileSync(policy, '#!/bin/sh\nexit 101\n');
		chmodSync(policy, 0o755);
	}
	const apt = (...args: string[]) =>
		execFileSync('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=300', ...args], {
			stdio: ['ignore', 'ignore', 'inherit'],
			env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
		});
	try {
		apt('update');
		apt('install', '-y', '--no-install-recommends', 'chromium', 'fonts-dejavu-core');
	} finally {
		if (ours) rmSync(policy, { force: true });
	}
}

/**
 * A Chromium to test with: what is there, else what can be had. Says in one line what it did.
 *
 * @throws {Error} with what to do when there is none and none can be installed
 */
export function findOrInstallChromium(): string {
	const found = findChromium();
	if (found) {
		console.log(`Browser tests use the Chromium at ${found}.`);
		return found;
	}
	const tried: string[] = [];
	if (process.platform === 'linux' && existsSync('/usr/bin/apt-get') && process.getuid?.() === 0) {
		try {
			installFromDebian();
		} catch (error) {
			tried.push(`apt-get said: ${error instanceof Error ? error.message : error}`);
		}
		const installed = findChromium();
		if (installed) {
			console.log(`There was no Chromium; installed Debian's package chromium, ${installed}.`);
			return installed;
		}
	}
	const { status, stderr } = spawnSync(process.execPath, [commandOf('playwright-core'), 'install', 'chromium'], {
		encoding: 'utf8',
	});
	const installed = status === 0 ? findChromium() : undefined;
	if (installed) {
		console.log(`There was no Chromium; playwright-core downloaded one, ${installed}.`);
		return installed;
	}
	tried.push(`playwright-core said: ${stderr.trim().split('\n').at(-1) ?? 'nothing'}`);
	throw new Error(
		`There is no Chromium on this machine and none could be installed (${tried.join('; ')}).\nInstall Chromium or Chrome (Debian: apt-get install chromium), or name one in the variable CHROMIUM, and run the tests again.`,
	);
}

/**
 * Flags for a Chromium that tests drive: no sandbox where it cannot have one (root in a container), and none of its own
 * calls home, each of which is a failing look-up on a machine without internet.
 */
export const chromiumArguments = [
	'--no-sandbox',
	'--disable-gpu',
	'--disable-quic',
	'--disable-dev-shm-usage',
	'--no-first-run',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync',
];
