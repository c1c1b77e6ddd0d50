import type { Element, Nodes, Root, RootContent } from 'hast';
import type { BlockContent, ListItem, PhrasingContent, Text } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { type Handle, toMarkdown } from 'mdast-util-to-markdown';
import { htmlToHast } from 'satteri';

/**
 * The Markdown twin of a built page: the part marked `data-twin`, without what is marked `data-no-twin`.
 *
 * Made from the HTML that readers get, so the two cannot say different things. The elements are those that our own
 * components draw; a library for any HTML took half the time of the whole build.
 *
 * @param html the built page
 * @param address full address of the page, to which relative addresses are resolved
 * @returns Markdown with a first line that names the page's address; `undefined` when the page has no twin
 */
export function twinOf(html: string, address: string): string | undefined {
	const page = find(htmlToHast(html) as Root, (node) => 'dataTwin' in node.properties);
	if (!page) return undefined;
	const markdown = toMarkdown(
		{ type: 'root', children: flow(page.children, address) },
		{ extensions: [gfmToMarkdown()], handlers: { text }, bullet: '-', rule: '-', listItemIndent: 'one' },
	);
	return `<!-- ${address} -->\n\n${markdown.trim()}\n`;
}

/** What can mean something to Markdown in the middle of a line. */
const special = /[\\`*_[\]{}<>#!|~&:@\r\n\t]|www/i;

/** Most text needs no escaping; finding that out first is much quicker than looking for each of forty patterns. */
const text: Handle = (node: Text, _parent, state, info) => {
	const { value } = node;
	const startsLine = info.before === '\n';
	const plain =
		!special.test(value) &&
		info.before !== ']' &&
		(!startsLine || /^\p{L}/u.test(value)) &&
		(info.after !== '\n' || !value.endsWith(' '));
	return plain ? value : state.safe(value, info);
};

function find(node: Nodes, wanted: (element: Element) => boolean): Element | undefined {
	if (node.type === 'element' && wanted(node)) return node;
	if (!('children' in node)) return undefined;
	for (const child of node.children) {
		const found = find(child, wanted);
		if (found) return found;
	}
	return undefined;
}

const leftOut = new Set(['script', 'style', 'button', 'progress', 'svg', 'textarea', 'form', 'noscript', 'summary']);

const isLeftOut = ({ tagName, properties }: Element) =>
	leftOut.has(tagName) || 'dataNoTwin' in properties || properties.ariaHidden === 'true';

const inline = new Set(
	'a abbr b br code em i input label mark q s samp small span strong sub sup time var wbr'.split(' '),
);

const isFlow = (node: RootContent): node is Element => node.type === 'element' && !inline.has(node.tagName);

/** Elements with blocks in them, or with text that becomes a paragraph. */
function flow(nodes: readonly RootContent[], address: string): BlockContent[] {
	const blocks: BlockContent[] = [];
	let line: RootContent[] = [];
	const endLine = () => {
		const children = phrasing(line, address);
		if (children.length > 0) blocks.push({ type: 'paragraph', children });
		line = [];
	};
	for (const node of nodes) {
		if (!isFlow(node)) {
			line.push(node);
			continue;
		}
		endLine();
		if (!isLeftOut(node)) blocks.push(...block(node, address));
	}
	endLine();
	return blocks;
}

function block(node: Element, address: string): BlockContent[] {
	const { tagName, children } = node;
	switch (tagName) {
		case 'p':
			return flow(children, address);
		case 'h1':
		case 'h2':
		case 'h3':
		case 'h4':
			return [{ type: 'heading', depth: Number(tagName[1]) as 1 | 2 | 3 | 4, children: phrasing(children, address) }];
		case 'ul':
		case 'ol':
			return list(
				tagName === 'ol',
				elements(children, 'li').map((item) => listItem(item, address)),
			);
		case 'dl':
			return list(
				false,
				terms(node).map((item) => listItem(item, address)),
			);
		case 'pre':
			return [{ type: 'code', lang: language(node), value: rawText(node).replace(/\n$/, '') }];
		case 'table':
			return [
				{
					type: 'table',
					children: descendants(node, 'tr').map((row) => ({
						type: 'tableRow',
						children: row.children
							.filter((cell) => cell.type === 'element')
							.map((cell) => ({ type: 'tableCell', children: phrasing(cell.children, address) })),
					})),
				},
			];
		case 'hr':
			return [{ type: 'thematicBreak' }];
		case 'blockquote':
			return [{ type: 'blockquote', children: flow(children, address) }];
		default:
			return flow(children, address);
	}
}

const list = (ordered: boolean, children: ListItem[]): BlockContent[] =>
	children.length === 0
		? []
		: [{ type: 'list', ordered, spread: children.length > 1 && children.some(({ spread }) => spread), children }];

function listItem({ children }: Element, address: string): ListItem {
	const first = children.findIndex((node) => node.type !== 'text' || node.value.trim() !== '');
	const box = children[first];
	const isTask = box?.type === 'element' && box.tagName === 'input';
	const rest = isTask ? children.slice(first + 1) : children;
	return {
		type: 'listItem',
		checked: isTask ? false : null,
		spread: standsApart(rest),
		children: flow(rest, address),
	};
}

/** Whether an item holds paragraphs, or more than one block: such items have an empty line between their parts. */
function standsApart(nodes: readonly RootContent[]): boolean {
	const blocks = nodes.filter(isFlow).filter((node) => !isLeftOut(node));
	return blocks.some(({ tagName, children }, index) => tagName === 'p' || index > 0 || standsApart(children));
}

/** Text and what marks it, with blanks as a browser would show them: one between words, none around a line. */
function phrasing(nodes: readonly RootContent[], address: string): PhrasingContent[] {
	return trim(
		nodes.flatMap((node) => phrase(node, address)),
		true,
	);
}

function phrase(node: RootContent, address: string): PhrasingContent[] {
	if (node.type === 'text') return [{ type: 'text', value: node.value.replace(/\s+/g, ' ') }];
	if (node.type !== 'element' || isLeftOut(node)) return [];
	const { tagName, properties, children } = node;
	// A status stands in two lines of a box; in a line of text its words need blanks between them.
	const inner = (): PhrasingContent[] =>
		classes(node).includes('st')
			? [{ type: 'text', value: words(node).join(' ') }]
			: children.flatMap((child) => phrase(child, address));
	switch (tagName) {
		case 'a':
			return [{ type: 'link', url: new URL(String(properties.href ?? ''), address).href, children: inner() }];
		case 'code':
		case 'samp':
			return [{ type: 'inlineCode', value: rawText(node) }];
		case 'em':
		case 'i':
			return [{ type: 'emphasis', children: inner() }];
		case 'strong':
		case 'b':
			return [{ type: 'strong', children: inner() }];
		case 'br':
			return [{ type: 'break' }];
		case 'input':
			return [];
		case 'sup':
			return [{ type: 'text', value: ' (' }, ...inner(), { type: 'text', value: ')' }];
		case 'label': {
			// The arrow stands beside the emphasis: inside, Markdown could not tell where the emphasis begins.
			const parts = inner();
			const reading = parts.findIndex(({ type }) => type === 'emphasis');
			return reading < 0 ? parts : parts.toSpliced(reading, 0, { type: 'text', value: ' → ' });
		}
		default:
			return inner();
	}
}

/** Joins neighbouring texts and drops blanks at the start, at the end and beside other blanks. */
function trim(parts: readonly PhrasingContent[], atStart: boolean): PhrasingContent[] {
	const joined: PhrasingContent[] = [];
	for (const part of parts) {
		const last = joined.at(-1);
		if (part.type === 'text' && last?.type === 'text') last.value += part.value;
		else joined.push(part.type === 'text' ? { ...part } : part);
	}
	const result: PhrasingContent[] = [];
	let afterBlank = atStart;
	for (const [index, part] of joined.entries()) {
		if (part.type === 'text') {
			part.value = part.value.replace(/ {2,}/g, ' ');
			if (afterBlank) part.value = part.value.trimStart();
			if (index === joined.length - 1 || joined[index + 1]?.type === 'break') part.value = part.value.trimEnd();
			if (part.value === '') continue;
			afterBlank = part.value.endsWith(' ');
		} else if (part.type === 'break') {
			afterBlank = true;
		} else {
			if ('children' in part) part.children = trim(part.children as PhrasingContent[], false) as typeof part.children;
			afterBlank = false;
		}
		result.push(part);
	}
	return result;
}

/** The language of a block of code, from the class of its `<code>`. */
const language = (node: Element) =>
	elements(node.children, 'code')
		.flatMap(classes)
		.map((name) => /^language-(.+)/.exec(String(name))?.[1])
		.find(Boolean);

const classes = ({ properties }: Element) => (Array.isArray(properties.className) ? properties.className : []);

const words = (node: Nodes): string[] =>
	node.type === 'text' ? [node.value.trim()].filter(Boolean) : 'children' in node ? node.children.flatMap(words) : [];

const rawText = (node: Nodes): string =>
	node.type === 'text'
		? node.value
		: node.type === 'element' && isLeftOut(node)
			? ''
			: 'children' in node
				? node.children.map(rawText).join('')
				: '';

const elements = (nodes: readonly RootContent[], tagName: string) =>
	nodes.filter((node) => node.type === 'element' && node.tagName === tagName && !isLeftOut(node)) as Element[];

const descendants = (node: Element, tagName: string): Element[] =>
	node.children.flatMap((child) =>
		child.type !== 'element' || isLeftOut(child)
			? []
			: child.tagName === tagName
				? [child]
				: descendants(child, tagName),
	);

/** Markdown has no list of terms: each becomes a list item with the term in bold, `- **Moment**: head`. */
function terms(list: Element): Element[] {
	const items: Element[] = [];
	const item = (children: Element['children']): Element => ({
		type: 'element',
		tagName: 'li',
		properties: {},
		children,
	});
	const walk = (node: Element) => {
		for (const child of node.children) {
			if (child.type !== 'element' || isLeftOut(child)) continue;
			if (child.tagName === 'dt')
				items.push(
					item([
						{ ...child, tagName: 'strong' },
						{ type: 'text', value: ': ' },
					]),
				);
			else if (child.tagName === 'dd') items.at(-1)?.children.push(...child.children);
			else walk(child);
		}
	};
	walk(list);
	return items;
}
