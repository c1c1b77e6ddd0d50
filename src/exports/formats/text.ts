import type { ExportedStep, Writer } from '../checklist.ts';
import { addressed, plainText } from '../plain.ts';
import { words } from '../words.ts';

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
		...checklist.steps.map((step) => `[${ticked.has(step.id) ? 'x' : ' '}] ${linesOf(step).join('\n    ')}`),
		`${words.from} ${addressed(words.handbook, checklist.url)}, ${words.revision(checklist)}.`,
	]
		.join('\n\n')
		.concat('\n');

const linesOf = ({ check, expect, minutes, url, how, no, why, more }: ExportedStep) => [
	`${check} → ${expect} (${addressed(words.minutes(minutes), url)})`,
	plainText(how),
	...(no ? [`${no.say}: ${addressed(no.title, no.url)}`] : []),
	`${words.why}: ${plainText(why)}`,
	// Each page on a line of its own, below the first.
	...more.map((page, index) => (index > 0 ? '      ' : `${words.more}: `) + addressed(page.title, page.url)),
];
