import type { Inline } from '../../knowledge/inline.ts';
import type { ExportedChecklist, ExportedStep, Ticked, Writer } from '../checklist.ts';
import { linesOf, sourceOf } from '../lines.ts';
import { oneLine, startsPlainly } from '../one-line.ts';

/**
 * A checklist in AsciiDoc, as Asciidoctor reads it: a section with a list of `* [ ]` and `* [x]`. Each step has an anchor
 * of the checklist's id and its own: `nginx-find-the-error-line`.
 *
 * Characters that mean something are written as character references, which AsciiDoc has for this: no substitution finds
 * anything in them, and unlike a backslash they are never shown when there was nothing to escape. Code and addresses
 * stand between plus signs, literally as they are, and need references only when they hold such signs themselves.
 */
export const write: Writer = (checklist, ticked) =>
	`${[
		`== ${inline([checklist.title])}`,
		paragraph(checklist.summary),
		...checklist.steps.map((step) => item(checklist, step, ticked)),
		paragraph(sourceOf(checklist)),
	].join('\n\n')}\n`;

function item({ id }: ExportedChecklist, step: ExportedStep, ticked: Ticked): string {
	const [check, ...details] = linesOf(step);
	const first = `* [${ticked.has(step.id) ? 'x' : ' '}] [[${id}-${step.id}]]${inline(check)}`;
	return [first, ...details.map(paragraph)].join('\n+\n');
}

/** A paragraph of one line; `{empty}` keeps a line that starts like a list, a comment or a note from being one. */
function paragraph(parts: readonly Inline[]): string {
	const source = inline(parts).trim();
	return typeof parts[0] === 'string' && !startsPlainly(source) ? `{empty}${source}` : source;
}

/** @param inMark inside a mark, where a single sign does not always start another one */
const inline = (parts: readonly Inline[], inMark = false): string =>
	parts.reduce<string>((written, part, index) => {
		if (typeof part === 'string') return written + text(part);
		const next = parts[index + 1];
		const free = !inMark && /(^|[ (])$/.test(written) && /^($|[ .,;:!?)])/.test(startOf(next));
		if ('code' in part) return written + code(oneLine(part.code), free);
		if ('link' in part) return `${written}link:${address(part.link)}[${inline(part.text)}]`;
		return written + ('strong' in part ? mark('*', part.strong, free) : mark('_', part.emphasis, free));
	}, '');

/** What follows a mark: a text as it is; another mark counts as a letter. */
const startOf = (next: Inline | undefined) => (next === undefined || typeof next === 'string' ? (next ?? '') : 'x');

/** A single sign marks only whole words; a double one marks anything. */
function mark(sign: string, content: readonly Inline[], free: boolean): string {
	const source = inline(content, true);
	const fence = free && source === source.trim() ? sign : sign + sign;
	return source === '' ? '' : fence + source + fence;
}

/**
 * A literal in monospace. Inside words, where passthroughs differ between releases of Asciidoctor, it needs references,
 * and so does what a passthrough cannot hold or what is looked for before them: lists of terms, anchors, other macros.
 */
function code(value: string, free: boolean): string {
	if (value === '') return '';
	const literal = free && !/[+`]|^\s|\s$|\$\$|::|;;|\[\[|(?:pass|stem|math|anchor):/.test(value);
	return literal ? `\`+${value}+\`` : `\`\`${value.replace(punctuation, reference)}\`\``;
}

/** The passthrough leaves quotes as they are, and they would end the attribute in HTML. */
const address = (url: string) => (/"|\+\+|\+$/.test(url) ? url.replace(punctuation, reference) : `++${url}++`);

/** References end with a semicolon, and two of them make a line a list of terms. */
const text = (value: string) =>
	oneLine(value)
		.replace(special, reference)
		.replace(/(?<=;);/g, reference);

const reference = (character: string) => `&#${character.charCodeAt(0)};`;

const punctuation = /[!-/:-@[-`{-~]/g;

/**
 * What a substitution could find in text: quotes, attributes, macros, index terms, addresses, and the replacements, which
 * make dashes, ellipses, apostrophes, arrows and signs such as (C). Quotes beside a code would become curly.
 */
const special =
	/[*_`#^~+[\]{\\<>&@=$]|(?<=-)-|(?<=\.)\.|:(?=\S)|(?<=\()\(|\((?=(?:C|R|TM)\))|(?<=[\p{L}\p{N}])'(?=\p{L})|^["']|["']$/gu;
