import { mdxToMdast } from 'satteri';

/** What the checks, the pages and the search need to know about a body, read from its syntax tree. */
export interface Body {
	/** The MDX source without its front matter. */
	source: string;
	headings: { depth: number; text: string; id: string; line: number }[];
	links: { url: string; text: string; line: number }[];
	citations: { source: string; at: string | undefined; line: number }[];
	components: { name: string; line: number }[];
	/** `<Recorded at="nginx/refuse" show="log" />` */
	recorded: { at?: string; scenario?: string; show?: string; line: number }[];
	/** `import`, `export` and `{expressions}`: code, which content must not hold. */
	code: { kind: string; line: number }[];
}

/**
 * The components that a body may use. Content is data and cannot import code: what a body needs beyond Markdown is
 * one of these names, and `components/body` says how each is drawn.
 */
export const bodyComponents = ['Cite', 'Status', 'Strip', 'MomentTable', 'AnswerTable', 'ListOf', 'Recorded'] as const;

interface Node {
	type: string;
	depth?: number;
	value?: string;
	url?: string;
	name?: string | null;
	attributes?: { name?: string; value?: unknown }[];
	children?: Node[];
	position?: { start: { line: number } };
}

const textOf = (node: Node): string => node.value ?? (node.children ?? []).map(textOf).join('');

/** `Not to be confused with` → `not-to-be-confused-with`: the fragment of a heading, the same everywhere. */
export const fragment = (text: string) =>
	text
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]+/gu, '-')
		.replace(/^-|-$/g, '');

/**
 * Reads a body's syntax tree.
 *
 * @param firstLine the line of the file on which the body starts, so that reports name lines of the file
 * @throws {Error} when the MDX cannot be parsed; the message names the line
 */
export function parseBody(source: string, firstLine = 1): Body {
	const body: Body = { source, headings: [], links: [], citations: [], components: [], recorded: [], code: [] };
	const visit = (node: Node) => {
		const line = (node.position?.start.line ?? 1) + firstLine - 1;
		if (node.type === 'heading') {
			const text = textOf(node);
			body.headings.push({ depth: node.depth ?? 0, text, id: fragment(text), line });
		} else if (node.type === 'link') {
			body.links.push({ url: node.url ?? '', text: textOf(node), line });
		} else if (node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement') {
			const name = node.name ?? '';
			body.components.push({ name, line });
			const attribute = (key: string) => {
				const value = node.attributes?.find((item) => item.name === key)?.value;
				return typeof value === 'string' ? value : undefined;
			};
			if (name === 'Cite') body.citations.push({ source: attribute('source') ?? '', at: attribute('at'), line });
			if (name === 'Recorded') {
				const given = ['at', 'scenario', 'show'].map((key) => [key, attribute(key)] as const);
				body.recorded.push({ ...Object.fromEntries(given.filter(([, value]) => value !== undefined)), line });
			}
		} else if (node.type === 'mdxjsEsm') {
			body.code.push({ kind: 'an import or export', line });
		} else if (node.type === 'mdxFlowExpression' || node.type === 'mdxTextExpression') {
			body.code.push({ kind: 'an {expression}', line });
		}
		for (const child of node.children ?? []) visit(child);
	};
	visit(treeOf(source, firstLine));
	return body;
}

function treeOf(source: string, firstLine: number): Node {
	try {
		return mdxToMdast(source) as unknown as Node;
	} catch (error) {
		// The parser counts from the body's own first line and says "3:7: Expected … (3:7) … (mdx-jsx:some-rule)".
		const [, line, words = ''] = /^(\d+):\d+: (.*)$/s.exec((error as Error).message) ?? [];
		if (!line) throw error;
		throw new Error(`line ${Number(line) + firstLine - 1}: ${words.replace(/ \((\d+:\d+|mdx[^()]*)\)/g, '')}.`);
	}
}
