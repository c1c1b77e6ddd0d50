import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Entry } from '../knowledge/parse.ts';
import { momentSlugs } from '../schemas/index.ts';

interface Answers {
	gateways: Entry<'products'>[];
	rows: { cause: Entry<'causes'>; cells: Entry<'symptoms'>[][] }[];
}

/**
 * Which gateway answers which cause with which status: read off the symptoms, so that the table cannot say anything
 * that their pages do not. A cell holds the symptoms whose likeliest cause it is, one for each status.
 *
 * Rows are the causes that at least `minimum` gateways have a message for; where gateways disagree comes first.
 */
export function answers(knowledge: Knowledge, minimum = 2): Answers {
	const gateways = knowledge.all('products').filter(({ data }) => data.kind !== 'client');
	const rows = knowledge
		.all('causes')
		.map((cause) => ({ cause, cells: gateways.map((product) => cell(knowledge, product, cause)) }))
		.filter(({ cells }) => cells.filter((list) => list.length > 0).length >= minimum);
	const variety = ({ cells }: (typeof rows)[number]) => new Set(cells.flat().map(({ data }) => data.status)).size;
	rows.sort(
		(a, b) =>
			variety(b) - variety(a) || momentSlugs.indexOf(a.cause.data.moment) - momentSlugs.indexOf(b.cause.data.moment),
	);
	return { gateways, rows };
}

function cell(knowledge: Knowledge, product: Entry<'products'>, cause: Entry<'causes'>): Entry<'symptoms'>[] {
	const symptoms = knowledge
		.symptomsOf(cause)
		.filter(
			({ data }) =>
				data.product === product.id &&
				data.causes[0]?.cause === cause.id &&
				data.moment !== null &&
				data.status !== null,
		);
	return symptoms.filter(
		(symptom, index) => symptoms.findIndex(({ data }) => data.status === symptom.data.status) === index,
	);
}
