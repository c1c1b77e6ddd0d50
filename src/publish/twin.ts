import type { Element, Nodes, Root } from 'hast';
import { toMdast } from 'hast-util-to-mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { toMarkdown } from 'mdast-util-to-markdown';
import { htmlToHast } from 'satteri';

/**
 * The Markdown twin of a built page: the part marked `data-twin`, without what is marked `data-no-twin`.
 *
 * Made from the HTML that readers get, so the two cannot say different things.
 *
 * @param html the built page
 * @param address full address of the page, to which relative addresses are resolved
 * @returns Markdown with a first line that names the page's address; `undefined` when the page has no twin
 */
export function twinOf(html: string, address: string): string | undefined {
	const page = find(htmlToHast(html) as Root, (node) => 'dataTwin' in node.properties);
	if (!page) return undefined;
	clean(page, address);
	const markdown = toMarkdown(toMdast(page), {
		extensions: [gfmToMarkdown()],
		bullet: '-',
		rule: '-',
		listItemIndent: 'one',
	});
	return `<!-- ${address} -->\n\n${markdown.trim()}\n`;
}

function find(node: Nodes, wanted: (element: Element) => boolean): Element | undefined {
	if (node.type === 'element' && wanted(node)) return node;
	if (!('children' in node)) return undefined;
	for (const child of node.children) {
		const found = find(child, wanted);
		if (found) return found;
	}
	return undefined;
}

const isLeftOut = ({ tagName, properties }: Element) =>
	'dataNoTwin' in properties ||
	['script', 'style', 'button', 'progress', 'svg', 'textarea', 'form', 'noscript'].includes(tagName) ||
	properties.ariaHidden === 'true';

/** Removes controls, turns steps into task list items, and makes addresses whole. Works on the tree in place. */
function clean(node: Element | Root, address: string) {
	node.children = node.children.filter(
		(child) => child.type !== 'element' || !isLeftOut(child),
	) as typeof node.children;
	if (node.type === 'element' && node.tagName === 'label') {
		// The arrow stands beside the emphasis: inside, Markdown could not tell where the emphasis begins.
		const reading = node.children.findIndex((child) => child.type === 'element' && child.tagName === 'em');
		if (reading >= 0) node.children.splice(reading, 0, { type: 'text', value: ' → ' });
	}
	for (const child of node.children) {
		if (child.type !== 'element') continue;
		const { properties } = child;
		if (typeof properties.href === 'string') properties.href = new URL(properties.href, address).href;
		if (child.tagName === 'samp') child.tagName = 'code';
		if (child.tagName === 'input') properties.checked = false;
		if (child.tagName === 'details') child.tagName = 'div';
		if (child.tagName === 'summary') child.children = [];
		if (child.tagName === 'sup') {
			child.children.unshift({ type: 'text', value: ' (' });
			child.children.push({ type: 'text', value: ')' });
		}
		if (classes(child).includes('st')) child.children = [{ type: 'text', value: texts(child).join(' ') }];
		clean(child, address);
		if (child.tagName === 'dl') unfold(child);
	}
}

const classes = ({ properties }: Element) => (Array.isArray(properties.className) ? properties.className : []);

const texts = (node: Nodes): string[] =>
	node.type === 'text' ? [node.value.trim()].filter(Boolean) : 'children' in node ? node.children.flatMap(texts) : [];

/** Markdown has no list of terms: each becomes a list item with the term in bold, `- **Moment**: head`. */
function unfold(list: Element) {
	const items: Element[] = [];
	const walk = (node: Element) => {
		for (const child of node.children) {
			if (child.type !== 'element') continue;
			if (child.tagName === 'dt') {
				const term: Element = { type: 'element', tagName: 'strong', properties: {}, children: child.children };
				items.push({ type: 'element', tagName: 'li', properties: {}, children: [term, { type: 'text', value: ': ' }] });
			} else if (child.tagName === 'dd') items.at(-1)?.children.push(...child.children);
			else walk(child);
		}
	};
	walk(list);
	list.tagName = 'ul';
	list.children = items;
}
