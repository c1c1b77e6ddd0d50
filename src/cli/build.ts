import { type ChildProcess, fork } from 'node:child_process';
import { cp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { DrawnPage } from '../publish/announce-pages.ts';
import { indexSearch } from '../publish/index-search.ts';
import type { StepRecord } from '../publish/step-records.ts';
import { Twins } from '../publish/twins.ts';
import { settings } from '../settings.ts';

// The whole build. The content is checked and the pages are drawn in processes of their own, side by side, so that their
// memory is free again before Pagefind begins, which needs the most. This one makes the Markdown twins meanwhile.

/** Where Node keeps programs compiled, unless it is told otherwise; Astro's own command switches it on, too. */
const compileCache = join(tmpdir(), 'node-compile-cache');

/** Starts one of the commands beside this file. */
function start(name: string, args: string[] = [], flags: string[] = []) {
	const child = fork(fileURLToPath(new URL(`${name}.ts`, import.meta.url)), args, {
		execArgv: flags,
		stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
		// Pages are passed as they are, not as JSON.
		serialization: 'advanced',
		env: { NODE_COMPILE_CACHE: compileCache, ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
	});
	const output = Promise.all([child.stdout, child.stderr].map((stream) => (stream ? text(stream) : '')));
	// Its last messages can still be under way when it has ended: the channel closes after them.
	const heard = new Promise((resolve) => child.once('disconnect', resolve));
	const closed = new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? 1)));
	const ended = Promise.all([closed, heard]).then(([code]) => code);
	return { child, output, ended };
}

/** Prints what a command said, and ends the build with it when it failed. */
async function settle({ output, ended }: ReturnType<typeof start>, beside?: ChildProcess) {
	const [code, [out = '', error = '']] = await Promise.all([ended, output]);
	process.stdout.write(out);
	process.stderr.write(error);
	if (code === 0) return;
	beside?.kill();
	process.exit(code);
}

const chosen = settings(process.env);
const files = join(chosen.cacheDir, 'files');
const twins = new Twins(chosen);
// Both make much garbage at once: fewer, larger collections.
const flags = ['--max-semi-space-size=64'];
const drawing = start('draw-pages', [], flags);
drawing.child.on('message', (page) => twins.add(page as DrawnPage));
const checking = start('check-content', ['--files', files], flags);
let steps: StepRecord[] = [];
checking.child.on('message', (records) => {
	steps = records as StepRecord[];
});

// Drawing begins while the content is still being checked. When the check fails, its report is all that is shown.
await settle(checking, drawing.child);
await settle(drawing);
const [indexed, written] = await Promise.all([
	indexSearch(chosen.outDir, steps),
	twins.finish(),
	cp(files, chosen.outDir, { recursive: true }),
]);
console.log(
	`Built ${written} pages with their Markdown twins; search covers ${indexed.pages} pages, ${indexed.steps} steps and recordings, ${Math.round(indexed.bytes / 1024)} kB.`,
);
