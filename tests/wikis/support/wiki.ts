import { describe } from 'vitest';

/** A wiki that runs. */
export interface Wiki {
	/** Saves a page the way an editor of the wiki does, and returns its address. */
	save: (name: string, text: string) => Promise<string>;
	/** Saves a page with HTML in the wiki's markup for it, allowed or not, and returns its address. */
	saveHtml: (name: string, html: string) => Promise<string>;
	stop: () => Promise<void>;
}

/**
 * Tests with a wiki, or their names alone where it cannot run.
 *
 * @param missing what to do to have the wiki, when it is not there
 */
export const describeWiki = (name: string, missing: string | undefined, tests: () => void) =>
	describe.skipIf(missing)(missing ? `${name} (first do: ${missing})` : name, tests);
