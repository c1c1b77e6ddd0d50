import { type Evidence, modePath } from '../evidence/evidence.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { StepRecord } from './step-records.ts';

/**
 * The recordings as results of the search: one for each way to break an upstream and one for each proved fix, by what
 * they are and how gateways answered. What the recordings hold byte by byte would drown the pages that explain it.
 */
export function evidenceRecords(knowledge: Knowledge, evidence: Evidence): StepRecord[] {
	const nameOf = (product: string) => knowledge.find('products', product)?.data.title ?? product;
	const modes = evidence.modes.map((mode): StepRecord => {
		const answers = evidence
			.row(mode)
			.cells.flatMap((cell) =>
				cell ? [`${nameOf(cell.column.recording.product)} ${cell.status ?? ''} ${cell.word}`.replace(/ +/g, ' ')] : [],
			);
		return {
			url: modePath(mode.id),
			language: 'en',
			content: `${mode.says} ${mode.id}. ${[...new Set(answers)].join(', ')}.`,
			meta: { title: mode.says.replace(/\.$/, ''), kind: 'Recording' },
			filters: { kind: ['Recording'], moment: [mode.moment], audience: ['owner'] },
		};
	});
	const fixes = evidence.fixes.map(({ path, recordings: [{ scenario, gateway, before, after }] }): StepRecord => {
		const product = knowledge.find('products', gateway.product);
		return {
			url: path,
			language: 'en',
			content: `${scenario.says} ${scenario.fix} ${nameOf(gateway.product)}: ${before.status ?? before.word}, then ${after.status ?? after.word}.`,
			meta: { title: scenario.says.replace(/\.$/, ''), kind: 'Proved fix' },
			filters: { kind: ['Recording'], audience: ['owner'], ...(product ? { product: [product.data.title] } : {}) },
		};
	});
	return [...modes, ...fixes];
}
