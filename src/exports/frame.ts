import { plainOf } from '../knowledge/inline.ts';
import type { ExportedChecklist, ExportedStep } from './checklist.ts';
import { words } from './words.ts';

type Framed = Pick<ExportedChecklist, 'title' | 'url' | 'steps'>;

/**
 * A height in pixels that shows a whole checklist in a frame 600 px wide without its own scroll bar, for wikis that run
 * no script to measure it. Counted from the lines each step takes at that width.
 */
export function frameHeight({ steps }: Pick<ExportedChecklist, 'steps'>): number {
	const lines = (text: string) => Math.ceil(text.length / 62);
	const step = ({ check, expect, how, no }: Pick<ExportedStep, 'check' | 'expect' | 'how' | 'no'>) =>
		30 +
		28 * Math.ceil((check.length + expect.length) / 46) +
		26 * lines(plainOf(how)) +
		(no ? 28 * lines(`${no.say} ${no.title}`) : 0) +
		26;
	return Math.ceil((100 + steps.reduce((sum, item) => sum + step(item), 0)) / 10) * 10;
}

const inAttribute = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/** The frame's element. The sandbox lets it run its script and open links, and nothing else of the wiki's. */
export const frameElement = (checklist: Framed, src: string) =>
	`<iframe src="${inAttribute(src)}" title="${inAttribute(checklist.title)}" width="100%" height="${frameHeight(checklist)}" loading="lazy" referrerpolicy="no-referrer" sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox" allow="clipboard-write"></iframe>`;

/** What people paste: the frame, and a link below it for paper, for feeds and for whoever sees no frames. */
export const frameSnippet = (checklist: Framed, src: string) =>
	`${frameElement(checklist, src)}\n<p><a href="${inAttribute(checklist.url)}">${inAttribute(checklist.title)}, ${words.handbook}</a></p>`;

/**
 * The oEmbed answer for a checklist's page (https://oembed.com/, version 1.0, type "rich").
 *
 * A static file: it cannot honour `maxwidth` and `maxheight`, answer for another address, or answer 404 and 501.
 *
 * @param src full address of the frame
 * @param provider full address of the handbook
 */
export const oembed = (checklist: Framed, src: string, provider: string) => ({
	version: '1.0',
	type: 'rich',
	title: checklist.title,
	provider_name: words.handbook,
	provider_url: provider,
	cache_age: 86_400,
	html: frameElement(checklist, src),
	width: 600,
	height: frameHeight(checklist),
});
