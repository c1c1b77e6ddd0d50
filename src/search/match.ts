import { findTemplate, normalise, parseTemplate } from '../knowledge/template.ts';
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
 *  - the text *is part of* a signature: the larger the part, the surer.
 * Each symptom comes once, with its best signature.
 */
export function matchSignatures(text: string, rows: readonly SignatureRow[]): SignatureMatch[] {
	const best = new Map<string, SignatureMatch>();
	for (const row of rows) {
		const match = matchOne(normalise(text), row);
		const known = best.get(row.symptom);
		if (match && (!known || match.score > known.score)) best.set(row.symptom, match);
	}
	return [...best.values()].sort((a, b) => b.score - a.score || (a.row.symptom < b.row.symptom ? -1 : 1));
}

/** Fewer characters than this say too little to be looked for inside messages. */
const shortestPart = 3;

function matchOne(text: string, row: SignatureRow): SignatureMatch | undefined {
	const whole = [row.text, row.example ?? row.text].map(normalise);
	const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
	if (whole.includes(text)) return { row, matched: text, score: 10_000 + text.length };
	if (whole.some((words) => same(words, text)))
		return { row, matched: text, score: 9_000 + text.length - (row.exactCase ? 500 : 0) };

	const found = findTemplate(row, text);
	if (found) return { row, matched: found, score: 1_000 + parseTemplate(row.text).join('').length };

	if (text.length < shortestPart) return undefined;
	for (const words of whole) {
		const haystack = row.exactCase ? words : words.toLowerCase();
		const needle = row.exactCase ? text : text.toLowerCase();
		if (haystack.includes(needle)) return { row, matched: text, score: (100 * text.length) / words.length };
	}
	return undefined;
}
