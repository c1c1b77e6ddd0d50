import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** The script behind a command of an installed package: runs on every system, with the Node that runs this. */
export function commandOf(packageName: string, command = packageName): string {
	const manifest = require.resolve(`${packageName}/package.json`);
	const { bin } = JSON.parse(readFileSync(manifest, 'utf8')) as { bin: string | Record<string, string> };
	const file = typeof bin === 'string' ? bin : bin[command];
	if (!file) throw new Error(`${packageName} has no command "${command}".`);
	return join(dirname(manifest), file);
}

interface Outcome {
	status: number;
	output: string;
}

/** Runs a program, shows what it prints as it prints it, and returns that too. */
export function run(program: string, args: string[], environment: Record<string, string> = {}): Promise<Outcome> {
	return new Promise((resolve, reject) => {
		const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...environment } });
		let output = '';
		for (const stream of [child.stdout, child.stderr]) {
			stream.on('data', (data: Buffer) => {
				output += data;
				process.stdout.write(data);
			});
		}
		child.on('error', reject);
		child.on('close', (status) => resolve({ status: status ?? 1, output }));
	});
}

/** Runs a script with this Node. */
export const runNode = (args: string[], environment?: Record<string, string>) =>
	run(process.execPath, args, environment);
