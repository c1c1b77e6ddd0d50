import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

// The whole build: check the content, let Astro draw the pages, add twins and search index. Each is a process of its
// own, so that the memory of one is free again when the next begins. Publishing runs beside Pagefind, which needs more
// the more pages there are; its own heap is mostly rubbish of finished twins, so it is told to collect it early.
const stages = [
	{ name: 'check-content', flags: [] },
	{ name: 'draw-pages', flags: [] },
	{ name: 'publish-site', flags: ['--max-semi-space-size=4', '--max-old-space-size=384'] },
];
for (const { name, flags } of stages) {
	const file = fileURLToPath(new URL(`${name}.ts`, import.meta.url));
	const { status } = spawnSync(process.execPath, [...flags, file], {
		stdio: 'inherit',
		env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
	});
	if (status !== 0) process.exit(status ?? 1);
}
