import { type Moment, momentSlugs } from '../schemas/moments.ts';

/** What the preview picture of a page shows. */
export interface Picture {
	kind: 'handbook' | 'cause' | 'message' | 'product' | 'fix' | 'checklist' | 'guide';
	product?: string;
	moment?: Moment | null;
}

/**
 * The name of a page's picture. Pages that show the same share one: the picture draws where the conversation
 * broke, or names the product; the title stands beside it in every preview. So pictures do not grow with pages.
 */
export const pictureFor = ({ kind, product, moment }: Picture) => [kind, product, moment].filter(Boolean).join('-');

/** The inverse, for drawing: finds the parts in a name made by `pictureFor`. */
export function parsePicture(name: string): Picture {
	const [kind, ...rest] = name.split('-');
	const moment = momentSlugs.find((slug) => rest.at(-1) === slug);
	const product = (moment ? rest.slice(0, -1) : rest).join('-');
	return { kind: kind as Picture['kind'], ...(product ? { product } : {}), ...(moment ? { moment } : {}) };
}
