/// <reference types="astro/client" />

/** A script bundled into one text: see loading/inline-scripts.ts. */
declare module '*?inline-script' {
	const code: string;
	export default code;
}
