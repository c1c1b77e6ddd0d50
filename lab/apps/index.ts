import { readdirSync } from 'node:fs';
import type { AppServer } from '../scenario.ts';

/** All application servers, by name: each other file of this folder exports one as its default. */
export const apps: readonly AppServer[] = await Promise.all(
	readdirSync(import.meta.dirname)
		.filter((file) => file.endsWith('.ts') && file !== 'index.ts')
		.sort()
		.map(async (file) => ((await import(/* @vite-ignore */ `./${file}`)) as { default: AppServer }).default),
);
