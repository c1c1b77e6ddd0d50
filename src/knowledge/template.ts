/** A message with {placeholders}: `connect() failed ({errno}: Connection refused)`. */
export interface Template {
	text: string;
	exactCase: boolean;
}

/**
 * The literal pieces of a template, in their order. A placeholder is `{name}` in lower case letters, so that braces
 * in real messages (`{"level":"error"}`) stay what they are.
 */
export const parseTemplate = (text: string) => text.split(/\{[a-z][a-z-]*\}/).filter((piece) => piece !== '');

/** Collapses white space: products break their sentences with line ends, terminals and mail clients add their own. */
export const normalise = (text: string) => text.replace(/\s+/g, ' ').trim();

/** Lower case, in as many characters as before: a few letters grow, and then places in the one text are not places in the other. */
function lowerCase(text: string): string {
	const lower = text.toLowerCase();
	return lower.length === text.length ? lower : text.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
}

/** A pasted text, made ready once to be looked through for many templates. */
export interface Pasted {
	/** The text, normalised. */
	shown: string;
	/** The same in lower case, character by character. */
	lower: string;
}

export function prepare(text: string): Pasted {
	const shown = normalise(text);
	return { shown, lower: lowerCase(shown) };
}

const wordCharacter = /[\p{L}\p{N}_]/u;

/** Whether `text` at `index` starts or ends in the middle of a word, so that `SH--` or `520` is not found inside another token. */
function cutsWord(text: string, index: number): boolean {
	const before = text[index - 1];
	const after = text[index];
	return before !== undefined && after !== undefined && wordCharacter.test(before) && wordCharacter.test(after);
}

/**
 * Finds a template in a text: all its pieces, in order, whole words only. Linear in the length of the text; no
 * regular expression is built from content or from what somebody pasted.
 *
 * @returns the stretch of the (normalised) text that matched, or `undefined`
 */
export function findTemplate({ text, exactCase }: Template, { shown, lower }: Pasted): string | undefined {
	const haystack = exactCase ? shown : lower;
	const template = exactCase ? normalise(text) : lowerCase(normalise(text));
	const [first, ...rest] = parseTemplate(template);
	if (first === undefined) return undefined;
	const last = rest.at(-1) ?? first;
	// Beside a placeholder a word may go on: what fills the placeholder is part of it.
	const startsWell = (at: number) => !template.startsWith(first) || !cutsWord(haystack, at);
	const endsWell = (at: number) => !template.endsWith(last) || !cutsWord(haystack, at);
	const find = (piece: string, from: number, fits: (at: number) => boolean) => {
		let at = haystack.indexOf(piece, from);
		while (at >= 0 && !fits(at)) at = haystack.indexOf(piece, at + 1);
		return at;
	};

	const start = find(first, 0, (at) => startsWell(at) && (rest.length > 0 || endsWell(at + first.length)));
	if (start < 0) return undefined;
	let end = start + first.length;
	for (const [index, piece] of rest.entries()) {
		const at = find(piece, end, (found) => index < rest.length - 1 || endsWell(found + piece.length));
		if (at < 0) return undefined;
		end = at + piece.length;
	}
	return shown.slice(start, end);
}

export const templateMatches = (template: Template, pasted: string) =>
	findTemplate(template, prepare(pasted)) !== undefined;
