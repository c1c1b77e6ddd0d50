import type { PagefindIndex } from 'pagefind';
import type { Knowledge } from '../knowledge/knowledge.ts';

/** A step of a checklist as a result of its own. */
export type StepRecord = Parameters<PagefindIndex['addCustomRecord']>[0];

/** The records of all steps of all checklists. */
export const stepRecords = (knowledge: Knowledge): StepRecord[] =>
	knowledge.all('checklists').flatMap(({ path, data }) => {
		const product = data.product ? knowledge.get('products', data.product).data.title : undefined;
		return data.steps.map((step) => ({
			url: `${path}#${step.id}`,
			language: 'en',
			content: `${step.check}. ${step.expect}. ${step.how} ${step.why}`.replace(/[`*]|\]\([^)]*\)|\[/g, ''),
			meta: { title: step.check, kind: `Step of “${data.title}”` },
			filters: { kind: ['Step'], audience: [data.audience], ...(product ? { product: [product] } : {}) },
		}));
	});
