import { closest, distance } from 'fastest-levenshtein';

/** A mistake in the content, told so that its author can mend it: which file, which field, what was found, what to do. */
export interface Problem {
	/** Path of the file from the project's root. */
	file: string;
	/** The check that found it: the name of an invariant or of a stage of parsing. */
	check: string;
	/** One sentence that starts with the field. */
	message: string;
}

export const formatProblem = ({ file, message }: Problem) => `${file}: ${message}`;

/** ` Did you mean "x"?` when something similar exists, otherwise nothing. */
export function suggestion(found: string, known: Iterable<string>): string {
	const names = [...known];
	if (names.length === 0) return '';
	const best = sharesWord(found, names) ?? closest(found, names);
	const near = distance(found, best) <= Math.max(3, Math.ceil(found.length * 0.6));
	return near || sharesWord(found, [best]) ? ` Did you mean "${best}"?` : '';
}

/** Slugs are made of words: "retry-harder" is nearer to "retry-idempotent-requests" than its letters suggest. */
function sharesWord(found: string, names: string[]): string | undefined {
	const exact = names.find((name) => distance(found, name) <= 2);
	if (exact) return exact;
	const words = new Set(found.split(/[-/.]/).filter((word) => word.length > 3));
	return names
		.map((name) => ({ name, shared: name.split(/[-/.]/).filter((word) => words.has(word)).length }))
		.filter(({ shared }) => shared > 0)
		.sort((a, b) => b.shared - a.shared || distance(found, a.name) - distance(found, b.name))[0]?.name;
}

/** Writes a path into data as an author would point at it: `['causes', 1, 'cause']` → `causes[1].cause`. */
export const fieldName = (path: readonly PropertyKey[]) =>
	path.reduce<string>(
		(name, part) => (typeof part === 'number' ? `${name}[${part}]` : name ? `${name}.${String(part)}` : String(part)),
		'',
	);
