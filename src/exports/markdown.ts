import type { Link, List, Paragraph, PhrasingContent, Root, Text } from 'mdast';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { defaultHandlers, type Handle, type Options, toMarkdown, type Unsafe } from 'mdast-util-to-markdown';
import type { Inline } from '../knowledge/inline.ts';
import type { ExportedChecklist, Ticked } from './checklist.ts';
import { linesOf, sourceOf } from './lines.ts';

/** The checklist as a syntax tree of Markdown: a heading, a task list, and where it comes from. */
export function markdownTree(checklist: ExportedChecklist, ticked: Ticked): Root {
	const list: List = {
		type: 'list',
		ordered: false,
		spread: true,
		children: checklist.steps.map((step) => ({
			type: 'listItem',
			checked: ticked.has(step.id),
			spread: true,
			children: linesOf(step).map(paragraph),
		})),
	};
	return {
		type: 'root',
		children: [
			{ type: 'heading', depth: 2, children: [text(checklist.title)] },
			paragraph(checklist.summary),
			list,
			paragraph(sourceOf(checklist)),
		],
	};
}

/** Writes a tree as GitHub Flavored Markdown; a dialect adds the characters that mean more to it. */
export const writeMarkdown = (tree: Root, dialect: Options = {}): string =>
	toMarkdown(tree, {
		bullet: '-',
		rule: '-',
		listItemIndent: 'one',
		...dialect,
		unsafe: [mailAddress, ...(dialect.unsafe ?? [])],
		handlers: { link: linkTo, text: textAsIs, ...dialect.handlers },
		extensions: [gfmToMarkdown(), ...(dialect.extensions ?? [])],
	});

/** Has characters escaped wherever they stand in a text: for a dialect to which they mean something. */
export const escapes = (characters: string): Unsafe[] =>
	[...characters].map((character) => ({ character, inConstruct: 'phrasing' }));

/** CommonMark 6.5: `<1@example.com>` is a link as well, which the library escapes only where a letter follows "<". */
const mailAddress: Unsafe = { character: '<', after: '(?=\\S)', inConstruct: 'phrasing' };

/** What means something to Markdown or a dialect of it in the middle of a line, or is not known not to. */
const special = /[^\p{L}\p{N} ,.'()/→-]|[,.-]{2}|-\)|\(\w{1,2}\)|w\.|\bGL-/iu;

/**
 * A text as it is where nothing in it can be a mark, else escaped. Most text is of the first kind, and to look for that
 * first is much quicker than to look for each of forty patterns.
 */
export const textAsIs: Handle = (node: Text, _parent, state, info) => {
	const { value } = node;
	const isPlain =
		!special.test(value) &&
		info.before !== ']' &&
		(info.before !== '\n' || /^\p{L}/u.test(value)) &&
		(info.after !== '\n' || !value.endsWith(' '));
	return isPlain ? value : state.safe(value, info);
};

/** A link with its address as it is: `?a=b&c=d` where the library would write `?a=b\&c=d`. */
const linkTo: Handle = (node: Link, parent, state, info) =>
	defaultHandlers
		.link({ ...node, url: '' }, parent, state, info)
		.replace(/\((?:<>)?( "")?\)$/, (_, title = '') => `(${destination(node.url)}${title})`);

/**
 * An address as the destination of a link.
 *
 * CommonMark 6.3 takes it bare or in angle brackets, and bare only without blanks and with brackets in pairs; a
 * backslash escapes in both, and "&" means something only where it begins a whole entity, `&copy;`.
 */
function destination(url: string): string {
	const escaped = url.replace(/[<>\\]|&(?=#?\w{1,31};)/g, '\\$&');
	return /[\s()]/.test(url) ? `<${escaped}>` : escaped;
}

const text = (value: string): PhrasingContent => ({ type: 'text', value });
const paragraph = (parts: readonly Inline[]): Paragraph => ({ type: 'paragraph', children: inline(parts) });

const inline = (parts: readonly Inline[]): PhrasingContent[] =>
	parts.map((part): PhrasingContent => {
		if (typeof part === 'string') return text(part);
		if ('code' in part) return { type: 'inlineCode', value: part.code };
		if ('link' in part) return { type: 'link', url: part.link, children: inline(part.text) as [] };
		return 'strong' in part
			? { type: 'strong', children: inline(part.strong) }
			: { type: 'emphasis', children: inline(part.emphasis) };
	});
