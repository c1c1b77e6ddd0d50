import { readdirSync } from 'node:fs';
import type { Scenario } from '../scenario.ts';

/** All scenarios, by file: each other file of this folder exports `scenarios`. What they share is in `setups/`. */
export const scenarios: readonly Scenario[] = (
	await Promise.all(
		readdirSync(import.meta.dirname)
			.filter((file) => file.endsWith('.ts') && file !== 'index.ts')
			.sort()
			.map(
				async (file) =>
					((await import(/* @vite-ignore */ `./${file}`)) as { scenarios: readonly Scenario[] }).scenarios,
			),
	)
).flat();

/** The scenario with an id. */
export function scenarioCalled(id: string): Scenario {
	const found = scenarios.find((candidate) => candidate.id === id);
	if (!found) throw new Error(`No scenario is called "${id}". "npm run lab -- list" lists them.`);
	return found;
}
