import type { APIRoute } from 'astro';
import { kindNames } from '../components/kinds.ts';
import { plainText } from '../components/markdown.ts';
import { loadKnowledge } from '../loading/knowledge.ts';
import { pageCollections } from '../schemas/index.ts';
import { absolute, siteDescription, siteName } from '../site.ts';

export const GET: APIRoute = async () => {
	const knowledge = await loadKnowledge();
	const lists = pageCollections.map((collection) => {
		const rows = knowledge
			.all(collection)
			.map(
				({ path, data }) =>
					`- [${data.title.replace(/[[\]]/g, '\\$&')}](${absolute(`${path}index.md`)}): ${plainText(data.summary)}`,
			);
		return `## ${kindNames[collection].plural}\n\n${rows.join('\n')}`;
	});
	const data = `## Data\n\n- [Every exact message with its page](${absolute('/api/v1/signatures.json')}): JSON\n- [All lists and their schemas](${absolute('/api/index.md')})`;
	return new Response(`# ${siteName}\n\n> ${siteDescription}\n\n${[...lists, data].join('\n\n')}\n`, {
		headers: { 'Content-Type': 'text/plain; charset=utf-8' },
	});
};
