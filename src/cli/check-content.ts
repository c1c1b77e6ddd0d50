import { checkContent } from '../knowledge/check.ts';
import { formatProblem } from '../knowledge/problem.ts';
import { readContent } from '../loading/read-content.ts';

/** Checks all content under `root`, prints a report of every mistake, and tells whether there was none. */
export async function contentIsSound(root: string): Promise<boolean> {
	const { files, strays } = await readContent(root);
	const { problems } = checkContent(files, strays);
	for (const problem of problems) console.error(formatProblem(problem));
	if (problems.length > 0) {
		const broken = new Set(problems.map(({ file }) => file)).size;
		console.error(`\n${problems.length} mistake${problems.length === 1 ? '' : 's'} in ${broken} of ${files.length} files of content.`);
	} else {
		console.log(`${files.length} files of content, no mistakes.`);
	}
	return problems.length === 0;
}

if (import.meta.main) {
	process.exitCode = (await contentIsSound(process.cwd())) ? 0 : 1;
}
