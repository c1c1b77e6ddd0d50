import type { ListItem, Root } from 'mdast';
import type { Handle, Unsafe } from 'mdast-util-to-markdown';
import type { ExportedChecklist, Ticked } from './checklist.ts';
import { markdownTree, writeMarkdown } from './markdown.ts';

/**
 * Writes a checklist as Markdown for editors that think in blocks, Obsidian and Notion: the details of a step are a
 * tight list below its task, indented by a tab as these editors do it themselves. A paragraph after an empty line would
 * leave its task in some of their views; an item of a nested list stays with it in all.
 *
 * @param dialect.unsafe characters that mean more there than in GitHub Flavored Markdown
 * @param dialect.anchor what stands at the end of a task's line, so that others can link to it
 */
export function writeOutline(
	checklist: ExportedChecklist,
	ticked: Ticked,
	{ unsafe, anchor }: { unsafe: Unsafe[]; anchor?: (id: string) => string },
): string {
	const anchors = anchor ? checklist.steps.map(({ id }) => anchor(id)) : [];
	const tree = markdownTree(checklist, ticked);
	const children: Root['children'] = tree.children.map((node) =>
		node.type === 'list'
			? { ...node, spread: false, children: node.children.map((item, index) => outlined(item, anchors[index])) }
			: node,
	);
	return writeMarkdown({ type: 'root', children }, { unsafe, handlers: { listItem } });
}

/** A task whose paragraphs after the first became items of a nested list. */
function outlined({ children: [task, ...details], ...item }: ListItem, anchor: string | undefined): ListItem {
	if (task?.type !== 'paragraph') return { ...item, children: [] };
	// What Markdown would take for HTML is written as it is, and so an anchor is.
	const end = anchor
		? [
				{ type: 'text' as const, value: ' ' },
				{ type: 'html' as const, value: anchor },
			]
		: [];
	return {
		...item,
		spread: false,
		children: [
			{ ...task, children: [...task.children, ...end] },
			{
				type: 'list',
				ordered: false,
				spread: false,
				children: details.map((detail) => ({ type: 'listItem', spread: false, children: [detail] })),
			},
		],
	};
}

/** An item whose further lines are indented by a tab. */
const listItem: Handle = (node: ListItem, _parent, state, info) => {
	const exit = state.enter('listItem');
	const tracker = state.createTracker(info);
	tracker.shift(4);
	const lines = state.indentLines(state.containerFlow(node, tracker.current()), (line, index, blank) =>
		index === 0 ? `- ${line}` : blank ? line : `\t${line}`,
	);
	exit();
	return lines;
};
