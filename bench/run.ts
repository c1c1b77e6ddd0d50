import { existsSync } from 'node:fs';
import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type FirstSearch, firstSearch, type PageBytes, pageBytes } from './bytes.ts';
import { makeEntries } from './entries.ts';
import { measuredRun, type Run } from './measured-run.ts';
import { buildStarlight, prepareStarlight } from './starlight.ts';
import { judgeGrowth, judgeMemory, judgePeer, type Verdict } from './verdicts.ts';
import { wordOfRank } from './words.ts';
import { writeContent } from './write-content.ts';

const usage = `npm run bench [-- options]

  --sizes 100,1000,5000   pages of the handbooks to build
  --peer-pages 300        pages of the comparison with Starlight
  --peer-runs 3           builds of each in the comparison; 0 leaves it out
  --help                  this text

Writes handbooks made from the schemas to .work/bench, builds them with src/cli/build.ts, cold, and says how long that
took, how much memory it needed and what a search fetches. Exit code 1 when a verdict at the end fails.`;

const { values: flags } = parseArgs({
	options: {
		sizes: { type: 'string', default: '100,1000,5000' },
		'peer-pages': { type: 'string', default: '300' },
		'peer-runs': { type: 'string', default: '3' },
		help: { type: 'boolean', default: false },
	},
});
if (flags.help) {
	console.log(usage);
	process.exit(0);
}

const project = join(import.meta.dirname, '..');
const scratch = join(project, '.work/bench');
const sizes = flags.sizes
	.split(',')
	.map(Number)
	.sort((a, b) => a - b);
const peerPages = Number(flags['peer-pages']);
const peerRuns = Number(flags['peer-runs']);

/** The word of the first search: neither on every page nor on one only. */
const searched = wordOfRank(400);

const siteDir = (pages: number) => join(scratch, String(pages), 'site');

async function prepare(pages: number) {
	const entries = await makeEntries(pages, project);
	await writeContent(join(scratch, String(pages)), entries);
	return entries;
}

/** One cold build of a prepared handbook. */
async function build(pages: number): Promise<Run> {
	const root = join(scratch, String(pages));
	const environment = {
		CONTENT_ROOT: root,
		OUT_DIR: siteDir(pages),
		CACHE_DIR: join(root, 'cache'),
		SITE_URL: '',
		BASE_PATH: '',
		EDIT_URL: '',
	};
	for (const dir of [environment.OUT_DIR, environment.CACHE_DIR]) await rm(dir, { recursive: true, force: true });
	return succeeded(
		await measuredRun(process.execPath, [join(project, 'src/cli/build.ts')], { cwd: project, env: environment }),
	);
}

function succeeded(run: Run): Run {
	if (run.status === 0) return run;
	console.error(run.output);
	throw new Error(`The build ended with ${run.status}.`);
}

async function sizeOf(dir: string): Promise<number> {
	const paths = await readdir(dir, { recursive: true, withFileTypes: true });
	const files = await Promise.all(
		paths.filter((item) => item.isFile()).map((item) => stat(join(item.parentPath, item.name))),
	);
	return files.reduce((sum, { size }) => sum + size, 0);
}

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;
const mebibytes = (bytes: number | undefined) => (bytes === undefined ? '?' : `${Math.round(bytes / 1024 ** 2)} MiB`);
const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;
const seconds = (value: number | undefined) => (value === undefined ? '?' : `${value.toFixed(1)} s`);

