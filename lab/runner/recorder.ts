import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mode } from '../mode.ts';
import { type DescribedMode, fileOf, type Outcome, type Recording } from '../recording.ts';
import { compareCells } from './compare.ts';

/** Reads and writes the files of recordings. */

export const recordingsFolder = join(import.meta.dirname, '..', 'recordings');

export function readRecording(folder: string, which: Pick<Recording, 'gateway' | 'version'>): Recording | undefined {
	const file = join(folder, fileOf(which));
	return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Recording) : undefined;
}

/** The versions of a gateway that are recorded. */
export const recordedVersions = (folder: string, gateway: string): string[] =>
	(existsSync(folder) ? readdirSync(folder) : [])
		.map((file) => /^(.*)-(\d[^-]*)\.json$/.exec(file))
		.filter((match) => match?.[1] === gateway)
		.map((match) => match?.[2] ?? '');

/** Writes a recording. */
export const writeRecording = (folder: string, recording: Recording): string =>
	writeWhole(folder, fileOf(recording), printed(recording));

/** Writes what all modes are, for readers of recordings. */
export const writeModes = (folder: string, modes: readonly Mode[]): string => {
	const described = modes.map(
		({ id, says, moment, healthy, race, allowed }): DescribedMode => ({ id, says, moment, healthy, race, allowed }),
	);
	return writeWhole(folder, 'modes.json', printed(described));
};

/** Writes a file so that a reader finds the old one or the new one, never half of one. */
export function writeWhole(folder: string, name: string, text: string): string {
	mkdirSync(folder, { recursive: true });
	const file = join(folder, name);
	const unfinished = `${file}.${process.pid}.unfinished`;
	writeFileSync(unfinished, text);
	renameSync(unfinished, file);
	for (const left of readdirSync(folder)) if (left.endsWith('.unfinished')) rmSync(join(folder, left));
	return file;
}

/** What stands in a file: a member on each line, and a list on one line where it fits, so that a diff can be read. */
export const printed = (value: object): string => `${printedValue(value, '', 0)}\n`;

const lineWidth = 120;
const tabWidth = 2;

/**
 * @param indent the tabs before the line on which the value begins
 * @param taken the columns that its line has taken already, or that follow it
 */
function printedValue(value: unknown, indent: string, taken: number): string {
	if (value === null || typeof value !== 'object') return JSON.stringify(value);
	const deeper = `${indent}\t`;
	if (Array.isArray(value)) {
		const short = `[${value.map((item) => JSON.stringify(item)).join(', ')}]`;
		const isFlat = value.every((item) => item === null || typeof item !== 'object');
		if (isFlat && indent.length * tabWidth + taken + short.length <= lineWidth) return short;
		return `[\n${value.map((item) => `${deeper}${printedValue(item, deeper, 1)}`).join(',\n')}\n${indent}]`;
	}
	const members = Object.entries(value)
		.filter(([, member]) => member !== undefined)
		.map(([key, member]) => {
			const name = `${JSON.stringify(key)}: `;
			return `${deeper}${name}${printedValue(member, deeper, name.length + 1)}`;
		});
	return members.length === 0 ? '{}' : `{\n${members.join(',\n')}\n${indent}}`;
}

/**
 * A new recording that keeps of an older one every cell in which nothing that counts has changed, so that recording
 * again changes only what changed.
 *
 * @param partial the new one holds some of the modes only, and the others of the old one stay
 * @param allowed the outcomes of a race; a cell that went another way than before is no change
 */
export function mergedRecording(
	older: Recording | undefined,
	newer: Recording,
	partial: boolean,
	allowed: (mode: string, recorded: Outcome | undefined) => readonly Outcome[] = () => [],
): Recording {
	if (!older) return newer;
	const isKept = (mode: string): boolean =>
		newer.modes[mode] === undefined
			? partial
			: compareCells(older, newer, mode, allowed(mode, older.modes[mode]?.outcome)).is !== 'drifted';
	const kept = Object.keys(older.modes).filter(isKept);
	const modes = { ...newer.modes };
	const answers = { ...newer.answers };
	for (const mode of kept) {
		const cell = older.modes[mode];
		if (!cell) continue;
		modes[mode] = { ...cell, part: newer.modes[mode]?.part ?? cell.part };
		if (cell.answer !== undefined) answers[cell.answer] = older.answers[cell.answer] ?? {};
	}
	const changed = Object.keys(modes).some((mode) => !kept.includes(mode));
	return tidy({
		...newer,
		recorded: changed ? newer.recorded : older.recorded,
		configuration: partial
			? { ...newer.configuration, parts: { ...older.configuration.parts, ...newer.configuration.parts } }
			: newer.configuration,
		answers,
		modes,
		ignored: partial ? { ...newer.ignored, ...older.ignored } : newer.ignored,
	});
}

/** In a stable order, and without answers and parts of configuration that no mode uses. */
export function tidy(recording: Recording): Recording {
	const { configuration, answers, modes, ignored } = recording;
	const cells = Object.values(modes);
	const used = <Value>(values: Record<string, Value>, keys: readonly (string | undefined)[]): Record<string, Value> =>
		sorted(Object.fromEntries(Object.entries(values).filter(([key]) => keys.includes(key))));
	return {
		...recording,
		configuration: {
			...configuration,
			parts: used(
				configuration.parts,
				cells.map(({ part }) => part),
			),
		},
		answers: used(
			answers,
			cells.map(({ answer }) => answer),
		),
		modes: sorted(modes),
		ignored: sorted(ignored),
	};
}

const sorted = <Value>(values: Record<string, Value>): Record<string, Value> =>
	Object.fromEntries(Object.entries(values).sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0)));
