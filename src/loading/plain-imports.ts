import type { Plugin } from 'vite';

/**
 * Replaces Vite's helper for dynamic imports by a plain call.
 *
 * The helper preloads what an import will need, and is a third of the script that every page loads; what is imported
 * here on demand is few small files without styles of their own.
 */
export function plainImports(): Plugin {
	return {
		name: 'handbook:plain-imports',
		enforce: 'pre',
		// Nor the lists of what to preload. Astro sets this option itself, so that its configuration cannot.
		configResolved(config) {
			const client = config.environments.client;
			if (client) client.build.modulePreload = false;
		},
		load: {
			filter: { id: /vite\/preload-helper/ },
			handler: () => 'export const __vitePreload = (load) => load();',
		},
	};
}
