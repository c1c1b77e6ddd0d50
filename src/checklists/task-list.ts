import type { Ticks } from './progress.ts';

/** What an exported checklist needs to hold, whichever page or command it comes from. */
export interface ExportedChecklist {
	title: string;
	summary: string;
	/** Full address of the checklist's own page. */
	url: string;
	/** YYYY-MM-DD of the last review. */
	reviewed: string;
	steps: { id: string; check: string; expect: string; how: string; no?: { say: string; title: string; url: string } }[];
}

/**
 * A checklist as a Markdown task list (GitHub Flavored Markdown), with the current ticks.
 *
 * `how` is inline Markdown already; the other texts are plain and escaped where Markdown would read them as marks.
 */
export function toTaskList(checklist: ExportedChecklist, ticks: Ticks): string {
	const steps = checklist.steps.map((step) => {
		const mark = ticks.has(step.id) ? 'x' : ' ';
		const out = step.no ? `\n  ${escapeMarks(step.no.say)}: [${escapeMarks(step.no.title)}](${step.no.url})` : '';
		return `- [${mark}] **${escapeMarks(step.check)}** → ${escapeMarks(step.expect)}\n  ${startOfLine(oneLine(step.how))}${out}`;
	});
	return [
		`## ${escapeMarks(checklist.title)}`,
		escapeMarks(checklist.summary),
		steps.join('\n'),
		`From [The 502 Handbook](${checklist.url}), reviewed ${checklist.reviewed}.`,
		'',
	]
		.join('\n\n')
		.replace(/\n{3,}$/, '\n')
		.replace(/\n\n$/, '\n');
}

const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();

/** Keeps a line from starting a list, a heading or a quotation inside its step. */
const startOfLine = (line: string) => line.replace(/^(\d+)(?=[.)])/, '$1\\').replace(/^([-+>#]|\*(?= ))/, '\\$&');

const escapeMarks = (text: string) => startOfLine(oneLine(text).replace(/[\\`*_[\]<>|#~&]/g, '\\$&'));
