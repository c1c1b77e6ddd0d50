import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { buildSites } from './build-sites.ts';
import { findOrInstallChromium } from './chromium.ts';
import { commandOf, runNode } from './support/processes.ts';

// The whole test command: stages from the fastest to the slowest, stopping at the first that fails. The last line tells
// how many tests passed and failed, for people and for machines.

/** Ends well with nothing, or tells in a sentence what failed. */
type Stage = () => Promise<string | undefined>;

const results = '.work/results';
const counts = { passed: 0, failed: 0 };

const command =
	(packageName: string, args: string[], fault: string, name?: string): Stage =>
	async () => {
		const { status } = await runNode([commandOf(packageName, name), ...args]);
		return status === 0 ? undefined : fault;
	};

interface Report {
	numPassedTests: number;
	numFailedTests: number;
	testResults: { assertionResults: { fullName: string; status: string }[] }[];
}

/** Runs one of Vitest's projects, counts its tests, and names those that were skipped. */
const tests = (project: string): Stage => {
	const file = `${results}/${project}.json`;
	const vitest = command(
		'vitest',
		['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`],
		`Tests of the project "${project}" fail; each is named above. Run them alone with: npx vitest run --project ${project}`,
	);
	return async () => {
		const fault = await vitest();
		const report = JSON.parse(readFileSync(file, 'utf8')) as Report;
		counts.passed += report.numPassedTests;
		counts.failed += report.numFailedTests;
		for (const { fullName, status } of report.testResults.flatMap(({ assertionResults }) => assertionResults)) {
			if (status === 'skipped' || status === 'pending') console.log(`Skipped: ${fullName}`);
		}
		if (!fault && report.numPassedTests === 0) return `The project "${project}" has no tests.`;
		return fault;
	};
};

const stages: [name: string, stage: Stage][] = [
	[
		'lint',
		command(
			'@biomejs/biome',
			['check', '--error-on-warnings'],
			'The linter or the formatter objects. Try: npm run format',
			'biome',
		),
	],
	['types', command('astro', ['check', '--minimumFailingSeverity', 'warning'], 'The types do not fit.')],
	['unit', tests('unit')],
	['lab', tests('lab')],
	['build at both base paths', buildSites],
	['site', tests('site')],
	[
		'browser',
		async () => {
			// The workers take the same one.
			process.env.CHROMIUM = findOrInstallChromium();
			return tests('browser')();
		},
	],
];

process.env.ASTRO_TELEMETRY_DISABLED = '1';
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`;
const begin = performance.now();
const times: string[] = [];
for (const [name, stage] of stages) {
	console.log(`\n── ${name} ──`);
	const start = performance.now();
	const fault = await stage().catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
	times.push(`${name} ${seconds(start)}`);
	console.log(`── ${name}: ${fault ? 'FAILED' : 'ok'} after ${seconds(start)} ──`);
	if (!fault) continue;
	console.error(`\n${fault}`);
	// A stage without tests that fails is a failure too.
	counts.failed ||= 1;
	break;
}
console.log(`\n${times.join(' · ')} · all ${seconds(begin)}`);
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed > 0 ? 1 : 0;
