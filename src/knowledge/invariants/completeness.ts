import { momentSlugs } from '../../schemas/index.ts';
import type { Knowledge } from '../knowledge.ts';
import type { Problem } from '../problem.ts';

/** Every cause has a symptom that shows it: a cause that nobody can see cannot be looked up. */
export function causesAreShown(knowledge: Knowledge): Problem[] {
	return knowledge
		.all('causes')
		.filter((cause) => knowledge.symptomsOf(cause).length === 0)
		.map((cause) => ({
			file: cause.file,
			check: 'causesAreShown',
			message: `is named by no symptom. Add "cause: ${cause.id}" to the causes of a symptom that shows it.`,
		}));
}

/** Every mitigation serves a cause. */
export function mitigationsServe(knowledge: Knowledge): Problem[] {
	return knowledge
		.all('mitigations')
		.filter((mitigation) => knowledge.causesOfMitigation(mitigation).length === 0)
		.map((mitigation) => ({
			file: mitigation.file,
			check: 'mitigationsServe',
			message: `is named by no cause. Add "${mitigation.id}" to the mitigations of the cause that it helps with.`,
		}));
}

/** Every product has a symptom: a product page without a message to look up is a thin page. */
export function productsHaveSymptoms(knowledge: Knowledge): Problem[] {
	return knowledge
		.all('products')
		.filter((product) => knowledge.symptomsOfProduct(product).length === 0)
		.map((product) => ({
			file: product.file,
			check: 'productsHaveSymptoms',
			message: `has no symptom. Add one in content/symptoms/${product.id}/.`,
		}));
}

/** A symptom names each cause once: the order of the list is its ranking. */
export function causesAreRankedOnce(knowledge: Knowledge): Problem[] {
	return knowledge.all('symptoms').flatMap((symptom) =>
		symptom.data.causes.flatMap(({ cause }, index): Problem[] => {
			const first = symptom.data.causes.findIndex((item) => item.cause === cause);
			return first < index
				? [
						{
							file: symptom.file,
							check: 'causesAreRankedOnce',
							message: `causes[${index}].cause is "${cause}", which causes[${first}] names already. Keep one of the two.`,
						},
					]
				: [];
		}),
	);
}

/** The strip tells nothing about moments that were never reached. */
export function stripStopsWhereItBroke(knowledge: Knowledge): Problem[] {
	return knowledge.all('symptoms').flatMap((symptom) => {
		const { moment } = symptom.data;
		if (moment === null) return [];
		const broken = momentSlugs.indexOf(moment);
		return Object.keys(symptom.data.known)
			.filter((told) => momentSlugs.indexOf(told as never) > broken)
			.map((told) => ({
				file: symptom.file,
				check: 'stripStopsWhereItBroke',
				message: `known.${told} tells about a moment after "${moment}", where it broke. Leave it out.`,
			}));
	});
}

/** The history has its newest change first, and nothing is dated after the last review. */
export function historyIsInOrder(knowledge: Knowledge): Problem[] {
	return knowledge.pages().flatMap((entry): Problem[] => {
		const dates = entry.data.history.map(({ date }) => date);
		const problem = (message: string) => [{ file: entry.file, check: 'historyIsInOrder', message }];
		if (dates.some((date, index) => index > 0 && date > (dates[index - 1] ?? ''))) {
			return problem('history is not in order: write the newest change first.');
		}
		if ((dates[0] ?? '') > entry.data.reviewed) {
			return problem(
				`reviewed is ${entry.data.reviewed}, before the change of ${dates[0]}. A change is reviewed when it is made.`,
			);
		}
		return [];
	});
}
