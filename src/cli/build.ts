import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { contentRoot } from '../loading/read-content.ts';
import { reportContent } from '../loading/report-content.ts';
import { publish } from '../publish/publish.ts';
import { settings } from '../settings.ts';

// The whole build: check the content, let Astro draw the pages, add twins and search index. Astro runs as a process of
// its own, so that its memory is free again when the index is made.

const knowledge = await reportContent(contentRoot(process.cwd()));
if (!knowledge) process.exit(1);

const { status } = spawnSync(process.execPath, [fileURLToPath(new URL('draw-pages.ts', import.meta.url))], {
	stdio: 'inherit',
	env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
});
if (status !== 0) process.exit(status ?? 1);

const { twins, pages, steps, bytes } = await publish(knowledge, settings(process.env));
console.log(
	`Built ${twins} pages with their Markdown twins; search covers ${pages} pages and ${steps} steps, ${Math.round(bytes / 1024)} kB.`,
);
