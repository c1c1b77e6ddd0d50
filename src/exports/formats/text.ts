import type { Writer } from '../checklist.ts';
import { linesOf, sourceOf } from '../lines.ts';
import { plainText } from '../plain.ts';

/**
 * Plain text for a mail or a ticket: one line for each step with its box, and indented lines below it.
 *
 * Nothing is escaped and no line is wrapped, so that commands can be copied. Plain text has no marks: code stands as it
 * is, and what is only strong or emphasised looks like the words around it.
 */
export const write: Writer = (checklist, ticked) =>
	[
		checklist.title,
		plainText(checklist.summary),
		...checklist.steps.map(
			(step) => `[${ticked.has(step.id) ? 'x' : ' '}] ${linesOf(step).map(plainText).join('\n    ')}`,
		),
		plainText(sourceOf(checklist)),
	]
		.join('\n\n')
		.concat('\n');
