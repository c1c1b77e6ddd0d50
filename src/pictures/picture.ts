import type { Moment } from '../schemas/moments.ts';

/** What the preview picture of a page shows. */
export type Picture =
	| { kind: 'handbook' | 'message' | 'fix' | 'checklist' | 'guide' }
	| { kind: 'moment'; moment: Moment }
	| { kind: 'product'; product: string };

/** The picture of a cause or a message: the moment at which it broke, where that is known. */
export const pictureOfMoment = (moment: Moment | null): Picture =>
	moment ? { kind: 'moment', moment } : { kind: 'message' };

/**
 * The name of a page's picture. Pages that show the same share one: the picture draws where the conversation
 * broke, or names the product; the title stands beside it in every preview. So pictures do not grow with pages.
 */
export function pictureName(picture: Picture): string {
	if (picture.kind === 'moment') return `moment-${picture.moment}`;
	if (picture.kind === 'product') return `product-${picture.product}`;
	return picture.kind;
}
