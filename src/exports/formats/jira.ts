import type { Inline } from '../../knowledge/inline.ts';
import type { Writer } from '../checklist.ts';
import { linesOf, sourceOf } from '../lines.ts';

/**
 * Wiki markup of Jira and Confluence. It has no boxes to tick, and its icons for ticks and crosses would say of a step
 * that nobody has done yet that it failed; so ☐ and ☑ are written, which anybody can change. Each step has its id as an
 * anchor.
 *
 * There are two readers. The renderer of Jira and Confluence Data Center applies one pattern after the other to a line
 * (com.atlassian.renderer.v2); the parser of the cloud goes through it once (@atlaskit/editor-wikimarkup-transformer).
 * A backslash protects a character in both. Where a later pattern of the first finds the bare character again, a
 * character reference protects it, which the second shows as it is written. That concerns double braces, braces and
 * blanks at the ends of code, backslashes in front of marks, ":D", brackets in the title of a link, and addresses that
 * touch other characters. In the second, a backslash does not protect inside strong text and emphasis; a text that needs
 * one gets no such mark.
 */
export const write: Writer = (checklist, ticked) =>
	`${[
		`h2. ${inline([checklist.title])}`,
		inline(checklist.summary),
		checklist.steps
			.map((step) => {
				const [check, ...details] = linesOf(step);
				const mark = `* ${ticked.has(step.id) ? '☑' : '☐'} {anchor:${step.id}}`;
				return [mark + inline(check), ...details.map((line) => inline(line))].join('\n');
			})
			.join('\n'),
		inline(sourceOf(checklist)),
	].join('\n\n')}\n`;

/** Where a text stands: in the title of a link and in code, more characters mean something. */
interface Place {
	title?: boolean;
	code?: boolean;
}

const marks = { strong: ['*', '*'], emphasis: ['_', '_'], code: ['{{', '}}'] } as const;

/** Marks hold only where no letter stands beside them; there, they are written in braces. */
function inline(parts: readonly Inline[], place: Place = {}): string {
	const pieces = joined(parts.flatMap((part) => marked(part, place))).map((part) => piece(part, place));
	return pieces
		.map(({ content, mark }, index) => {
			if (!mark || content === '') return content;
			const before = pieces[index - 1]?.content.at(-1) ?? '';
			const after = pieces[index + 1]?.content.at(0) ?? '';
			const [open, close] = marks[mark];
			const braces = /[\p{L}\p{N}\u0080-\uffff]/u.test(before + after);
			return braces ? `{${open}}${content}{${close}}` : open + content + close;
		})
		.join('');
}

/** Strong text and emphasis as they are, or what is in them where the mark would not hold. */
function marked(part: Inline, place: Place): Inline[] {
	if (typeof part === 'string' || 'code' in part || 'link' in part) return [part];
	const content = 'strong' in part ? part.strong : part.emphasis;
	const written = inline(content, place);
	const mark = marks['strong' in part ? 'strong' : 'emphasis'][0];
	const holds = !/^\s|\s$|[\\\p{Cc}\p{Cf}]|&#|&amp;/u.test(written) && !written.includes(mark);
	return holds ? [part] : content.flatMap((inner) => marked(inner, place));
}

/** Texts beside each other as one: what a character means depends on its neighbours. */
function joined(parts: readonly Inline[]): Inline[] {
	const all: Inline[] = [];
	for (const part of parts) {
		const last = all.at(-1);
		if (typeof part === 'string' && typeof last === 'string') all.splice(-1, 1, last + part);
		else all.push(part);
	}
	return all;
}

interface Piece {
	content: string;
	mark?: keyof typeof marks;
}

function piece(part: Inline, place: Place): Piece {
	if (typeof part === 'string') return { content: text(part, place) };
	if ('code' in part) return { content: text(part.code, { ...place, code: true }), mark: 'code' };
	if ('strong' in part) return { content: inline(part.strong, place), mark: 'strong' };
	if ('emphasis' in part) return { content: inline(part.emphasis, place), mark: 'emphasis' };
	const title = inline(part.text, { ...place, title: true });
	// A title with a blank at its start makes no link.
	const [start, end] = [title.length - title.trimStart().length, title.trimEnd().length];
	return { content: `${title.slice(0, start)}[${title.trim()}|${address(part.link)}]${title.slice(end)}` };
}

