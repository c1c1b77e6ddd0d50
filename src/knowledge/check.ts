import {
	bodiesFollowTheirSkeleton,
	bodiesHoldNoCode,
	headingsFormAnOutline,
	sectionsAreNotEmpty,
} from './invariants/bodies.ts';
import {
	causesAreRankedOnce,
	causesAreShown,
	historyIsInOrder,
	mitigationsServe,
	productsHaveSymptoms,
	stripStopsWhereItBroke,
} from './invariants/completeness.ts';
import {
	idsAreAddresses,
	noDuplicateIds,
	noStrays,
	signaturesAreUnique,
	signaturesHaveExamples,
	stepIdsAreUnique,
	symptomsLieWithTheirProduct,
} from './invariants/identity.ts';
import {
	citationsResolve,
	linksResolve,
	linksSayWhere,
	noSelfReference,
	referencesResolve,
	sourcesAreCited,
} from './invariants/references.ts';
import { Knowledge } from './knowledge.ts';
import { type AnyEntry, type ContentFile, parseFile } from './parse.ts';
import type { Problem } from './problem.ts';

/** Everything that must hold for the handbook as a whole. Each is a function of its own with a test that makes it fail. */
export const invariants = {
	referencesResolve,
	noSelfReference,
	citationsResolve,
	sourcesAreCited,
	linksResolve,
	linksSayWhere,
	symptomsLieWithTheirProduct,
	signaturesAreUnique,
	signaturesHaveExamples,
	stepIdsAreUnique,
	causesAreShown,
	mitigationsServe,
	productsHaveSymptoms,
	causesAreRankedOnce,
	stripStopsWhereItBroke,
	historyIsInOrder,
	bodiesFollowTheirSkeleton,
	headingsFormAnOutline,
	sectionsAreNotEmpty,
	bodiesHoldNoCode,
} as const satisfies Record<string, (knowledge: Knowledge) => Problem[]>;

/** Invariants of the files themselves, which hold before anything is parsed. */
export const fileInvariants = { noDuplicateIds, idsAreAddresses } as const satisfies Record<
	string,
	(files: readonly ContentFile[]) => Problem[]
>;

/**
 * Parses, links and checks all content. Reports every mistake at once, sorted by file; the knowledge is complete only
 * when there is none.
 *
 * An entry that does not parse is missing from the graph. So that one mistake is not reported again by everything that
 * refers to that entry, messages about references to files that exist but do not parse are left out.
 */
export function checkContent(
	files: readonly ContentFile[],
	strays: readonly string[] = [],
): { knowledge: Knowledge; problems: Problem[] } {
	const parsed = files.map((file) => ({ file, ...parseFile(file) }));
	const knowledge = new Knowledge(parsed.flatMap(({ entry }): AnyEntry[] => (entry ? [entry] : [])));
	const unread = parsed.filter(({ entry }) => !entry).map(({ file }) => file);
	const blamesUnread = ({ message }: Problem) =>
		unread.some(
			({ id, collection }) =>
				message.includes(`"${id}"`) ||
				message
					.split(`${collection}/${id}`)
					.slice(1)
					.some((rest) => !/^[a-z0-9-]/.test(rest)),
		);
	// What the missing entries would have shown, served or cited is unknown: these checks wait until all entries parse.
	const waitForAll: (keyof typeof invariants)[] = [
		'causesAreShown',
		'mitigationsServe',
		'productsHaveSymptoms',
		'sourcesAreCited',
	];
	const problems = [
		...noStrays(strays),
		...Object.values(fileInvariants).flatMap((check) => check(files)),
		...parsed.flatMap((item) => item.problems),
		...Object.entries(invariants)
			.filter(([name]) => unread.length === 0 || !waitForAll.includes(name as keyof typeof invariants))
			.flatMap(([, check]) => check(knowledge))
			.filter((problem) => !blamesUnread(problem)),
	];
	problems.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : 0));
	return { knowledge, problems };
}
