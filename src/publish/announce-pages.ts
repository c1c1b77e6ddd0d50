import type { AstroIntegration, AstroPrerenderer } from 'astro';

/** What the drawing process tells its parent about each page that has a Markdown twin. */
export interface DrawnPage {
	/** Address below the base path, ending in "/": `causes/keep-alive-race/`; empty for the home page. */
	path: string;
	html: string;
}

/** Pages without this attribute have no twin, so nobody waits for them. */
const hasTwin = (html: string) => html.includes('data-twin');

/**
 * Hands each drawn page to the process that started the build (`cli/build.ts`), which makes its Markdown twin while Astro
 * draws the next: two cores are busy instead of one. Does nothing when nobody started this process to listen.
 */
export function announcePages(basePath: string): AstroIntegration {
	return {
		name: 'handbook:announce-pages',
		hooks: {
			'astro:build:start': ({ setPrerenderer }) => {
				if (process.send) setPrerenderer((prerenderer) => announcing(prerenderer, basePath));
			},
		},
	};
}

const announcing = (prerenderer: AstroPrerenderer, basePath: string): AstroPrerenderer => ({
	...prerenderer,
	async render(request, options) {
		const result = await prerenderer.render(request, options);
		const response = result instanceof Response ? result : result.response;
		const { pathname } = new URL(request.url);
		if (!response.body || !pathname.endsWith('/')) return result;
		const html = await response.text();
		if (hasTwin(html)) process.send?.({ path: pathname.slice(basePath.length), html } satisfies DrawnPage);
		const drawn = new Response(html, response);
		return result instanceof Response ? drawn : { ...result, response: drawn };
	},
});
