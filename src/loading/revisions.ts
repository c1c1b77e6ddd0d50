import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Entry } from '../knowledge/parse.ts';
import type { Problem } from '../knowledge/problem.ts';

/**
 * What each checklist said at its last published revision: `{ "nginx": { "revision": 2, "says": "<hash>" } }`.
 *
 * Copies in wikis carry a revision. It means something only if no checklist changes without a new one, so a checklist
 * whose words differ from the recorded ones must have a longer history.
 */
export type Revisions = Record<string, { revision: number; says: string }>;

const fileOf = (root: string) => join(root, 'docs/revisions.json');

/** The recorded revisions, or `undefined` where none are kept (content of a benchmark or a test). */
export async function readRevisions(root: string): Promise<Revisions | undefined> {
	try {
		return JSON.parse(await readFile(fileOf(root), 'utf8')) as Revisions;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
		throw error;
	}
}

export const revisionsOf = (knowledge: Knowledge): Revisions =>
	Object.fromEntries(
		knowledge.all('checklists').map(({ id, data }) => [id, { revision: data.history.length, says: hashOf(data) }]),
	);

export const writeRevisions = (root: string, revisions: Revisions) =>
	writeFile(fileOf(root), `${JSON.stringify(revisions, undefined, '\t')}\n`);

/** Checklists that say something else than their recorded revision, with what to do. */
export function revisionProblems(knowledge: Knowledge, recorded: Revisions): Problem[] {
	const now = revisionsOf(knowledge);
	const problems = knowledge.all('checklists').flatMap(({ id, file }): Problem[] => {
		const before = recorded[id];
		const current = now[id];
		if (!current || (before?.revision === current.revision && before.says === current.says)) return [];
		const problem = (message: string) => [{ file, check: 'revision', message }];
		if (before && current.revision <= before.revision && current.says !== before.says) {
			return problem(
				`says something else than its revision ${before.revision}, which copies in wikis carry. Add a line to history that says what changed, then run: npm run revisions`,
			);
		}
		if (before && current.revision < before.revision) {
			return problem(`has ${current.revision} lines of history and had ${before.revision}. Lines of history stay.`);
		}
		return problem(`is at revision ${current.revision}, which is not recorded. Run: npm run revisions`);
	});
	const gone = Object.keys(recorded).filter((id) => !(id in now));
	return [
		...problems,
		...gone.map((id) => ({
			file: 'docs/revisions.json',
			check: 'revision',
			message: `records the checklist "${id}", which does not exist. Run: npm run revisions`,
		})),
	];
}

/** What a reader of a copy would see: title, summary and steps; not when it was reviewed or how it is found. */
const hashOf = ({ title, summary, steps }: Entry<'checklists'>['data']) =>
	createHash('sha256')
		.update(JSON.stringify([title, summary, steps]))
		.digest('base64url')
		.slice(0, 22);
