import rss from '@astrojs/rss';
import type { APIRoute } from 'astro';
import { kindNames } from '../components/kinds.ts';
import { loadKnowledge } from '../loading/knowledge.ts';
import { absolute, href, siteName } from '../site.ts';

/** Changes in the feed at most; older ones stand in the history of their pages. */
const newest = 100;

export const GET: APIRoute = async () => {
	const changes = (await loadKnowledge())
		.pages()
		.flatMap((entry) => entry.data.history.map(({ date, change }) => ({ entry, date, change })))
		.sort((a, b) => (a.date === b.date ? (a.entry.key < b.entry.key ? -1 : 1) : a.date < b.date ? 1 : -1))
		.slice(0, newest);
	return rss({
		title: `${siteName}: changes`,
		description: 'New and changed pages of the handbook.',
		site: absolute('/'),
		items: changes.map(({ entry, date, change }) => ({
			title: `${kindNames[entry.collection].one}: ${entry.data.title}`,
			description: change,
			link: href(entry.path),
			pubDate: new Date(date),
		})),
	});
};
