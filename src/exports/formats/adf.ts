import type { Inline } from '../../knowledge/inline.ts';
import type { Writer } from '../checklist.ts';
import { linesOf, sourceOf } from '../lines.ts';

/**
 * The document format of Jira and Confluence in the cloud, version 1: a heading and one list of tasks, whose ids are the
 * ids of the steps, so that a copy keeps them.
 *
 * A task item holds inline content only, so its details follow as lines of the same item. `blockTaskItem` would hold
 * paragraphs, but products learned it late; all of them know line breaks. Text marked as code may carry no strong or
 * emphasis beside it (`code_inline_node` in the JSON Schema of @atlaskit/adf-schema): there, code wins. Code in a link
 * keeps both marks, as the schema allows; an editor takes the code's away.
 */
export const write: Writer = (checklist, ticked) => {
	const document = {
		version: 1,
		type: 'doc',
		content: [
			{ type: 'heading', attrs: { level: 2 }, content: inline([checklist.title]) },
			{ type: 'paragraph', content: inline(checklist.summary) },
			{
				type: 'taskList',
				attrs: { localId: checklist.id },
				content: checklist.steps.map((step) => ({
					type: 'taskItem',
					attrs: { localId: step.id, state: ticked.has(step.id) ? 'DONE' : 'TODO' },
					content: linesOf(step).flatMap((line, index) => [
						...(index > 0 ? [{ type: 'hardBreak' }] : []),
						...inline(line),
					]),
				})),
			},
			{ type: 'paragraph', content: inline(sourceOf(checklist)) },
		],
	};
	return `${JSON.stringify(document, null, 2)}\n`;
};

type Mark = { type: 'strong' | 'em' | 'code' } | { type: 'link'; attrs: { href: string } };

/** The order in which the editor keeps the marks of a text; it refuses another. */
const order: readonly Mark['type'][] = ['link', 'em', 'strong', 'code'];

interface Text {
	type: 'text';
	text: string;
	marks?: Mark[];
}

/** Marks are a flat list of each piece of text; a text must not be empty. */
function inline(parts: readonly Inline[], marks: readonly Mark[] = []): Text[] {
	return parts.flatMap((part) => {
		if (typeof part === 'string') return text(part, marks);
		if ('code' in part) return text(part.code, [...marks.filter(({ type }) => type === 'link'), { type: 'code' }]);
		if ('link' in part) return inline(part.text, [...marks, { type: 'link', attrs: { href: part.link } }]);
		return 'strong' in part
			? inline(part.strong, [...marks, { type: 'strong' }])
			: inline(part.emphasis, [...marks, { type: 'em' }]);
	});
}

function text(value: string, marks: readonly Mark[]): Text[] {
	if (value === '') return [];
	const sorted = order.flatMap((type) => marks.find((mark) => mark.type === type) ?? []);
	return [{ type: 'text', text: value, ...(sorted.length > 0 ? { marks: sorted } : {}) }];
}
