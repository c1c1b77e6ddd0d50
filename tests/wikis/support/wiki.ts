/** A wiki that runs. */
export interface Wiki {
	/** Saves a page the way an editor of the wiki does, and returns its address. */
	save: (name: string, text: string) => Promise<string>;
	/** Saves a page with raw HTML in the wiki's markup for it, allowed or not, and returns its address. */
	saveHtml: (name: string, html: string) => Promise<string>;
	stop: () => Promise<void>;
}
