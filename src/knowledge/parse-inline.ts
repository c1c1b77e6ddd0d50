import { markdownToMdast } from 'satteri';
import type { Inline } from './inline.ts';

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
