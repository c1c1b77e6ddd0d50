import { type Evidence, noEvidence } from '../evidence/evidence.ts';
import type { LeftOut } from '../schemas/index.ts';
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
	labSymptomsAreRecorded,
	linksAgreeWithRecordings,
	messagesAreExplained,
	recordedStatusAgrees,
	recordingsExist,
	scenariosProveRecipes,
	signaturesAreRecorded,
} from './invariants/evidence.ts';
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
import { type AnyEntry, type ContentFile, parseFile, parseLeftOut } from './parse.ts';
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

/** Everything that must hold between what the handbook says and what the lab recorded. */
export const evidenceInvariants = {
	recordingsExist,
	recordedStatusAgrees,
	signaturesAreRecorded,
	labSymptomsAreRecorded,
	scenariosProveRecipes,
	messagesAreExplained,
	linksAgreeWithRecordings,
} as const satisfies Record<string, (knowledge: Knowledge, evidence: Evidence, leftOut: LeftOut) => Problem[]>;

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
 *
 * @param recorded the recordings of the lab, and the text of the list of what they hold and no page explains
 */
export function checkContent(
	files: readonly ContentFile[],
	strays: readonly string[] = [],
	recorded: { evidence: Evidence; leftOut?: string | undefined } = { evidence: noEvidence },
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
	const list = parseLeftOut(recorded.leftOut ?? '');
	// Between the recordings and half of the content little would agree: these wait for all entries as well.
	const evidenceProblems =
		unread.length > 0 || list.problems.length > 0
			? []
			: Object.values(evidenceInvariants).flatMap((check) => check(knowledge, recorded.evidence, list.leftOut));
	const problems = [
		...list.problems,
		...evidenceProblems,
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
