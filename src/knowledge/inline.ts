/**
 * Inline text as data, for whoever writes it in another language than HTML: plain strings, and what is more than plain.
 * Serialised as it is; a text without marks is one string in a list.
 */
export type Inline =
	| string
	| { code: string }
	| { link: string; text: Inline[] }
	| { strong: Inline[] }
	| { emphasis: Inline[] };

/** The words alone, without marks. */
export const plainOf = (inline: readonly Inline[]): string =>
	inline
		.map((part) => {
			if (typeof part === 'string') return part;
			if ('code' in part) return part.code;
			if ('link' in part) return plainOf(part.text);
			return plainOf('strong' in part ? part.strong : part.emphasis);
		})
		.join('');

/** The same text with its links led elsewhere. */
export const mapLinks = (inline: readonly Inline[], map: (url: string) => string): Inline[] =>
	inline.map((part): Inline => {
		if (typeof part === 'string' || 'code' in part) return part;
		if ('link' in part) return { link: map(part.link), text: mapLinks(part.text, map) };
		if ('strong' in part) return { strong: mapLinks(part.strong, map) };
		return { emphasis: mapLinks(part.emphasis, map) };
	});
