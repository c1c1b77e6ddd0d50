import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { serverFiles } from '../security/servers/index.ts';
import { settings } from '../settings.ts';

// Writes what each server needs to serve the site with the right headers. docs/deploying.md says which file goes where.

const usage = `npm run server-files -- [--out <folder>]

  --out <folder>   where the files go; made when it is missing. Default: deploy

They are for the site at BASE_PATH.`;

function run() {
	const { values } = parseArgs({
		options: { out: { type: 'string', default: 'deploy' }, help: { type: 'boolean', default: false } },
	});
	if (values.help) return usage;
	const { basePath } = settings(process.env);
	for (const [path, write] of Object.entries(serverFiles)) {
		const file = join(values.out, path);
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, write(basePath));
	}
	return `Wrote ${Object.keys(serverFiles).length} files for the site at ${basePath} into ${values.out}.`;
}

try {
	console.log(run());
} catch (error) {
	console.error(error instanceof Error ? error.message : error);
	process.exitCode = 1;
}
