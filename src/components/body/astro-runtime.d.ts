import 'astro/runtime/server/index.js';

// Astro's MDX integration marks compiled components with this function; its type declarations leave it out.
declare module 'astro/runtime/server/index.js' {
	export function __astro_tag_component__(component: unknown, renderer: string): void;
}
