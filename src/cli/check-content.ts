import { parseArgs } from 'node:util';
import { readEvidence } from '../loading/evidence.ts';
import { contentRoot } from '../loading/read-content.ts';
import { reportContent } from '../loading/report-content.ts';
import { evidenceRecords } from '../publish/evidence-records.ts';
import { stepRecords } from '../publish/step-records.ts';

// Checks all content and reports every mistake. The build asks for more, because here the content is in memory and the
// processor has nothing else to do while Astro starts: the records of all steps, as a message, and with
// `--files <folder>` everything of the site that is not a page.
const { values } = parseArgs({ options: { files: { type: 'string' } } });

const knowledge = await reportContent(contentRoot(process.cwd()));
if (!knowledge) process.exitCode = 1;
else {
	const evidence = readEvidence(contentRoot(process.cwd()));
	process.send?.([...stepRecords(knowledge), ...evidenceRecords(knowledge, evidence)]);
	if (values.files) await (await import('../publish/files.ts')).writeFiles(knowledge, values.files);
}
