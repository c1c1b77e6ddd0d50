import { expect } from 'vitest';

/** Expects a list of faults to be empty; shows the first of them, each on a line of its own, and how many there are. */
export function expectNone(faults: Iterable<string>): void {
	const all = [...new Set(faults)];
	const shown = all.slice(0, 25).map((fault) => `\n  ${fault}`);
	if (all.length > shown.length) shown.push(`\n  … and ${all.length - shown.length} more`);
	expect.soft(all.length, `${all.length} faults:${shown.join('')}\n`).toBe(0);
}
