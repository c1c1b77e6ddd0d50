import { readdirSync } from 'node:fs';
import type { Gateway } from '../gateway.ts';

/** All gateways, by name: each other file of this folder exports one as its default. */
export const gateways: readonly Gateway[] = await Promise.all(
	readdirSync(import.meta.dirname)
		.filter((file) => file.endsWith('.ts') && file !== 'index.ts')
		.sort()
		.map(async (file) => ((await import(/* @vite-ignore */ `./${file}`)) as { default: Gateway }).default),
);
