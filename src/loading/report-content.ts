import { checkContent } from '../knowledge/check.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { formatProblem } from '../knowledge/problem.ts';
import { readHandbook } from './read-handbook.ts';
import { readRevisions, revisionProblems } from './revisions.ts';

/**
 * Checks all content under `root` and prints a report of every mistake.
 *
 * @returns the linked knowledge, or `undefined` when there is a mistake
 */
export async function reportContent(root: string): Promise<Knowledge | undefined> {
	const { files, strays, recorded: lab } = await readHandbook(root);
	const { knowledge, problems } = checkContent(files, strays, lab);
	const recorded = await readRevisions(root);
	if (recorded && problems.length === 0) problems.push(...revisionProblems(knowledge, recorded));
	if (problems.length === 0) {
		console.log(`${files.length} files of content, no mistakes.`);
		return knowledge;
	}
	for (const problem of problems) console.error(formatProblem(problem));
	const broken = new Set(problems.map(({ file }) => file)).size;
	console.error(
		`\n${problems.length} mistake${problems.length === 1 ? '' : 's'} in ${broken} of ${files.length} files of content.`,
	);
	return undefined;
}
