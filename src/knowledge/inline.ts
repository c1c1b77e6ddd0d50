import { markdownToMdast } from 'satteri';

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

interface Node {
	type: string;
	value?: string;
	url?: string;
	children?: Node[];
}

/**
 * Reads a field's inline Markdown.
 *
 * @throws {Error} naming the kind of mark, when the text holds more than text, code, links, strong text and emphasis
 */
export function parseInline(markdown: string): Inline[] {
	const { children = [] } = markdownToMdast(markdown) as unknown as Node;
	const [paragraph, ...more] = children;
	if (paragraph?.type !== 'paragraph' || more.length > 0) {
		throw new Error(`"${markdown.slice(0, 60)}" is more than one paragraph of text.`);
	}
	return inlineOf(paragraph.children ?? []);
}

function inlineOf(nodes: readonly Node[]): Inline[] {
	return nodes.map((node): Inline => {
		const { type, value = '', url = '', children = [] } = node;
		if (type === 'text') return value.replace(/\s+/g, ' ');
		if (type === 'inlineCode') return { code: value };
		if (type === 'link') return { link: url, text: inlineOf(children) };
		if (type === 'strong') return { strong: inlineOf(children) };
		if (type === 'emphasis') return { emphasis: inlineOf(children) };
		if (type === 'break') return ' ';
		throw new Error(`Inline text cannot hold ${type}.`);
	});
}

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
