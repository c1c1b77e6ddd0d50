import { type Moment, momentSlugs } from '../schemas/moments.ts';

/** What the preview picture of a page shows. */
export type Picture =
	| { kind: 'handbook' | 'message' | 'product' | 'fix' | 'checklist' | 'guide' }
	| { kind: 'moment'; moment: Moment };

/** All pictures that there are. `npm run pictures` draws them into `public/og/`. */
export const pictures: readonly Picture[] = [
	...(['handbook', 'message', 'product', 'fix', 'checklist', 'guide'] as const).map((kind) => ({ kind })),
	...momentSlugs.map((moment) => ({ kind: 'moment' as const, moment })),
];

/** The picture of a cause or a message: the moment at which it broke, where that is known. */
export const pictureOfMoment = (moment: Moment | null): Picture =>
	moment ? { kind: 'moment', moment } : { kind: 'message' };

/**
 * The name of a page's picture. Pages that show the same share one: the picture draws where the conversation broke; the
 * title stands beside it in every preview. So pictures do not grow with pages, and no build has to draw.
 */
export const pictureName = (picture: Picture): string =>
	picture.kind === 'moment' ? `moment-${picture.moment}` : picture.kind;
