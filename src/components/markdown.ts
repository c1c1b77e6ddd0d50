import { defineHastPlugin, type HastPluginDefinition, markdownToHtml } from 'satteri';
import { fragment } from '../knowledge/body.ts';
import { absolute, href } from '../site.ts';

/** Puts the base path before the addresses of the handbook's own pages. */
export const basePathLinks: HastPluginDefinition = defineHastPlugin({
	name: 'base-path-links',
	element: {
		filter: ['a'],
		visit(node, context) {
			const url = node.properties?.href;
			if (typeof url === 'string' && url.startsWith('/')) context.setProperty(node, 'href', href(url));
		},
	},
});

/** The same for a document inside somebody else's page: whole addresses, opened outside the frame. */
const framedLinks: HastPluginDefinition = defineHastPlugin({
	name: 'framed-links',
	element: {
		filter: ['a'],
		visit(node, context) {
			context.setProperty(node, 'href', absolute(String(node.properties?.href ?? '')));
			context.setProperty(node, 'target', '_blank');
			context.setProperty(node, 'rel', 'noopener');
		},
	},
});

/** Gives headings the fragments that the knowledge and the checks know them by. */
export const headingIds: HastPluginDefinition = defineHastPlugin({
	name: 'heading-ids',
	element: {
		filter: ['h2', 'h3', 'h4'],
		visit(node, context) {
			context.setProperty(node, 'id', fragment(context.textContent(node)));
		},
	},
});

/** Lets wide tables scroll in a box of their own, which the keyboard can reach. */
export const scrollingTables: HastPluginDefinition = defineHastPlugin({
	name: 'scrolling-tables',
	element: {
		filter: ['table'],
		visit(node, context) {
			context.wrapNode(node, {
				type: 'element',
				tagName: 'div',
				properties: { className: ['scroll'], tabIndex: 0, role: 'group', ariaLabel: 'Table, scrolls sideways' },
				children: [],
			});
		},
	},
});

/** Lets long lines of code scroll in their block, which the keyboard can reach. */
export const scrollingCode: HastPluginDefinition = defineHastPlugin({
	name: 'scrolling-code',
	element: {
		filter: ['pre'],
		visit(node, context) {
			context.setProperty(node, 'tabIndex', 0);
			context.setProperty(node, 'role', 'group');
			context.setProperty(node, 'ariaLabel', 'Code');
		},
	},
});

const inDocument = new Map<string, string>();
const inFrame = new Map<string, string>();

/**
 * A field's inline Markdown as HTML, without the paragraph around it. The text is ours, from `content/`. The same
 * fields stand on many pages, so what was once made is kept.
 *
 * @param framed true for a document that is shown inside another site's page
 */
export function inlineHtml(markdown: string, framed = false): string {
	const made = framed ? inFrame : inDocument;
	let html = made.get(markdown);
	if (html === undefined) {
		const result = markdownToHtml(markdown, { hastPlugins: [framed ? framedLinks : basePathLinks] });
		if (result instanceof Promise)
			throw new Error('Markdown is rendered at once; none of the plugins waits for anything.');
		html = result.html.trim().replace(/^<p>|<\/p>$/g, '');
		made.set(markdown, html);
	}
	return html;
}

/** A field's inline Markdown as plain text, for titles, descriptions and data. */
export const plainText = (markdown: string) =>
	inlineHtml(markdown)
		.replace(/<[^>]*>/g, '')
		.replace(/&lt;/g, '<')
		.replace(/&gt;/g, '>')
		.replace(/&quot;/g, '"')
		.replace(/&#39;/g, "'")
		.replace(/&amp;/g, '&');
