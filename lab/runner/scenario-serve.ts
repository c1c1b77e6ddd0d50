import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Act, filesOf, type Place, type Scenario } from '../scenario.ts';
import { NotReady } from './instance.ts';
import { enterNamespace, isInNamespace, outermost } from './namespace.ts';
import { newPlace, openSurroundings, visitOfScenario, whySkipped } from './scenario.ts';
import { commandsOf, Stage } from './scenario-stage.ts';

/** Keeps a broken setup running, for a person to look at, and fixes it when the person says so. */
export async function serveScenario(
	scenario: Scenario,
	directory: string,
	print: (...lines: readonly string[]) => void,
): Promise<number> {
	const skipped = whySkipped(scenario);
	if (skipped !== undefined) throw new Error(`${scenario.id} cannot be served: ${skipped}.`);
	const surroundings = await openSurroundings(directory);
	const place = await newPlace(scenario.id, surroundings);
	const [before, after] = [scenario.before(place), scenario.after(place)];
	let stage = await stageWith(scenario, before, place, print);
	const enter = isInNamespace() ? enterNamespace() : '';
	print(
		`${scenario.id}: ${scenario.says}`,
		'',
		`  ${enter}${curlFor(scenario, place)}`,
		'',
		`The fix: ${scenario.fix} It changes this:`,
		'',
		...differenceBetween(before, after, place).map((line) => `  ${line}`),
		'',
		'To apply it:',
		'',
		`  kill -USR2 ${outermost()}`,
		'',
		`Configuration and logs are in ${place.directory}${enter && ` (to be read with ${enter}cat)`}. Ctrl-C ends it.`,
	);
	await new Promise<void>((resolve) => {
		let isFixed = false;
		const fix = async () => {
			if (isFixed) return;
			isFixed = true;
			await stage.stop();
			stage = await stageWith(scenario, after, place, print);
			print('', 'Fixed. Now the same request is answered with 200.');
		};
		// From outside the namespace, the signal comes as a message.
		process.on('SIGUSR2', fix);
		process.on('message', fix);
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, resolve);
	});
	await stage.stop();
	surroundings.close();
	return 0;
}

/** Sets the stage. A gateway that does not start is part of what is to be seen. */
async function stageWith(
	scenario: Scenario,
	acts: readonly Act[],
	place: Place,
	print: (...lines: readonly string[]) => void,
): Promise<Stage> {
	const stage = new Stage(scenario, acts, place);
	try {
		await stage.perform();
	} catch (error) {
		if (!(error instanceof NotReady)) throw error;
		print(`${error.message}:`, '', ...[...error.log.values()].flat(), '');
	}
	return stage;
}

function curlFor(scenario: Scenario, { port, directory }: Place): string {
	const { method, body, times } = visitOfScenario(scenario);
	const url = `http://127.0.0.1:${port}${scenario.visit?.path ?? '/'}`;
	const options = method === 'HEAD' ? ' --head' : '';
	const upload = (): string => {
		const file = join(directory, 'upload');
		writeFileSync(file, typeof body === 'string' ? body : 'a'.repeat(body ?? 0));
		return ` --data-binary @${file}`;
	};
	const data = body === undefined ? '' : upload();
	// More than once with one curl: over one connection, as the visitor of the lab does it.
	return `curl -i -H 'Host: lab.example'${options}${data}${` ${url}`.repeat(times)}`;
}

/** The lines that go and come, in files and commands: a diff without the lines that stay. */
export function differenceBetween(before: readonly Act[], after: readonly Act[], place: Pick<Place, 'port'>): string[] {
	const [old, young] = [filesOf(before), filesOf(after)];
	const files = [...new Set([...Object.keys(old), ...Object.keys(young)])];
	return [
		...files.flatMap((file) => withHead(file, changedLines(linesOf(old[file]), linesOf(young[file])))),
		...withHead('commands', changedLines(commandsOf(before, place), commandsOf(after, place))),
	];
}

const linesOf = (text = ''): string[] => text.split('\n').filter((line) => line.trim() !== '');

const withHead = (head: string, lines: readonly string[]): string[] => (lines.length > 0 ? [`${head}:`, ...lines] : []);

/** The lines between those that two texts begin and end with alike. */
export function changedLines(before: readonly string[], after: readonly string[]): string[] {
	let first = 0;
	while (first < before.length && first < after.length && before[first] === after[first]) first++;
	let last = 0;
	while (
		last < before.length - first &&
		last < after.length - first &&
		before[before.length - 1 - last] === after[after.length - 1 - last]
	)
		last++;
	return [
		...before.slice(first, before.length - last).map((line) => `- ${line.trim()}`),
		...after.slice(first, after.length - last).map((line) => `+ ${line.trim()}`),
	];
}