function table(rows: string[][]): string {
	const widths = (rows[0] ?? []).map((_cell, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
	return rows
		.map((row) =>
			row
				.map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
				.join('  '),
		)
		.join('\n');
}

const isEntryPage = (path: string) =>
	/^(products|symptoms|causes|mitigations|checklists|guides)\/.+\/index\.html$/.test(path);

async function measureSizes() {
	const measured: { pages: number; run: Run; search: FirstSearch; index: number }[] = [];
	for (const pages of sizes) {
		console.error(`Building ${pages} pages …`);
		await prepare(pages);
		const run = await build(pages);
		measured.push({
			pages,
			run,
			search: await firstSearch(siteDir(pages), searched),
			index: await sizeOf(join(siteDir(pages), 'pagefind')),
		});
	}
	console.log(`\nGrowth (one cold build each)\n`);
	console.log(
		table([
			[
				'pages',
				'build',
				'processor',
				'pages/s',
				'largest process',
				'all together',
				'search index',
				`first search ("${searched}")`,
			],
			...measured.map(({ pages, run, search, index }) => [
				String(pages),
				seconds(run.seconds),
				seconds(run.cpuSeconds),
				(pages / run.seconds).toFixed(1),
				mebibytes(run.largestProcess),
				mebibytes(run.together),
				mebibytes(index),
				`${kilobytes(search.total)}, ${search.results} results`,
			]),
		]),
	);
	const parts = [...new Set(measured.flatMap(({ search }) => Object.keys(search.parts)))];
	console.log('\nWhat the first search fetches, compressed\n');
	console.log(
		table([
			['pages', ...parts],
			...measured.map(({ pages, search }) => [
				String(pages),
				...parts.map((part) => kilobytes(search.parts[part] ?? 0)),
			]),
		]),
	);
	return measured;
}

async function comparePeer(): Promise<Verdict> {
	const starlight = join(scratch, 'starlight');
	console.error(`Installing Starlight …`);
	const entries = await prepare(peerPages);
	await prepareStarlight(join(import.meta.dirname, 'starlight'), starlight, entries);
	const contenders = {
		handbook: () => build(peerPages),
		starlight: async () => succeeded(await buildStarlight(starlight)),
	};
	type Contender = keyof typeof contenders;
	const runs: Record<Contender, Run[]> = { handbook: [], starlight: [] };
	for (let turn = 0; turn < peerRuns; turn += 1) {
		// The order alternates, so that a machine that gets slower or faster treats both alike.
		const order: Contender[] = turn % 2 === 0 ? ['handbook', 'starlight'] : ['starlight', 'handbook'];
		for (const name of order) {
			console.error(`Building ${peerPages} pages with ${name}, ${turn + 1} of ${peerRuns} …`);
			runs[name].push(await contenders[name]());
		}
	}
	const bytes: Record<Contender, PageBytes> = {
		handbook: await pageBytes(siteDir(peerPages), isEntryPage),
		starlight: await pageBytes(join(starlight, 'dist'), isEntryPage),
	};
	const took = (name: Contender) => median(runs[name].map((run) => run.seconds));
	console.log(
		`\n${peerPages} pages beside plain Starlight with Pagefind (medians of ${peerRuns}; bytes compressed, median page)\n`,
	);
	console.log(
		table([
			['', 'build', 'each', 'processor', 'pages/s', 'largest process', 'words', 'html', 'css', 'script', 'page in all'],
			...(['handbook', 'starlight'] as const).map((name) => [
				name,
				seconds(took(name)),
				runs[name].map((run) => run.seconds.toFixed(1)).join(' '),
				seconds(median(runs[name].map((run) => run.cpuSeconds ?? 0))),
				(peerPages / took(name)).toFixed(1),
				mebibytes(Math.max(...runs[name].map((run) => run.largestProcess ?? 0))),
				String(bytes[name].words),
				kilobytes(bytes[name].html),
				kilobytes(bytes[name].css),
				kilobytes(bytes[name].script),
				kilobytes(bytes[name].html + bytes[name].css + bytes[name].script),
			]),
		]),
	);
	return judgePeer(peerPages, took('handbook'), took('starlight'));
}

if (!existsSync(join(project, 'node_modules'))) throw new Error('Run npm ci first.');
const measured = await measureSizes();
const totals = measured.map(({ pages, run }) => ({ pages, seconds: run.seconds, memory: run.together }));
const verdicts = [...judgeGrowth(totals), ...judgeMemory(totals), ...(peerRuns > 0 ? [await comparePeer()] : [])];
console.log('\nVerdicts\n');
for (const { holds, text } of verdicts) console.log(`${holds ? 'holds' : 'FAILS'}  ${text}`);
process.exitCode = verdicts.every(({ holds }) => holds) ? 0 : 1;
