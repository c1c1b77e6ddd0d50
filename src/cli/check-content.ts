import { parseArgs } from 'node:util';
import { contentRoot } from '../loading/read-content.ts';
import { reportContent } from '../loading/report-content.ts';

// Checks all content and reports every mistake. With `--pictures <folder>`, as the build asks for, it then draws the
// preview pictures there: the content is in memory, and the processor has nothing else to do while Astro starts.
const { values } = parseArgs({ options: { pictures: { type: 'string' } } });

const knowledge = await reportContent(contentRoot(process.cwd()));
if (!knowledge) process.exitCode = 1;
else if (values.pictures) await (await import('../pictures/draw.ts')).writePictures(knowledge, values.pictures);
