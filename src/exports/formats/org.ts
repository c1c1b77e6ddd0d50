import type { Inline } from '../../knowledge/inline.ts';
import type { ExportedChecklist, ExportedStep, Ticked, Writer } from '../checklist.ts';
import { linesOf, sourceOf } from '../lines.ts';
import { oneLine, startsPlainly } from '../one-line.ts';

/**
 * A checklist for Org: a headline with a list of `- [ ]` and `- [X]`. Each step has a target of the checklist's id and its
 * own: `nginx-find-the-error-line`.
 *
 * Org has no escapes for text. Its manual ("Escape Character") says to put a zero width space, U+200B, where plain text
 * would mean something, and so do we: text that is copied out of an Org file can hold such spaces, code never does. Only
 * a dollar sign becomes an entity, because no space keeps two of them from being mathematics.
 *
 * A code between `~` or `=` cannot start or end with a blank, or hold both signs where they would end it. Such a code
 * stands in an example block of its own, and in link text, where there are no blocks, without a mark. Strong text that
 * holds code or a link is strong before and after it, since its sign could stand in the code.
 */
export const write: Writer = (checklist, ticked) =>
	`${[
		`* ${headline(checklist.title)}`,
		...paragraphs(checklist.summary),
		...checklist.steps.map((step) => item(checklist, step, ticked)),
		...paragraphs(sourceOf(checklist)),
	].join('\n\n')}\n`;

/** The manual's escape character. Org counts it as a blank, so marks can stand beside it but not start or end with it. */
const space = '\u200b';

/** A word in capitals could be a keyword (TODO), and colons at the end are tags. */
function headline(title: string): string {
	const source = text(title).trim();
	return (/^\p{Lu}?\p{Ll}+[ ,]/u.test(source) ? source : space + source) + (source.endsWith(':') ? space : '');
}

function item({ id }: ExportedChecklist, step: ExportedStep, ticked: Ticked): string {
	const [check, ...details] = linesOf(step);
	const first = `- [${ticked.has(step.id) ? 'X' : ' '}] ${paragraphs(check).join(' ')} <<${id}-${step.id}>>`;
	return [first, ...details.flatMap((line) => paragraphs(line, '  '))].join('\n\n');
}

/** A piece of a line: text as it is written, a whole mark, or a code that needs a block of its own. */
interface Piece {
	source: string;
	kind: 'text' | 'mark' | 'block';
}

/** Paragraphs of one line each, and the example blocks between them. */
function paragraphs(parts: readonly Inline[], indent = ''): string[] {
	const blocks: string[] = [];
	let line: Piece[] = [];
	for (const piece of pieces(parts)) {
		if (piece.kind !== 'block') {
			line.push(piece);
			continue;
		}
		blocks.push(paragraph(line, indent), example(piece.source, indent));
		line = [];
	}
	return [...blocks, paragraph(line, indent)].filter((block) => block !== '');
}

/** A zero width space keeps a line from being a list, a table or a comment. */
function paragraph(line: readonly Piece[], indent: string): string {
	const source = joined(line).trim();
	if (source === '') return '';
	return indent + (line[0]?.kind === 'mark' || startsPlainly(source) ? '' : space) + source;
}

/** `-i` keeps blanks at the start, so the code starts its line. A comma escapes what would be a headline or a keyword. */
const example = (code: string, indent: string) =>
	`${indent}#+begin_example -i\n${code.replace(/^\s*(?=,*(?:\*|#\+))/, '$&,')}\n${indent}#+end_example`;

/** Marks need a blank or punctuation around them; the zero width space is one. */
function joined(line: readonly Piece[]): string {
	let written = '';
	let afterMark = false;
	for (const { source, kind } of line) {
		const isMark = kind === 'mark';
		const apart = isMark
			? written === '' || [...' (-', space].includes(written.slice(-1))
			: !afterMark || [...' .,:;!?)', space].includes(source.slice(0, 1));
		written += (apart ? '' : space) + source;
		afterMark = isMark;
	}
	return written;
}

/** Where inline text stands: the sign that marks it, and whether it is the text of a link. */
interface Place {
	sign?: '*' | '/';
	inLink?: true;
}

const pieces = (parts: readonly Inline[], place: Place = {}): Piece[] =>
	parts
		.flatMap((part): Piece[] => {
			if (typeof part === 'string') {
				return place.sign ? marked(place.sign, part) : [{ source: text(part), kind: 'text' }];
			}
			if ('code' in part) return [code(oneLine(part.code), place)];
			if ('link' in part) return link(part.text, part.link);
			return 'strong' in part
				? pieces(part.strong, { ...place, sign: '*' })
				: pieces(part.emphasis, { sign: '/', ...place });
		})
		.filter(({ source }) => source !== '');

/** Marks cannot start or end with blanks or zero width spaces, so what is escaped at their ends stands outside. */
function marked(sign: string, value: string): Piece[] {
	const inner = /[^\s*/=~+_^\\[<@{:.-](?:.*[^\s*/=~+_^\\[<@{:.-])?/su.exec(value);
	if (!inner) return [{ source: text(value), kind: 'text' }];
	return [
		{ source: text(value.slice(0, inner.index)), kind: 'text' },
		{ source: sign + text(inner[0]) + sign, kind: 'mark' },
		{ source: text(value.slice(inner.index + inner[0].length)), kind: 'text' },
	];
}

function code(value: string, { inLink }: Place): Piece {
	const sign = /^\s|\s$|^$/.test(value) ? undefined : ['~', '='].find((one) => holds(one, value));
	// The first "]]" ends the text of a link, whatever it stands in.
	if (inLink && (!sign || value.includes(']'))) return { source: text(value), kind: 'text' };
	return sign ? { source: sign + value + sign, kind: 'mark' } : { source: value, kind: 'block' };
}

/** A sign ends a code where a blank, punctuation or nothing follows. */
const holds = (sign: string, value: string) =>
	!value.startsWith(sign) && !new RegExp(`${sign}(?:[-\\s.,:;!?'")}\\\\[]|$)`).test(value);

/** A bracket at the end would end the link's text too early. */
function link(label: readonly Inline[], url: string): Piece[] {
	const source = joined(pieces(label, { inLink: true })).replaceAll(']', `]${space}`);
	return [
		{ source: source.startsWith(' ') ? ' ' : '', kind: 'text' },
		{ source: `[[${address(url)}][${source.trim()}]]`, kind: 'mark' },
		{ source: source.endsWith(' ') ? ' ' : '', kind: 'text' },
	];
}

/** Brackets and the backslashes before them are escaped, as the function `org-link-escape` does it. */
const address = (url: string) => url.replace(/(?<!\\)\\+(?=[[\]]|$)/g, '$&$&').replace(/[[\]]/g, '\\$&');

/**
 * Keeps text from being anything else in Org's syntax: emphasis, subscripts, inline code that would be run ("call_",
 * "src_"), entities, links, footnotes, timestamps, targets, macros, snippets, tags, and typographic dashes and dots.
 */
const text = (value: string) =>
	oneLine(value)
		.replace(/(?<![\p{L}\p{N}])[*/=~+]|[*/=~+](?![\p{L}\p{N}])|[_^]/gu, `${space}$&${space}`)
		.replace(/[\\[]|<(?=[<\d%])|([-.:@{])(?=\1)|(?<=\p{L})(?=:(?!\s))/gu, `$&${space}`)
		.replaceAll('$', '\\dollar{}');
