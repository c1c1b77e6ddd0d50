import mdx from '@astrojs/mdx';
import sitemap from '@astrojs/sitemap';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig } from 'astro/config';
import { inlineScripts } from './src/loading/inline-scripts.ts';
import { plainImports } from './src/loading/plain-imports.ts';
import { announcePages } from './src/publish/announce-pages.ts';
import { settings } from './src/settings.ts';

const { siteUrl, basePath, outDir, cacheDir } = settings(process.env);

export default defineConfig({
	site: siteUrl,
	base: basePath,
	outDir,
	trailingSlash: 'always',
	cacheDir,
	integrations: [
		mdx(),
		announcePages(basePath),
		sitemap({ filter: (page) => !new URL(page).pathname.startsWith(`${basePath}embed/`) && !page.endsWith('/404/') }),
	],
	build: {
		// One style sheet, cached across pages; also what lets the Content-Security-Policy do without inline styles.
		inlineStylesheets: 'never',
	},
	markdown: { syntaxHighlight: false },
	devToolbar: { enabled: false },
	vite: {
		plugins: [tailwindcss(), inlineScripts(), plainImports()],
		// Scripts stay files: an inlined one would need a hash in the policy of each page.
		build: { assetsInlineLimit: 0 },
	},
});
