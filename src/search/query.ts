/** Words that stand in every log line or sentence and tell nothing apart. */
const noise = new Set(
	'a an and are as at be but by can do does for from get got has have how i if in into is it its me my no not of on or our so than that the their then there they this to was we what when where which while who why will with you your am pm utc gmt http https www com org net localhost error client server request host get post put head version'.split(
		' ',
	),
);

const isNumberLike = (word: string) => /^[\d.:/+-]+$/.test(word) && !/^[1-9]\d{2}$/.test(word);

/**
 * The words of a text that are worth asking a full-text search for: without times, addresses, ids and filler.
 *
 * A pasted log line holds dozens of words of which no page has all; these are what is left to try one by one.
 *
 * @returns at most `limit` words, in the order of the text, each once
 */
export function searchWords(text: string, limit = 10): string[] {
	// Of a long text, the beginning without the word that the end cuts off.
	const beginning = text.length > 4000 ? text.slice(0, 4000).replace(/\S*$/, '') : text;
	const words = beginning
		.split(/[\s,;"'`()[\]{}<>|=]+/)
		.map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}-]+$/gu, ''))
		.filter(
			(word) =>
				word.length > 1 &&
				word.length < 40 &&
				!/[/@\\]|^[0-9a-f]{8,}$/i.test(word) &&
				!isNumberLike(word) &&
				!noise.has(word.toLowerCase()),
		);
	return [...new Map(words.map((word) => [word.toLowerCase(), word])).values()].slice(0, limit);
}

/** Whether a text still reads as a question that a full-text search can take whole. */
export const isShort = (text: string) => text.trim().split(/\s+/).length <= 8 && text.length <= 120;
