import { readdirSync } from 'node:fs';
import type { Mode } from '../mode.ts';

/** Files of this folder that hold no modes. */
const others = new Set(['index.ts', 'wire.ts']);

/** All modes, by family: each file of this folder exports `modes`. */
export const modes: readonly Mode[] = (
	await Promise.all(
		readdirSync(import.meta.dirname)
			.filter((file) => file.endsWith('.ts') && !others.has(file))
			.sort()
			.map(async (file) => ((await import(/* @vite-ignore */ `./${file}`)) as { modes: readonly Mode[] }).modes),
	)
).flat();

/** The mode with an id. */
export function modeCalled(id: string): Mode {
	const mode = modes.find((candidate) => candidate.id === id);
	if (!mode) throw new Error(`No mode is called "${id}". "npm run lab -- list" lists them.`);
	return mode;
}
