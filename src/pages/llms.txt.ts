import type { APIRoute } from 'astro';
import { kindNames } from '../components/kinds.ts';
import { plainText } from '../components/markdown.ts';
import { modePath } from '../evidence/evidence.ts';
import { loadEvidence } from '../loading/evidence.ts';
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
	const evidence = loadEvidence();
	const table = `- [The truth table](${absolute('/evidence/index.md')}): what ${evidence.columns.length} gateway versions answer in ${evidence.modes.length} ways to break an upstream; [as CSV](${absolute('/evidence/table.csv')}), [as JSON with the log lines](${absolute('/evidence/table.json')})`;
	const modes = evidence.modes.map(({ id, says }) => `- [${id}](${absolute(`${modePath(id)}index.md`)}): ${says}`);
	const fixes = evidence.fixes.map(
		({ path, id, recordings: [{ scenario }] }) =>
			`- [${id}](${absolute(`${path}index.md`)}): ${scenario.says} ${scenario.fix}`,
	);
	if (!evidence.isEmpty) lists.push(`## Evidence\n\n${[table, ...modes].join('\n')}`);
	if (fixes.length > 0) lists.push(`## Proved fixes\n\n${fixes.join('\n')}`);
	const data = `## Data\n\n- [Every exact message with its page](${absolute('/api/v1/signatures.json')}): JSON\n- [All lists and their schemas](${absolute('/api/index.md')})`;
	return new Response(`# ${siteName}\n\n> ${siteDescription}\n\n${[...lists, data].join('\n\n')}\n`, {
		headers: { 'Content-Type': 'text/plain; charset=utf-8' },
	});
};
