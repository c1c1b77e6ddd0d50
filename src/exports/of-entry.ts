import { mapLinks } from '../knowledge/inline.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Entry } from '../knowledge/parse.ts';
import { parseInline } from '../knowledge/parse-inline.ts';
import { targetOf } from '../knowledge/references.ts';
import type { ExportedChecklist } from './checklist.ts';

/**
 * The exported form of a checklist.
 *
 * @param address makes a full address of a path of the handbook, `/causes/keep-alive-race/`
 */
export function exportedChecklist(
	knowledge: Knowledge,
	{ id, path, data }: Entry<'checklists'>,
	address: (path: string) => string,
): ExportedChecklist {
	const wayTo = (reference: string) => {
		const { key, fragment } = targetOf({ field: '', target: 'any', value: reference });
		const target = knowledge.entries.get(key);
		const step = target?.collection === 'checklists' && target.data.steps.find((item) => item.id === fragment);
		return {
			title: (step ? step.check : target?.data.title) ?? key,
			url: address(`${target?.path ?? '/'}${fragment ? `#${fragment}` : ''}`),
		};
	};
	const inline = (markdown: string) =>
		mapLinks(parseInline(markdown), (url) => (url.startsWith('/') ? address(url) : url));
	return {
		id,
		title: data.title,
		summary: inline(data.summary),
		url: address(path),
		...revisionOf(data),
		minutes: data.steps.reduce((sum, step) => sum + step.minutes, 0),
		steps: data.steps.map((step) => ({
			id: step.id,
			url: address(`${path}#${step.id}`),
			check: step.check,
			expect: step.expect,
			how: inline(step.how),
			why: inline(step.why),
			minutes: step.minutes,
			...(step.no ? { no: { say: step.no.say, ...wayTo(step.no.go) } } : {}),
			more: step.about.map(wayTo),
		})),
	};
}

/** Which published state of a checklist this is: each entry in its history is one. */
export const revisionOf = ({ history }: Pick<Entry<'checklists'>['data'], 'history'>) => ({
	revision: history.length,
	revised: history[0]?.date ?? '',
});
