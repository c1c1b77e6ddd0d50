import { checkContent } from '../knowledge/check.ts';
import { contentRoot } from '../loading/read-content.ts';
import { readHandbook } from '../loading/read-handbook.ts';
import { readRevisions, revisionProblems, revisionsOf, writeRevisions } from '../loading/revisions.ts';

// Records the revision of each checklist, after somebody changed one and said so in its history.
const root = contentRoot(process.cwd());
const { files, strays, recorded: lab } = await readHandbook(root);
const { knowledge, problems } = checkContent(files, strays, lab);
if (problems.length > 0) {
	console.error('The content has mistakes. Run first: npm run check:content');
	process.exit(1);
}
const recorded = (await readRevisions(root)) ?? {};
const unsaid = revisionProblems(knowledge, recorded).filter(({ message }) => message.includes('history'));
for (const { file, message } of unsaid) console.error(`${file}: ${message}`);
if (unsaid.length > 0) process.exit(1);
await writeRevisions(root, revisionsOf(knowledge));
console.log('docs/revisions.json records every checklist as it is now.');
