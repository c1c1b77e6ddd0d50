import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fromFragment } from '../checklists/progress.ts';
import { formats } from '../exports/formats.ts';
import { exportedChecklist } from '../exports/of-entry.ts';
import { contentRoot } from '../loading/read-content.ts';
import { reportContent } from '../loading/report-content.ts';
import { absolute } from '../site.ts';

const usage = `npm run export -- --format dokuwiki [options]

  --format <id>      one of ${formats.map(({ id }) => id).join(', ')}; or "all", a folder for each
  --out <folder>     where the files go; made when it is missing. Default: export
  --checklist <id>   only this one; may be given several times. Default: all
  --done a.b.c       ids of steps that are ticked, as in a link that carries ticks

Links lead to SITE_URL and BASE_PATH.`;

/** Ends the command with a sentence that says what to do. */
function refuse(message: string): never {
	console.error(`${message}\n\n${usage}`);
	process.exit(2);
}

function readFlags() {
	try {
		return parseArgs({
			options: {
				format: { type: 'string' },
				out: { type: 'string', default: 'export' },
				checklist: { type: 'string', multiple: true },
				done: { type: 'string', default: '' },
				help: { type: 'boolean', default: false },
			},
		}).values;
	} catch (error) {
		return refuse((error as Error).message);
	}
}

const flags = readFlags();
if (flags.help) {
	console.log(usage);
	process.exit(0);
}
const chosen = formats.filter(({ id }) => flags.format === 'all' || id === flags.format);
if (chosen.length === 0) refuse(flags.format ? `There is no format "${flags.format}".` : 'Say which format you want.');

const knowledge = await reportContent(contentRoot(process.cwd()));
if (!knowledge) process.exit(1);
const all = knowledge.all('checklists');
const missing = flags.checklist?.find((id) => !all.some((entry) => entry.id === id));
if (missing) refuse(`There is no checklist "${missing}". There are: ${all.map(({ id }) => id).join(', ')}.`);

const ticked = fromFragment(`#done=${flags.done}`) ?? new Set<string>();
for (const format of chosen) {
	const dir = flags.format === 'all' ? join(flags.out, format.id) : flags.out;
	await mkdir(dir, { recursive: true });
	const { write } = await format.load();
	for (const entry of all) {
		if (flags.checklist && !flags.checklist.includes(entry.id)) continue;
		const file = join(dir, `${entry.id}.${format.extension}`);
		await writeFile(file, write(exportedChecklist(knowledge, entry, absolute), ticked));
		console.log(file);
	}
}
