import type { Inline } from '../knowledge/inline.ts';

/**
 * A checklist as it leaves the handbook: everything that an export shows, with full addresses and nothing left to look
 * up. All formats are written from this, so all of them hold the same steps, ids, links and revision.
 */
export interface ExportedChecklist {
	/** Id of the checklist: `nginx`. */
	id: string;
	title: string;
	summary: Inline[];
	/** Full address of the checklist's own page. */
	url: string;
	/** Counts the published states of this checklist, from 1. A copy in a wiki with a lower number is out of date. */
	revision: number;
	/** Day of this revision, YYYY-MM-DD. */
	revised: string;
	/** Our estimate for all steps together, in minutes. */
	minutes: number;
	steps: ExportedStep[];
}

/** One step of an exported checklist. `check`, `expect` and `no.say` are plain text without any marks. */
export interface ExportedStep {
	/** Permanent id: lower case letters, digits and "-". */
	id: string;
	/** Full address of the step on the checklist's own page: `https://…/checklists/nginx/#find-the-error-line`. */
	url: string;
	check: string;
	/** The reading that the check must show. */
	expect: string;
	how: Inline[];
	why: Inline[];
	minutes: number;
	/** The way out when the reading is another. */
	no?: { say: string; title: string; url: string };
	/** Pages that explain the step. */
	more: { title: string; url: string }[];
}

/** Ids of the steps that are ticked. */
export type Ticked = ReadonlySet<string>;

/**
 * Writes a checklist in the language of one kind of wiki or tool, with its ticks.
 *
 * Pure. Whatever characters the texts hold, a reader of that language sees exactly these texts.
 */
export type Writer = (checklist: ExportedChecklist, ticked: Ticked) => string;
