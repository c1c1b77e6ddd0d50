import type { Writer } from '../checklist.ts';
import { type InlineLanguage, linesOf, sourceOf, writeInline } from '../lines.ts';

/**
 * The XML in which Confluence stores a page, as its REST API and its source editor take it: the elements of a page
 * without one around them, and without declarations for the prefix `ac`, which Confluence knows.
 *
 * Each step is a task with a box to tick, and begins with an anchor macro that holds the step's id. Its details follow
 * as lines of the same task: the documentation shows inline content in a task, and the editor of the cloud, which turns
 * it into a taskItem of the Atlassian Document Format, has no place for paragraphs there.
 *
 * Elements: the page "Confluence Storage Format" in the documentation of Confluence Data Center.
 */
export const write: Writer = (checklist, ticked) => {
	const tasks = checklist.steps.map((step, index) => {
		const lines = linesOf(step).map((line) => writeInline(line, storage));
		return [
			'<ac:task>',
			`<ac:task-id>${index + 1}</ac:task-id>`,
			`<ac:task-status>${ticked.has(step.id) ? 'complete' : 'incomplete'}</ac:task-status>`,
			`<ac:task-body>${anchor(step.id)}${lines.join('<br/>\n')}</ac:task-body>`,
			'</ac:task>',
		].join('\n');
	});
	return `${[
		`<h2>${text(checklist.title)}</h2>`,
		`<p>${writeInline(checklist.summary, storage)}</p>`,
		`<ac:task-list>\n${tasks.join('\n')}\n</ac:task-list>`,
		`<p>${writeInline(sourceOf(checklist), storage)}</p>`,
	].join('\n')}\n`;
};

const anchor = (id: string) =>
	`<ac:structured-macro ac:name="anchor"><ac:parameter ac:name="">${text(id)}</ac:parameter></ac:structured-macro>`;

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' };

/**
 * Text of XML. Control characters, which XML 1.0 cannot hold even as references, become the pictures that Unicode has
 * for them: U+0007 becomes U+2407. What is no character at all becomes the replacement character.
 */
const text = (value: string) =>
	value
		.replace(/[&<>"\r]/g, (character) => entities[character] ?? character)
		// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
		.replace(/[\0-\b\v\f\x0e-\x1f]/g, (control) => String.fromCharCode(0x2400 + control.charCodeAt(0)))
		.replace(/[\ud800-\udfff\ufffe\uffff]/gu, '\ufffd');

const storage: InlineLanguage = {
	text,
	code: (value) => `<code>${text(value)}</code>`,
	link: (label, url) => `<a href="${text(url)}">${label}</a>`,
	strong: (content) => `<strong>${content}</strong>`,
	emphasis: (content) => `<em>${content}</em>`,
};
