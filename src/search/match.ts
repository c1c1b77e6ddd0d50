import { findTemplate, normalise, type Pasted, parseTemplate, prepare } from '../knowledge/template.ts';
import type { SignatureRow } from './pack.ts';

/** A symptom that a text points at, and the stretch of words that gave it away. */
export interface SignatureMatch {
	row: SignatureRow;
	matched: string;
	/** Higher is surer. Only the order means anything. */
	score: number;
}

/**
 * Finds the symptoms whose exact messages stand in a text, or of whose messages the text is a part.
 *
 * Somebody may paste a whole log with a message in it, a message, a code, or the part of a message that they remember:
 *  - the text *is* a signature: surest;
 *  - the text *holds* a signature: the more words of it are literal, the surer;
 *  - the text holds more than half of one, because its beginning was cut off or reworded;
 *  - the text *is part of* a signature: the larger the part, the surer.
 * Each symptom comes once, with its best signature.
 */
export function matchSignatures(text: string, rows: readonly SignatureRow[]): SignatureMatch[] {
	const best = new Map<string, SignatureMatch>();
	const pasted = prepare(text);
	for (const row of rows) {
		const match = matchOne(pasted, row);
		const known = best.get(row.symptom);
		if (match && (!known || match.score > known.score)) best.set(row.symptom, match);
	}
	return [...best.values()].sort((a, b) => b.score - a.score || (a.row.symptom < b.row.symptom ? -1 : 1));
}

/** Fewer characters than this say too little to be looked for inside messages. */
const shortestPart = 3;

function matchOne(pasted: Pasted, row: SignatureRow): SignatureMatch | undefined {
	const text = pasted.shown;
	const whole = [row.text, row.example ?? row.text].map(normalise);
	const same = (a: string, b: string) => a.length === b.length && a.toLowerCase() === b.toLowerCase();
	if (whole.includes(text)) return { row, matched: text, score: 10_000 + text.length };
	if (whole.some((words) => same(words, text)))
		return { row, matched: text, score: 9_000 + text.length - (row.exactCase ? 500 : 0) };

	const found = findTemplate(row, pasted);
	if (found) return { row, matched: found, score: 1_000 + parseTemplate(row.text).join('').length };

	const share = partlyHeld(pasted, row);
	if (share) return { row, matched: share.matched, score: 900 * share.of };

	if (text.length < shortestPart) return undefined;
	for (const words of whole) {
		const haystack = row.exactCase ? words : words.toLowerCase();
		const needle = row.exactCase ? text : pasted.lower;
		if (haystack.includes(needle)) return { row, matched: text, score: (100 * text.length) / words.length };
	}
	return undefined;
}

/** Pieces shorter than this (" failed (") stand in too many messages to count for one of them. */
const tellingPiece = 14;

/** The share of a template's words that a text holds, when it is more than half and told by one long piece at least. */
function partlyHeld(
	pasted: Pasted,
	{ text: template, exactCase }: SignatureRow,
): { of: number; matched: string } | undefined {
	const fold = (words: string) => (exactCase ? words : words.toLowerCase());
	const haystack = exactCase ? pasted.shown : pasted.lower;
	const pieces = parseTemplate(normalise(template));
	const held = pieces.filter((piece) => piece.length >= tellingPiece && haystack.includes(fold(piece).trim()));
	const of = held.join('').length / pieces.join('').length;
	return of > 0.5 ? { of, matched: held.map((piece) => piece.trim()).join(' … ') } : undefined;
}
