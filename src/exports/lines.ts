import type { Inline } from '../knowledge/inline.ts';
import type { ExportedChecklist, ExportedStep } from './checklist.ts';
import { words } from './words.ts';

/**
 * A step as the lines that every export shows: what to check, how, the way out, why, and where to read more. The tick is
 * not part of them, because each language has its own.
 */
export const linesOf = (step: ExportedStep): [check: Inline[], ...details: Inline[][]] => [
	[{ strong: [step.check] }, ` → ${step.expect} (`, link(words.minutes(step.minutes), step.url), ')'],
	step.how,
	...(step.no ? [[`${step.no.say}: `, link(step.no.title, step.no.url)]] : []),
	[`${words.why}: `, ...step.why],
	...(step.more.length > 0
		? [[`${words.more}: `, ...separated(step.more.map(({ title, url }) => link(title, url)))]]
		: []),
];

/** The last line of an export: where it comes from, and which revision it is. */
export const sourceOf = (checklist: ExportedChecklist): Inline[] => [
	`${words.from} `,
	link(words.handbook, checklist.url),
	`, ${words.revision(checklist)}.`,
];

/** How a language writes each kind of inline text. What `link`, `strong` and `emphasis` get is written already. */
export interface InlineLanguage {
	text: (value: string) => string;
	code: (value: string) => string;
	link: (label: string, url: string) => string;
	strong: (content: string) => string;
	emphasis: (content: string) => string;
}

/** Writes inline text in a language in which a piece is written the same wherever it stands. */
export const writeInline = (parts: readonly Inline[], language: InlineLanguage): string =>
	parts
		.map((part) => {
			if (typeof part === 'string') return language.text(part);
			if ('code' in part) return language.code(part.code);
			if ('link' in part) return language.link(writeInline(part.text, language), part.link);
			return 'strong' in part
				? language.strong(writeInline(part.strong, language))
				: language.emphasis(writeInline(part.emphasis, language));
		})
		.join('');

const link = (title: string, url: string): Inline => ({ link: url, text: [title] });
const separated = (parts: Inline[]): Inline[] => parts.flatMap((part, index) => (index > 0 ? [', ', part] : [part]));
