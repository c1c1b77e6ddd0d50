// @ts-nocheck: runs in the scratch project, where its packages are.
import { readFileSync } from 'node:fs';
import starlight from '@astrojs/starlight';
import { defineConfig } from 'astro/config';

// Everything as Starlight comes, but for the sidebar: the 40 entries that bench/starlight.ts chooses. Starlight's own
// would list every page on every page, which is slower and larger; the comparison is with the better case.
export default defineConfig({
	site: 'http://localhost:4321',
	integrations: [
		starlight({
			title: 'Starlight',
			sidebar: JSON.parse(readFileSync(new URL('./sidebar.json', import.meta.url), 'utf8')),
		}),
	],
});
