import { findTemplate, prepare, type Template } from './template.ts';

/** A text in pieces, some of which are the words of a message. */
export type Marked = readonly { text: string; marked: boolean }[];

/**
 * Marks the words of messages in what was recorded, without changing a character of it: line by line, and across lines
 * where a message has several. Of two that overlap, the longer one is marked.
 */
export function markTemplates(text: string, templates: readonly Template[]): Marked {
	const inLines: Span[] = [];
	let at = 0;
	for (const line of text.split(/(?<=\n)/)) {
		inLines.push(...spansIn(line, templates, at));
		at += line.length;
	}
	const spans = (inLines.length > 0 ? inLines : spansIn(text, templates, 0)).sort(
		(a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start,
	);
	const kept: Span[] = [];
	for (const span of spans) {
		if (!kept.some(({ start, end }) => span.start < end && start < span.end)) kept.push(span);
	}
	kept.sort((a, b) => a.start - b.start);
	const pieces: { text: string; marked: boolean }[] = [];
	let done = 0;
	for (const { start, end } of kept) {
		if (start > done) pieces.push({ text: text.slice(done, start), marked: false });
		pieces.push({ text: text.slice(start, end), marked: true });
		done = end;
	}
	if (done < text.length) pieces.push({ text: text.slice(done), marked: false });
	return pieces;
}

interface Span {
	start: number;
	end: number;
}

function spansIn(text: string, templates: readonly Template[], offset: number): Span[] {
	const pasted = prepare(text);
	return templates.flatMap((template) => {
		const found = findTemplate(template, pasted);
		if (!found) return [];
		const at = pasted.shown.indexOf(found);
		const places = placesOf(text);
		const [start, last] = [places[at], places[at + found.length - 1]];
		return start === undefined || last === undefined ? [] : [{ start: offset + start, end: offset + last + 1 }];
	});
}

/** For each character of the text with its white space collapsed, its place in the text itself. */
function placesOf(text: string): number[] {
	const places: number[] = [];
	let blank = true;
	for (let index = 0; index < text.length; index++) {
		const white = /\s/.test(text[index] ?? '');
		if (!white || !blank) places.push(index);
		blank = white;
	}
	return places;
}
