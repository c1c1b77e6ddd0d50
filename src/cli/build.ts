import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

// The whole build: check the content, let Astro draw the pages, add twins and search index. Each is a process of its
// own, so that the memory of one is free again when the next begins.
for (const stage of ['check-content', 'draw-pages', 'publish-site']) {
	const { status } = spawnSync(process.execPath, [fileURLToPath(new URL(`${stage}.ts`, import.meta.url))], {
		stdio: 'inherit',
		env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
	});
	if (status !== 0) process.exit(status ?? 1);
}
