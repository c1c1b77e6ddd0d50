import type { Text } from 'mdast';
import type { Handle } from 'mdast-util-to-markdown';
import type { Writer } from '../checklist.ts';
import { escapes, markdownTree, writeMarkdown } from '../markdown.ts';

/**
 * A task list in GitLab Flavored Markdown, of which nothing becomes a reference, an emoji, a formula or a command.
 *
 * GitLab looks for references, emoji and inline diffs in the nodes of text that its Markdown parser leaves, outside code.
 * The parser puts each escaped character out of `$ % # & @ ! ~ ^ :` into a node of its own (REFERENCE_CHARS in
 * lib/banzai/filter/markdown_engines/glfm_markdown.rb; older releases have no ":" among them and show `:smile:` as an
 * emoji). All other escapes are gone by then, so what is made of other characters is parted by an empty element:
 * `{<span></span>+ added +}`, `GL-<span></span>1`, `[<span></span>TOC]`.
 *
 * What no character marks can still become a link where it names something real: the id of a commit, a project's full
 * path before ">", a key of an external tracker, `CVE-2026`.
 */
export const write: Writer = (checklist, ticked) =>
	writeMarkdown(markdownTree(checklist, ticked), {
		unsafe: [
			...escapes('$%#&@!^'),
			{ character: ':', after: '(?=//|[\\w+-]{1,64}:)', inConstruct: 'phrasing' },
			// GitLab finds addresses inside links as well.
			{ character: '.', before: '[Ww]', inConstruct: 'phrasing' },
			// [issue:1]
			{ character: ':', before: '\\[[a-z_]{1,30}', inConstruct: 'phrasing' },
			// A description list, "::include{file=x}", and a quick action, "/close".
			{ character: ':', atBreak: true },
			{ character: '/', atBreak: true },
		],
		handlers: { text },
	});

const text: Handle = (node: Text, _parent, state, info) => {
	const written = state.safe(node.value, info).replace(/\bGL-(?=\d)/g, 'GL-<span></span>');
	if (/^\s*\[toc\]\s*$/i.test(node.value)) return written.replace('[', '[<span></span>');
	return /[-+][\]}]/.test(node.value) ? written.replace(/[[{](?=[-+])/g, '$&<span></span>') : written;
};
