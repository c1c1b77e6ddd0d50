import { build, type Plugin } from 'vite';

const suffix = '?inline-script';

/**
 * Lets a page import a script as text: `import code from '../elements/embed.ts?inline-script'`.
 *
 * The text is one bundled, minified classic script. A page that must be a single document (an embedded checklist in a
 * sandboxed frame may load nothing) prints it inline and allows it by its hash.
 */
export function inlineScripts(): Plugin {
	return {
		name: 'handbook:inline-scripts',
		enforce: 'pre',
		async load(id) {
			if (!id.endsWith(suffix)) return null;
			const entry = id.slice(0, -suffix.length);
			this.addWatchFile(entry);
			const result = await build({
				configFile: false,
				logLevel: 'warn',
				build: {
					write: false,
					minify: true,
					lib: { entry, formats: ['iife'], name: 'handbook' },
				},
			});
			const output = Array.isArray(result) ? result[0] : result;
			if (!output || !('output' in output)) throw new Error(`${entry} was not bundled.`);
			return `export default ${JSON.stringify(output.output[0].code.trim())};`;
		},
	};
}
