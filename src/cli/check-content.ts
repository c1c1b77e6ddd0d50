import { contentRoot } from '../loading/read-content.ts';
import { reportContent } from '../loading/report-content.ts';

process.exitCode = (await reportContent(contentRoot(process.cwd()))) ? 0 : 1;
