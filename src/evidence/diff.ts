import { structuredPatch } from 'diff';

/** A line of a difference: in both, in the first only, or in the second only. */
export interface DiffLine {
	kind: 'same' | 'out' | 'in';
	text: string;
}

/** A file that differs between two states, as a unified difference with a few lines around each change. */
export interface FileDiff {
	file: string;
	/** Runs of lines; between two of them equal lines were left out. */
	hunks: DiffLine[][];
}

const kinds: Record<string, DiffLine['kind']> = { ' ': 'same', '-': 'out', '+': 'in' };

/** Each line ends in a line feed, or the difference would speak of the one that is missing at the end of a file. */
const textOf = (lines: readonly string[] = []) => lines.map((line) => `${line}\n`).join('');

/**
 * The files that differ, in the order of the first state.
 *
 * @param around how many equal lines to show before and after a change
 */
export function diffFiles(
	before: Readonly<Record<string, readonly string[]>>,
	after: Readonly<Record<string, readonly string[]>>,
	around = 3,
): FileDiff[] {
	return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((file) => {
		const { hunks } = structuredPatch(file, file, textOf(before[file]), textOf(after[file]), undefined, undefined, {
			context: around,
		});
		if (hunks.length === 0) return [];
		const lines = hunks.map((hunk) =>
			hunk.lines.map((line): DiffLine => ({ kind: kinds[line[0] ?? ''] ?? 'same', text: line.slice(1) })),
		);
		return [{ file, hunks: lines }];
	});
}
