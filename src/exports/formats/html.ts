import type { Inline } from '../../knowledge/inline.ts';
import type { ExportedStep, Writer } from '../checklist.ts';
import { words } from '../words.ts';

/**
 * One HTML document that needs nothing else: to be mailed, stored or pasted. Its boxes can be ticked, though nothing
 * remembers that; each step has its id.
 *
 * Its policy allows no script, no request and no style but its own, which is named by the hash of its text. Colours are
 * the reader's own, light or dark. On paper, the addresses of links are shown.
 */
export const write: Writer = ({ title, summary, url, steps, ...state }, ticked) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${styleHash}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escaped(title)}</h1>
<p>${inline(summary)}</p>
<ul>
${steps.map((step) => item(step, ticked.has(step.id))).join('\n')}
</ul>
<p>${words.from} ${link(url, escaped(words.handbook))}, ${words.revision(state)}.</p>
</main>
</body>
</html>
`;

const style = `
:root { color-scheme: light dark; }
body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.5rem; line-height: 1.25; }
ul { padding: 0; list-style: none; }
li { margin: 1.75rem 0; padding-left: 1.75rem; }
li p { margin: 0.5rem 0; }
li p:first-child { margin-left: -1.75rem; padding-left: 1.75rem; text-indent: -1.75rem; }
input { width: 1rem; height: 1rem; margin: 0 0.2rem 0 0.25rem; vertical-align: -0.1rem; }
code { padding: 0 0.2em; background: color-mix(in srgb, currentcolor 10%, transparent); font-size: 0.95em; white-space: break-spaces; }
@media print {
	:root { color-scheme: light; }
	body { max-width: none; margin: 0; padding: 0; font-size: 10pt; }
	li { break-inside: avoid; }
	p:not(li p:first-child) a::after { content: " <" attr(href) ">"; }
}
`;

/** Of the style above, for the policy. The room has no hash function; the test computes it. */
const styleHash = 'sha256-RP1GRG2bVXqAtGxjflkzmynfJZhkGPLa3xyQ/AZlvbo=';

const item = ({ id, check, expect, minutes, url, how, no, why, more }: ExportedStep, isTicked: boolean) => {
	const box = `<input type="checkbox"${isTicked ? ' checked' : ''}>`;
	const task = `<label>${box} <strong>${escaped(check)}</strong> → ${escaped(expect)}</label>`;
	const paragraphs = [
		`${task} (${link(url, words.minutes(minutes))})`,
		inline(how),
		...(no ? [`${escaped(no.say)}: ${link(no.url, escaped(no.title))}`] : []),
		`${words.why}: ${inline(why)}`,
		...(more.length > 0
			? [`${words.more}: ${more.map((page) => link(page.url, escaped(page.title))).join(', ')}`]
			: []),
	];
	return `<li id="${escaped(id)}">\n${paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('\n')}\n</li>`;
};

const inline = (parts: readonly Inline[]): string =>
	parts
		.map((part) => {
			if (typeof part === 'string') return escaped(part);
			if ('code' in part) return `<code>${escaped(part.code)}</code>`;
			if ('link' in part) return link(part.link, inline(part.text));
			return 'strong' in part ? `<strong>${inline(part.strong)}</strong>` : `<em>${inline(part.emphasis)}</em>`;
		})
		.join('');

const link = (url: string, html: string) => `<a href="${escaped(url)}">${html}</a>`;

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => entities[character] ?? '');
