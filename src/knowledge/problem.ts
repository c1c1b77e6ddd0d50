import { distance } from 'fastest-levenshtein';
import { collectionNames } from '../schemas/reference.ts';

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
	const wanted = withoutCollection(found);
	const words = longWords(wanted);
	const near = [...known]
		.map((name) => {
			const bare = withoutCollection(name);
			const shared = longWords(bare).filter((word) => words.includes(word)).length;
			return {
				name,
				far: distance(wanted, bare),
				farInAll: distance(found, name),
				shared: shared * 2 >= words.length ? shared : 0,
			};
		})
		.filter(({ far, shared }) => far <= Math.max(2, Math.ceil(wanted.length * 0.4)) || shared > 0)
		.sort(
			(a, b) =>
				Number(b.far <= 2) - Number(a.far <= 2) || b.shared - a.shared || a.far - b.far || a.farInAll - b.farInAll,
		);
	return near[0] ? ` Did you mean "${near[0].name}"?` : '';
}

/** `/causes/x/` and `causes/x` are told apart by the `x`: that they begin alike says nothing. */
const withoutCollection = (name: string) => {
	const [, rest] = /^\/?([a-z]+\/.+)$/.exec(name) ?? [];
	return rest && collectionNames.some((collection) => rest.startsWith(`${collection}/`))
		? rest.slice(rest.indexOf('/') + 1)
		: name;
};

/** Slugs are made of words: "retry-harder" is nearer to "retry-idempotent-requests" than its letters suggest. */
const longWords = (name: string) => name.split(/[-/.]/).filter((word) => word.length > 3);

/** Writes a path into data as an author would point at it: `['causes', 1, 'cause']` → `causes[1].cause`. */
export const fieldName = (path: readonly PropertyKey[]) =>
	path.reduce<string>(
		(name, part) => (typeof part === 'number' ? `${name}[${part}]` : name ? `${name}.${String(part)}` : String(part)),
		'',
	);
