import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import {
	archive,
	checksumLine,
	inOrder,
	instructions,
	movable,
	type Place,
	readFiles,
	timeOf,
} from '../publish/pack.ts';
import { type Settings, settings } from '../settings.ts';

// Packs the whole handbook as one archive of static files that works under any path and without internet:
// `node src/cli/pack.ts [--base /kb/502/] [--out folder]`. Builds in a folder of its own; `dist/` stays as it is.

const workshop = '.work/pack';

function chosen(base: string | undefined, dir: string): Settings {
	try {
		const folders = { OUT_DIR: join(dir, 'site'), CACHE_DIR: join(dir, 'cache') };
		return settings({ ...process.env, ...folders, BASE_PATH: base ?? '' });
	} catch (error) {
		console.error((error as Error).message.replace('BASE_PATH', '--base'));
		process.exit(1);
	}
}

const { values } = parseArgs({ options: { base: { type: 'string' }, out: { type: 'string', default: workshop } } });
mkdirSync(workshop, { recursive: true });
const dir = mkdtempSync(join(workshop, 'build-'));
process.on('exit', () => rmSync(dir, { recursive: true, force: true }));

const { siteUrl, basePath, outDir, cacheDir } = chosen(values.base, dir);
const { status } = spawnSync(process.execPath, [fileURLToPath(new URL('build.ts', import.meta.url))], {
	stdio: 'inherit',
	env: { ...process.env, SITE_URL: siteUrl, BASE_PATH: basePath, OUT_DIR: outDir, CACHE_DIR: cacheDir },
});
if (status !== 0) process.exit(status ?? 1);

const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
const folder = 'handbook-502';
const name = `${folder}-${version}.tar.gz`;
const place: Place = { siteUrl, basePath, settled: values.base !== undefined };
const site = movable(inOrder(await readFiles(outDir)), place);
const copy = new Map([
	...site,
	['README.txt', Buffer.from(instructions(name, folder, place))],
	...['LICENSE', 'LICENSE-CONTENT'].map((file) => [file, readFileSync(file)] as const),
]);
const packed = await archive(copy, folder, timeOf(copy));

const out = resolve(values.out);
mkdirSync(out, { recursive: true });
writeFileSync(join(out, name), packed);
writeFileSync(join(out, `${name}.sha256`), checksumLine(packed, name));
console.log(
	`Packed ${copy.size} files, ${Math.round(packed.length / 1024)} kB, into ${join(out, name)}; its checksum lies beside it.`,
);
