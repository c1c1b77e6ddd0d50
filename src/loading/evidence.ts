import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DescribedMode, Recording } from '../../lab/recording.ts';
import type { Evidence } from '../evidence/evidence.ts';

const folder = join(process.cwd(), 'lab/recordings');
const read = <Form>(file: string) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Form;

/** The gateways that most people have come first; the others by name. */
const first = ['nginx', 'apache', 'haproxy'];
const rank = ({ gateway }: Recording) => (first.includes(gateway) ? first.indexOf(gateway) : first.length);

let loaded: Evidence | undefined;

/** The committed recordings of the lab, read once. */
export function loadEvidence(): Evidence {
	loaded ??= {
		recordings: readdirSync(folder)
			.filter((file) => file.endsWith('.json') && file !== 'modes.json')
			.map((file) => read<Recording>(file))
			.sort((a, b) => rank(a) - rank(b) || (a.gateway < b.gateway ? -1 : 1)),
		modes: read<DescribedMode[]>('modes.json'),
	};
	return loaded;
}
