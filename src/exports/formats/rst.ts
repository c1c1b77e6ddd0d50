import { type Inline, plainOf } from '../../knowledge/inline.ts';
import type { ExportedChecklist, ExportedStep, Ticked, Writer } from '../checklist.ts';
import { linesOf, sourceOf } from '../lines.ts';
import { oneLine, startsPlainly } from '../one-line.ts';

/**
 * A checklist in reStructuredText, as docutils and Sphinx read it: a section with a bullet list. Each step has a target
 * of the checklist's id and its own: `nginx-find-the-error-line`.
 *
 * The language has no task lists, so the ticks are ☐ and ☑, which people see and can change. Its marks cannot stand in
 * each other: strong text that holds code or a link is strong before and after it. Link text that holds a mark is a
 * substitution, which stands at the end with its address. Tabs in code come out as blanks, because docutils expands
 * them. Quotes, double hyphens and dots are escaped for Sphinx, which otherwise makes them typographic.
 */
export const write: Writer = (checklist, ticked) => {
	const substitutions = new Substitutions(checklist.id);
	const title = paragraph([checklist.title], substitutions);
	const blocks = [
		`${title}\n${'='.repeat(columns(title))}`,
		paragraph(checklist.summary, substitutions),
		...checklist.steps.map((step) => item(checklist, step, ticked, substitutions)),
		paragraph(sourceOf(checklist), substitutions),
		...substitutions.definitions,
	];
	return `${blocks.join('\n\n')}\n`;
};

/** Links whose text holds marks. Their names hold blanks, so that they cannot be the target of a step. */
class Substitutions {
	readonly definitions: string[] = [];
	readonly #checklist: string;

	constructor(checklist: string) {
		this.#checklist = checklist;
	}

	/** @returns the reference that stands for the link */
	add(text: readonly Inline[], url: string): string {
		const name = `${this.#checklist} link ${this.definitions.length + 1}`;
		this.definitions.push(`.. |${name}| replace:: ${paragraph(text, this)}\n.. _${name}: ${address(url)}`);
		return `|${name}|_`;
	}
}

function item({ id }: ExportedChecklist, step: ExportedStep, ticked: Ticked, substitutions: Substitutions): string {
	const [check, ...details] = linesOf(step);
	return [
		`- .. _${id}-${step.id}:`,
		`  ${ticked.has(step.id) ? '☑' : '☐'} ${inline(check, substitutions)}`,
		...details.map((line) => `  ${paragraph(line, substitutions)}`),
	].join('\n\n');
}

/** A paragraph of one line; an escaped blank, which is not shown, keeps it from being a list, a comment or a field. */
function paragraph(parts: readonly Inline[], substitutions: Substitutions): string {
	const source = inline(parts, substitutions).trim();
	return typeof parts[0] === 'string' && !startsPlainly(source) ? `\\ ${source}` : source;
}

/** A piece of a line: text as it is written, or a whole mark. */
interface Piece {
	source: string;
	isMark: boolean;
}

/** Marks need a blank or punctuation around them. An escaped blank is one, and is not shown. */
function inline(parts: readonly Inline[], substitutions: Substitutions): string {
	let written = '';
	let afterMark = false;
	for (const { source, isMark } of pieces(parts, substitutions)) {
		if (source === '') continue;
		const apart = isMark
			? written === '' || written.endsWith(' ') || (written.endsWith('(') && /^`\w/.test(source))
			: !afterMark || /^[ .,;:!?)]/.test(source);
		written += (apart ? '' : '\\ ') + source;
		afterMark = isMark;
	}
	return written;
}

/** @param sign the mark that the text between other marks gets */
const pieces = (parts: readonly Inline[], substitutions: Substitutions, sign = ''): Piece[] =>
	parts.flatMap((part): Piece[] => {
		if (typeof part === 'string') {
			return sign === '' ? [{ source: text(part), isMark: false }] : marked(part, (value) => sign + text(value) + sign);
		}
		if ('code' in part) return [{ source: code(oneLine(part.code)), isMark: true }];
		if ('link' in part) return marked(plainOf(part.text), (value) => link(value, part.text, part.link, substitutions));
		return 'strong' in part
			? pieces(part.strong, substitutions, '**')
			: pieces(part.emphasis, substitutions, sign || '*');
	});

/** Marks cannot start or end with blanks, so these stand outside. */
function marked(value: string, mark: (trimmed: string) => string): Piece[] {
	const trimmed = value.trim();
	return [
		{ source: /^\s/.test(value) ? ' ' : '', isMark: false },
		{ source: trimmed === '' ? '' : mark(trimmed), isMark: true },
		{ source: /\s$/.test(value) ? ' ' : '', isMark: false },
	];
}

/** A literal ends at two backquotes and cannot start or end with blanks; the role of its name understands escapes. */
function code(value: string): string {
	if (value === '') return '';
	if (!/``|^[`\s]|[`\s]$/.test(value)) return `\`\`${value}\`\``;
	const escaped = value.replace(/[\\`]/g, '\\$&').replace(/^(?=\s)/, '\\ ');
	return `:literal:\`${escaped}${/\s$/.test(value) ? '\\ ' : ''}\``;
}

/** Two underlines make a link without a name; names would have to be unique. */
const link = (plain: string, label: readonly Inline[], url: string, substitutions: Substitutions) =>
	label.every((part) => typeof part === 'string')
		? `\`${text(plain)} <${address(url)}>\`__`
		: substitutions.add(label, url);

/** In angle brackets inside of backquotes. */
const address = (url: string) => url.replace(/[\\`<>]/g, '\\$&');

/** What starts or ends a mark or makes an address, and what Sphinx makes typographic. */
const text = (value: string) => oneLine(value).replace(/[\\*`|@'"]|_(?![A-Za-z0-9])|:(?=\S)|-(?=-)|\.(?=\.)/g, '\\$&');

/** At least as wide as docutils counts it, which takes many characters beyond the Western scripts for two columns. */
const columns = (source: string) => source.replace(/[\u1100-\u{10ffff}]/gu, '  ').length;
