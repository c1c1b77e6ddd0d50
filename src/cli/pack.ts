import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { archive, checksumLine, instructions, movable, type Place, readFiles } from '../publish/pack.ts';
import { settings } from '../settings.ts';

// Packs the whole handbook as one archive of static files that works under any path and without internet. It is built in
// a folder of its own; `dist/` stays as it is.

const workshop = '.work/pack';

const usage = `npm run pack -- [--base <path>] [--out <folder>]

  --base <path>    the path that the copy will be served under, /kb/502/: its page for missing addresses and its whole
                   addresses are made for it; everything else works under any path
  --out <folder>   where the archive and its checksum go; made when it is missing. Default: ${workshop}

Whole addresses, such as canonical links and snippets for wikis, begin with SITE_URL.`;

function refuse(reason: string): never {
	console.error(`${reason}\n\n${usage}`);
	process.exit(1);
}

function readFlags() {
	try {
		return parseArgs({
			options: {
				base: { type: 'string' },
				out: { type: 'string', default: workshop },
				help: { type: 'boolean', default: false },
			},
		}).values;
	} catch (error) {
		return refuse((error as Error).message);
	}
}

/** The settings of the build; a base path that the environment names is for the site, not for the copy. */
function settingsFor(base: string | undefined) {
	try {
		return settings({ ...process.env, BASE_PATH: base ?? '' });
	} catch (error) {
		return refuse((error as Error).message.replace('BASE_PATH', '--base'));
	}
}

const flags = readFlags();
if (flags.help) {
	console.log(usage);
	process.exit(0);
}
const { siteUrl, basePath } = settingsFor(flags.base);
mkdirSync(workshop, { recursive: true });
const dir = mkdtempSync(join(workshop, 'build-'));
process.on('exit', () => rmSync(dir, { recursive: true, force: true }));

const built = join(dir, 'site');
const { status } = spawnSync(process.execPath, [fileURLToPath(new URL('build.ts', import.meta.url))], {
	stdio: 'inherit',
	env: {
		...process.env,
		// Whoever packs, in a test or with a setting left over: with another value, Astro and Vite build other files.
		NODE_ENV: 'production',
		SITE_URL: siteUrl,
		BASE_PATH: basePath,
		OUT_DIR: built,
		CACHE_DIR: join(dir, 'cache'),
	},
});
if (status !== 0) process.exit(status ?? 1);

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
const folder = 'handbook-502';
const name = `${folder}-${version}.tar.gz`;
const place: Place = { siteUrl, basePath, settled: flags.base !== undefined };
const site = movable(await readFiles(built), place);
const copy = new Map([
	...site,
	['README.txt', Buffer.from(instructions(name, folder, place))],
	...['LICENSE', 'LICENSE-CONTENT'].map((file) => [file, readFileSync(file)] as const),
]);
const packed = await archive(copy, folder);

const out = resolve(flags.out);
mkdirSync(out, { recursive: true });
writeFileSync(join(out, name), packed);
writeFileSync(join(out, `${name}.sha256`), checksumLine(packed, name));
console.log(
	`Packed ${copy.size} files, ${Math.round(packed.length / 1024)} kB, into ${join(out, name)}; its checksum lies beside it.`,
);
