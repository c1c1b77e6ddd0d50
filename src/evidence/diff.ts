/** A line of a difference: in both, in the first only, or in the second only. */
export interface DiffLine {
	kind: 'same' | 'out' | 'in';
	text: string;
}

/**
 * The difference of two files by lines, as `diff` shows it: the longest common subsequence stays. Quadratic, which is
 * right for configuration files of some hundred lines.
 */
export function diffLines(before: readonly string[], after: readonly string[]): DiffLine[] {
	const width = after.length + 1;
	const common = new Uint32Array((before.length + 1) * width);
	const at = (row: number, column: number) => common[row * width + column] ?? 0;
	for (let row = before.length - 1; row >= 0; row--) {
		for (let column = after.length - 1; column >= 0; column--) {
			common[row * width + column] =
				before[row] === after[column]
					? at(row + 1, column + 1) + 1
					: Math.max(at(row + 1, column), at(row, column + 1));
		}
	}
	const lines: DiffLine[] = [];
	let [row, column] = [0, 0];
	while (row < before.length || column < after.length) {
		const [out, into] = [before[row], after[column]];
		if (out !== undefined && out === into) {
			lines.push({ kind: 'same', text: out });
			row += 1;
			column += 1;
		} else if (out !== undefined && (into === undefined || at(row + 1, column) >= at(row, column + 1))) {
			lines.push({ kind: 'out', text: out });
			row += 1;
		} else {
			lines.push({ kind: 'in', text: into ?? '' });
			column += 1;
		}
	}
	return lines;
}

/** A file that differs between two states, as a unified difference with a few lines around each change. */
export interface FileDiff {
	file: string;
	/** Runs of lines; between two of them equal lines were left out. */
	hunks: DiffLine[][];
}

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
		const lines = diffLines(before[file] ?? [], after[file] ?? []);
		const changed = lines.flatMap(({ kind }, index) => (kind === 'same' ? [] : [index]));
		if (changed.length === 0) return [];
		const hunks: DiffLine[][] = [];
		let end = -1;
		for (const index of changed) {
			const start = Math.max(index - around, end);
			if (start > end || hunks.length === 0) hunks.push([]);
			hunks.at(-1)?.push(...lines.slice(Math.max(start, 0), Math.min(index + around + 1, lines.length)));
			end = Math.min(index + around + 1, lines.length);
		}
		return [{ file, hunks }];
	});
}

const marks = { same: ' ', out: '-', in: '+' } as const;

/** The difference as `diff -u` prints it, without line numbers. */
export const diffText = (diffs: readonly FileDiff[]): string =>
	diffs
		.map(({ file, hunks }) =>
			[
				`--- ${file}, before`,
				`+++ ${file}, after`,
				hunks.map((hunk) => hunk.map(({ kind, text }) => `${marks[kind]}${text}`).join('\n')).join('\n@@\n'),
			].join('\n'),
		)
		.join('\n\n');
