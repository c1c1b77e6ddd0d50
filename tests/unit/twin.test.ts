import { describe, expect, it } from 'vitest';
import { twinOf } from '../../src/publish/twin.ts';

const address = 'https://example.com/kb/502/causes/x/';
const twin = (html: string) =>
	twinOf(
		`<!doctype html><html><body><nav>Menu</nav><main data-twin>${html}</main><footer>Foot</footer></body></html>`,
		address,
	);
const body = (html: string) => twin(html)?.replace(/^<!--.*-->\n\n/, '');

describe('the Markdown twin of a page', () => {
	it('begins with the address and holds only what is marked', () => {
		expect(twin('<h1>Title</h1><p>Text.</p>')).toBe(`<!-- ${address} -->\n\n# Title\n\nText.\n`);
	});

	it('is missing for a page without a marked part', () => {
		expect(twinOf('<!doctype html><html><body><main><p>Text.</p></main></body></html>', address)).toBeUndefined();
	});

	it.each([
		{
			what: 'headings, emphasis and code',
			html: '<h2 id="a">A</h2><p><strong>b</strong> <em>c</em> <code>d</code></p>',
			markdown: '## A\n\n**b** *c* `d`\n',
		},
		{
			what: 'an address on the site as a whole address',
			html: '<p><a href="/kb/502/causes/y/#z">y</a></p>',
			markdown: '[y](https://example.com/kb/502/causes/y/#z)\n',
		},
		{
			what: 'an address on the page as a whole address',
			html: '<p><a href="#z">z</a></p>',
			markdown: '[z](https://example.com/kb/502/causes/x/#z)\n',
		},
		{
			what: 'an address elsewhere',
			html: '<p><a href="https://www.rfc-editor.org/rfc/rfc9110.html">RFC</a></p>',
			markdown: '[RFC](https://www.rfc-editor.org/rfc/rfc9110.html)\n',
		},
		{ what: 'a list', html: '<ul><li>one</li><li>two</li></ul>', markdown: '- one\n- two\n' },
		{ what: 'code as it stands', html: '<pre><code>a {\n  b;\n}\n</code></pre>', markdown: '```\na {\n  b;\n}\n```\n' },
		{
			what: 'what a machine wrote as code',
			html: '<p><samp>connect() failed</samp></p>',
			markdown: '`connect() failed`\n',
		},
		{
			what: 'a table',
			html: '<table><thead><tr><th>a</th><th>b</th></tr></thead><tbody><tr><td>1</td><td>2 | 3</td></tr></tbody></table>',
			markdown: '| a | b      |\n| - | ------ |\n| 1 | 2 \\| 3 |\n',
		},
		{
			what: 'a citation in brackets',
			html: '<p>So it is.<sup><a href="#s">RFC</a></sup></p>',
			markdown: 'So it is. ([RFC](https://example.com/kb/502/causes/x/#s))\n',
		},
		{
			what: 'steps as a task list without ticks',
			html: '<ol><li><input type="checkbox" checked><label><span>Look</span><em>no line</em></label><details><summary>Why</summary><p>Because.</p></details></li></ol>',
			markdown: '1. [ ] Look → *no line*\n\n   Because.\n',
		},
		{
			what: 'text that looks like Markdown as text',
			html: '<p>*a* [b] # c &lt;d&gt;</p>',
			markdown: '\\*a\\* \\[b] # c \\<d>\n',
		},
	])('says $what', ({ html, markdown }) => {
		expect(body(html)).toBe(markdown);
	});

	it.each([
		{ what: 'what is marked so', html: '<p data-no-twin>gone</p>' },
		{ what: 'buttons', html: '<button>gone</button>' },
		{ what: 'scripts', html: '<script>gone()</script>' },
		{ what: 'data for scripts', html: '<script type="application/json">{"a":"gone"}</script>' },
		{ what: 'drawings', html: '<svg><text>gone</text></svg>' },
		{ what: 'what is hidden from readers', html: '<span aria-hidden="true">gone</span>' },
		{ what: 'forms', html: '<form><label>gone</label></form>' },
		{ what: 'bars', html: '<progress value="1" max="2">gone</progress>' },
	])('leaves out $what', ({ html }) => {
		expect(body(`<p>before</p><div>${html}</div><p>after</p>`)).toBe('before\n\nafter\n');
	});
});
