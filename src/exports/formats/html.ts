import type { ExportedStep, Writer } from '../checklist.ts';
import { type InlineLanguage, linesOf, sourceOf, writeInline } from '../lines.ts';
import { words } from '../words.ts';

/**
 * One HTML document that needs nothing else: to be mailed, stored or pasted. Its boxes can be ticked, though nothing
 * remembers that; each step has its id.
 *
 * Its policy allows no script, no request and no style but its own, which is named by the hash of its text. Colours are
 * the reader's own, light or dark. On paper, the addresses of links are shown.
 */
export const write: Writer = (checklist, ticked) => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src '${styleHash}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(checklist.title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escaped(checklist.title)}</h1>
<p>${writeInline(checklist.summary, html)}</p>
<ul>
${checklist.steps.map((step) => item(step, ticked.has(step.id))).join('\n')}
</ul>
<p>${writeInline(sourceOf(checklist), html)}</p>
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

const item = (step: ExportedStep, isTicked: boolean) => {
	const [, ...details] = linesOf(step);
	const box = `<input type="checkbox"${isTicked ? ' checked' : ''}>`;
	const task = `<label>${box} <strong>${escaped(step.check)}</strong> → ${escaped(step.expect)}</label>`;
	const paragraphs = [
		`${task} (${html.link(words.minutes(step.minutes), step.url)})`,
		...details.map((line) => writeInline(line, html)),
	];
	return `<li id="${escaped(step.id)}">\n${paragraphs.map((paragraph) => `<p>${paragraph}</p>`).join('\n')}\n</li>`;
};

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => entities[character] ?? '');

const html: InlineLanguage = {
	text: escaped,
	code: (value) => `<code>${escaped(value)}</code>`,
	link: (label, url) => `<a href="${escaped(url)}">${label}</a>`,
	strong: (content) => `<strong>${content}</strong>`,
	emphasis: (content) => `<em>${content}</em>`,
};
