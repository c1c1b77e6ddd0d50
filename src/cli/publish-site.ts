import { Knowledge } from '../knowledge/knowledge.ts';
import { parseFile } from '../knowledge/parse.ts';
import { contentRoot, readContent } from '../loading/read-content.ts';
import { publish } from '../publish/publish.ts';
import { settings } from '../settings.ts';

// What comes after the pages: their Markdown twins and the search index. Only the steps of checklists are indexed from
// the content itself, so only those, and the names of their products, are read.
const { files } = await readContent(contentRoot(process.cwd()), ['checklists', 'products']);
const knowledge = new Knowledge(files.flatMap((file) => parseFile(file).entry ?? []));
const { twins, pages, steps, bytes } = await publish(knowledge, settings(process.env));
console.log(
	`Built ${twins} pages with their Markdown twins; search covers ${pages} pages and ${steps} steps, ${Math.round(bytes / 1024)} kB.`,
);
