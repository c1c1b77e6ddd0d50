import type { PageCollection } from '../schemas/reference.ts';

/** What the kinds of pages are called, one and many, and what their list says about itself. */
export const kindNames = {
	products: {
		one: 'Product',
		plural: 'Products',
		about:
			'Software and services that send, relay or suffer 502s: where each says what went wrong, and the defaults that decide.',
	},
	symptoms: {
		one: 'Message',
		plural: 'Messages',
		about: 'Every exact page, log line, flag and code that this handbook explains, by the product that says it.',
	},
	causes: {
		one: 'Cause',
		plural: 'Causes',
		about: 'Every reason for a 502, in the order in which a gateway meets them.',
	},
	mitigations: {
		one: 'Fix',
		plural: 'Fixes',
		about:
			'Everything there is to do about a 502: what buys time, what removes the cause, what keeps it from coming back.',
	},
	checklists: {
		one: 'Checklist',
		plural: 'Checklists',
		about: 'Steps to work through, in the order in which they are worth doing, with a way out at each “no”.',
	},
	guides: { one: 'Guide', plural: 'Guides', about: 'Pages to read from top to bottom.' },
} as const satisfies Record<PageCollection, { one: string; plural: string; about: string }>;
