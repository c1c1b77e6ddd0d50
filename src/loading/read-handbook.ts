import { readEvidence } from './evidence.ts';
import { readContent } from './read-content.ts';

/** Reads everything that is checked together: the content under a root, and the recordings beside it. */
export async function readHandbook(root: string) {
	const { files, strays, leftOut } = await readContent(root);
	return { files, strays, recorded: { evidence: readEvidence(root), leftOut } };
}
