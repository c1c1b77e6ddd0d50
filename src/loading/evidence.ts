import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DescribedMode, Recording, ScenarioRecordings } from '../../lab/recording.ts';
import { Evidence } from '../evidence/evidence.ts';
import { contentRoot } from './read-content.ts';

/** The products that most people have come first; the others by name. */
const order = ['nginx', 'apache', 'haproxy'];

/**
 * Reads the recordings under `<root>/lab/recordings`; a root without them has no evidence.
 *
 * @param root the folder that holds `content/` and `lab/`
 */
export function readEvidence(root: string): Evidence {
	const folder = join(root, 'lab/recordings');
	const read = <Form>(path: string) => JSON.parse(readFileSync(path, 'utf8')) as Form;
	const all = <Form>(path: string): Form[] =>
		existsSync(path)
			? readdirSync(path)
					.filter((file) => file.endsWith('.json') && file !== 'modes.json')
					.sort()
					.map((file) => read<Form>(join(path, file)))
			: [];
	const modes = join(folder, 'modes.json');
	return new Evidence(
		all<Recording>(folder),
		existsSync(modes) ? read<DescribedMode[]>(modes) : [],
		all<ScenarioRecordings>(join(folder, 'scenarios')),
		order,
	);
}

let loaded: Evidence | undefined;

/** The recordings that belong to the content that is built, read once. */
export function loadEvidence(): Evidence {
	if (import.meta.env?.DEV) return readEvidence(contentRoot(process.cwd()));
	loaded ??= readEvidence(contentRoot(process.cwd()));
	return loaded;
}
