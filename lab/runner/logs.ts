import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { LogFile, Target } from '../gateway.ts';
import { idPattern } from './normalise.ts';

/** Finds what a gateway logged about one request. */

/** Where each log ended at a moment. */
export type Marks = ReadonlyMap<string, number>;

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

export const marksOf = (directory: string, files: readonly string[]): Marks =>
	new Map(files.map((file) => [file, sizeOf(join(directory, file))]));

/** What was written to a log since a mark. */
export function textSince(directory: string, file: string, marks: Marks): string {
	const path = join(directory, file);
	return sizeOf(path) === 0
		? ''
		: readFileSync(path)
				.subarray(marks.get(file) ?? 0)
				.toString('utf8');
}

/**
 * Waits until a gateway has logged a request: until the access log has its line, and nothing more is written.
 *
 * @param times how often the request was made
 * @param quiet milliseconds without a line after which nothing more is expected
 * @param hasEnded whether it writes no more lines, because it has died
 */
export async function settled(
	directory: string,
	logs: readonly LogFile[],
	marks: Marks,
	{ id, times, quiet = 100, hasEnded }: { id: string; times: number; quiet?: number; hasEnded?: () => boolean },
): Promise<void> {
	const patience = performance.now() + 4000;
	const lines = () =>
		logs
			.filter(({ access }) => access)
			.flatMap(({ file, entries }) => entriesOf(textSince(directory, file, marks), entries))
			.filter((line) => line.includes(id)).length;
	while (lines() < times && !hasEnded?.() && performance.now() < patience) await pause(40);
	for (let before = '', now = sizes(directory, logs); before !== now; now = sizes(directory, logs)) {
		before = now;
		await pause(quiet);
	}
}

const sizes = (directory: string, logs: readonly LogFile[]): string =>
	logs.map(({ file }) => sizeOf(join(directory, file))).join();

/** A log in its entries. */
export const entriesOf = (text: string, entries: LogFile['entries'] = 'lines'): string[] =>
	text.split(entries === 'lines' ? '\n' : /\n\s*\n/).filter((entry) => entry.trim() !== '');

/**
 * Keeps the entries that belong to a request: those with its id, and those without any id that do not speak of the
 * upstream of another mode. The caller hands in only what was written while nothing else was asked of the gateway.
 */
export function attributed(entries: readonly string[], id: string, others: readonly Target[]): string[] {
	const names = new Set(others.map(({ name }) => name));
	const ports = new Set(others.filter(({ port }) => port > 1024).map(({ port }) => String(port)));
	const isForeign = (entry: string) =>
		entry.match(idPattern) !== null ||
		(entry.match(/\bapp_[a-z0-9_]+/g) ?? []).some((name) => names.has(name)) ||
		(entry.match(/(?<=[: ])\d{5}\b/g) ?? []).some((port) => ports.has(port));
	return entries.filter((entry) => entry.includes(id) || !isForeign(entry));
}
