import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Entry } from '../knowledge/parse.ts';
import { momentSlugs } from '../schemas/index.ts';

interface Answers {
	gateways: Entry<'products'>[];
	rows: { cause: Entry<'causes'>; cells: Entry<'symptoms'>[][] }[];
}

/** What a table can show and still be read: the gateways with the most messages, and causes that several of them have. */
const columns = 6;
const fewestAnswers = 2;

const made = new WeakMap<Knowledge, Answers>();

/**
 * Which gateway answers which cause with which status: read off the symptoms, so that the table cannot say anything
 * that their pages do not. A cell holds the symptoms whose likeliest cause it is, one for each status.
 *
 * Causes on which gateways differ most come first. Made once for a build.
 */
export function answers(knowledge: Knowledge): Answers {
	const known = made.get(knowledge);
	if (known) return known;
	const cells = new Map<string, Entry<'symptoms'>[]>();
	for (const symptom of knowledge.all('symptoms')) {
		const { product, causes, moment, status } = symptom.data;
		if (moment === null || status === null) continue;
		const key = `${product} ${causes[0]?.cause}`;
		const cell = cells.get(key) ?? [];
		if (!cell.some(({ data }) => data.status === status)) cells.set(key, [...cell, symptom]);
	}
	const answered = (product: string) => [...cells.keys()].filter((key) => key.startsWith(`${product} `)).length;
	const gateways = knowledge
		.all('products')
		.filter(({ data }) => data.kind !== 'client')
		.map((product) => ({ product, count: answered(product.id) }))
		.sort((a, b) => b.count - a.count)
		.slice(0, columns)
		.map(({ product }) => product);
	const rows = knowledge
		.all('causes')
		.map((cause) => ({ cause, cells: gateways.map(({ id }) => cells.get(`${id} ${cause.id}`) ?? []) }))
		.filter((row) => row.cells.filter((cell) => cell.length > 0).length >= fewestAnswers);
	const variety = (row: (typeof rows)[number]) => new Set(row.cells.flat().map(({ data }) => data.status)).size;
	rows.sort(
		(a, b) =>
			variety(b) - variety(a) || momentSlugs.indexOf(a.cause.data.moment) - momentSlugs.indexOf(b.cause.data.moment),
	);
	const table = { gateways, rows };
	made.set(knowledge, table);
	return table;
}