/** What cannot stand in the address of a link: what ends it or divides it, and what is a mark before links are looked for. */
const address = (url: string) =>
	url.replace(
		/[\s"!<>[\\\]^`{|}]/g,
		(character) => `%${character.charCodeAt(0).toString(16).padStart(2, '0').toUpperCase()}`,
	);

const reference = (character: string) => `&#${character.codePointAt(0)};`;

/** Addresses in text, of which both readers make links. */
const addresses = /(?:https?|ftps?|irc|news|nntp|file):\/\/(?:[\w\-.~;/?:@#&=%+$,]*[\w\-~/=&#@%+$])?/giu;

/** Every character that may mean something. */
const special = /[\\&{}[\]|!*_+^~?():#-]|[\p{Cc}\p{Cf}]|^\s|\s$/gu;

function text(value: string, place: Place): string {
	const whole = value.replace(/[\r\n]+/g, ' ');
	const escaped = (from: number, to: number) =>
		whole.slice(from, to).replace(special, (found, at: number) => {
			const [before, after] = [whole.slice(0, from + at), whole.slice(from + at + found.length)];
			return character(found, before, after, place);
		});
	let [at, written] = [0, ''];
	for (const { 0: url, index } of whole.matchAll(addresses)) {
		const end = index + url.length;
		if (!isSeenAlone(url, whole.slice(0, index), whole.slice(end), place)) continue;
		written += escaped(at, index) + url;
		at = end;
	}
	return (
		(written + escaped(at, whole.length))
			// With the end of a reference, a bracket would be a wink.
			.replace(/;(-?)\)/g, ';$1\\)')
			// The start of a heading or a quote.
			.replace(/^(\s*)(bq|h[1-6])\./, place.code ? '$&' : '$1$2&#46;')
	);
}

/** Whether both readers see where an address in text ends, and nothing else in it. They make it a link; the text stays. */
function isSeenAlone(url: string, before: string, after: string, { title, code }: Place): boolean {
	if (title || /[\p{L}\p{N}"'[|!]$/u.test(before) || /&#?\w+;/.test(url)) return false;
	return code ? /^(?:[">]|[.,)']*(?: (?!$)|$))/.test(after) : /^(?:[">]|[.,)']*\s)/.test(after);
}

function character(found: string, before: string, after: string, { title = false, code = false }: Place): string {
	const escaped = `\\${found}`;
	const between = (kind: RegExp) => kind.test(before.at(-1) ?? '') && kind.test(after.at(0) ?? '');
	switch (found) {
		case '\\':
			return before.endsWith('\\') || /^(?:$|[-#*_+?^~|%{}[\]()!@\\])/.test(after) ? reference(found) : found;
		case '&':
			return /^(?:#\d+|#x[\da-f]+|[a-z]\w*);/i.test(after) ? '&amp;' : found;
		case '{':
		case '}': {
			const atEdge = code && (before === '' || after === '');
			return atEdge || /[{}]$/.test(before) || /^[{}]/.test(after) ? reference(found) : escaped;
		}
		case '[':
		case ']':
			return title ? reference(found) : escaped;
		case '|':
			return title ? reference(found) : before.trim() === '' ? escaped : found;
		case '!':
			return title && (before + after).includes('!') ? reference(found) : escaped;
		case '?':
			return before.endsWith('?') || after.startsWith('?') ? escaped : found;
		case '(':
			return /^[^\s()]{1,7}\)/.test(after) || /[:;]-?$/.test(before) ? escaped : found;
		case ')':
			return /[:;]-?$/.test(before) ? escaped : found;
		case ':':
			return /^-?[DPp](?![A-Za-z\d])|^\/\//.test(after) || /mailto$/i.test(before) ? reference(found) : found;
		case '#':
			return before.trim() === '' ? escaped : found;
		case '*':
		case '_':
		case '+':
		case '^':
		case '~':
		case '-': {
			const inWord = between(/[\p{L}\p{Nd}]/u);
			const alone = between(/ /) && before.trim() !== '';
			return inWord || alone ? found : escaped;
		}
		// Code has no blank at its ends, and nothing without a shape in it, to the first reader.
		default:
			return code && (before === '' || after === '' || found !== ' ') ? reference(found) : found;
	}
}
