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
export function findTemplate({ text, exactCase }: Template, pasted: string): string | undefined {
	const haystack = exactCase ? normalise(pasted) : normalise(pasted).toLowerCase();
	const pieces = parseTemplate(exactCase ? normalise(text) : normalise(text).toLowerCase());
	const [first, ...rest] = pieces;
	if (first === undefined) return undefined;
	for (let start = haystack.indexOf(first); start >= 0; start = haystack.indexOf(first, start + 1)) {
		if (cutsWord(haystack, start)) continue;
		let end = start + first.length;
		const complete = rest.every((piece) => {
			const at = haystack.indexOf(piece, end);
			if (at < 0) return false;
			end = at + piece.length;
			return true;
		});
		if (!complete) return undefined;
		if (!cutsWord(haystack, end) || rest.length > 0) return normalise(pasted).slice(start, end);
	}
	return undefined;
}

export const templateMatches = (template: Template, pasted: string) => findTemplate(template, pasted) !== undefined;
