import type { PageCollection } from '../schemas/reference.ts';

/** The sections of a page's body: which it must have, which it may have; always in this order. */
interface Skeleton {
	required: readonly string[];
	optional: readonly string[];
	/** A body with headings of its own; the required ones, if any, come first. */
	free?: true;
}

/**
 * One skeleton for each kind of page, so that a reader who knows one page knows all of them. What the front matter
 * says (causes, readings, recipes, steps) is drawn by the page's layout; the body holds only what must be told.
 */
export const skeletons = {
	products: { required: ['What its 502 means', 'Where to look'], optional: ['Traps', 'Known gaps'] },
	symptoms: { required: ['What it means', 'What to do now'], optional: ['Not to be confused with', 'Known gaps'] },
	causes: { required: ['What happens', 'Why it happens'], optional: ['Not to be confused with', 'Known gaps'] },
	mitigations: { required: ['When it helps', 'When it does not'], optional: ['Known gaps'] },
	checklists: { required: ['When to use this', 'When you are through'], optional: ['Known gaps'] },
	guides: { required: [], optional: [], free: true },
} as const satisfies Record<PageCollection, Skeleton>;

export const skeletonOf = (collection: PageCollection): Skeleton => skeletons[collection];
