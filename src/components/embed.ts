import type { Data } from '../schemas/index.ts';

/**
 * A height in pixels that shows a whole checklist in a frame 600 px wide without its own scroll bar, for wikis that run
 * no script to measure it. Counted from the lines each step takes at that width: about 62 characters of text a line.
 */
export function frameHeight({ steps }: Pick<Data['checklists'], 'steps'>): number {
	const lines = (text: string) => Math.ceil(text.length / 62);
	const step = (item: (typeof steps)[number]) =>
		30 +
		28 * Math.ceil((item.check.length + item.expect.length) / 46) +
		26 * lines(item.how) +
		(item.no ? 28 * lines(`${item.no.say} ${item.no.go}`) : 0) +
		26;
	return Math.ceil((100 + steps.reduce((sum, item) => sum + step(item), 0)) / 10) * 10;
}
