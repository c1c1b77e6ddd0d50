import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

// The whole build: check the content, let Astro draw the pages, add twins and search index. Each is a process of its
// own, so that the memory of one is free again when the next begins.

/** Starts one of the commands beside this file; `output` is what it printed, `ended` its exit code. */
function run(name: string, flags: string[] = []) {
	const child = spawn(process.execPath, [...flags, fileURLToPath(new URL(`${name}.ts`, import.meta.url))], {
		stdio: ['ignore', 'pipe', 'pipe'],
		env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
	});
	const output = Promise.all([text(child.stdout), text(child.stderr)]);
	const ended = new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? 1)));
	return { child, output, ended };
}

type Run = ReturnType<typeof run>;

/** Prints what a command said, and ends the build with it when it failed. */
async function settle({ output, ended }: Run, beside?: Run) {
	const [code, [out, error]] = await Promise.all([ended, output]);
	process.stdout.write(out);
	process.stderr.write(error);
	if (code === 0) return;
	beside?.child.kill();
	process.exit(code);
}

// Drawing begins while the content is still being checked. When the check fails, its report is all that is shown.
const drawing = run('draw-pages');
await settle(run('check-content'), drawing);
await settle(drawing);
// Beside Pagefind, which needs more memory the more pages there are, our own heap is told to stay small.
await settle(run('publish-site', ['--max-semi-space-size=4', '--max-old-space-size=384']));
