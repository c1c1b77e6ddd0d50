import { spawnSync } from 'node:child_process';
import { parseHTML } from 'linkedom';
import { beforeAll, describe, expect, it } from 'vitest';
import { write } from '../../src/exports/formats/org.ts';
import type { Inline } from '../../src/knowledge/inline.ts';
import { markupTraps } from '../unit/exports/markup-traps.ts';
import { expectSame, type Reading } from '../unit/exports/reading.ts';
import { hostileChecklist, realChecklists, tickings } from '../unit/exports/samples.ts';

const emacs = (script: string, input = '') =>
	spawnSync('emacs', ['--batch', '-Q', '--eval', script], { input, encoding: 'utf8', maxBuffer: 2 ** 28 });

const missing =
	emacs("(require 'ox-html)").status === 0 ? undefined : 'apt-get install --no-install-recommends emacs-nox';

/**
 * Reads a list of sources, one line of JSON, and writes what Org shows of each as HTML, and the addresses of its links as
 * Org holds them: the HTML has them percent-encoded.
 */
const script = `
(let ((coding-system-for-read 'utf-8) (coding-system-for-write 'utf-8))
  (require 'ox-html)
  (require 'json)
  (set-language-environment "UTF-8")
  (setq org-html-prefer-user-labels t)
  (princ
   (json-encode
    (mapcar
     (lambda (source)
       (with-temp-buffer
         (insert source)
         (org-mode)
         (condition-case problem
             (list (cons 'html (org-export-as 'html nil nil t '(:with-toc nil :section-numbers nil)))
                   (cons 'links (vconcat (org-element-map (org-element-parse-buffer) 'link
                     (lambda (link) (org-element-property :raw-link link))))))
           (error (list (cons 'problem (error-message-string problem)))))))
     (json-read-from-string (decode-coding-string (read-from-minibuffer "") 'utf-8))))))
`;

interface Understood {
	html: string;
	links: string[];
	problem?: string;
}

function readAll(sources: readonly string[]): Understood[] {
	const { stdout, stderr, status } = emacs(script, `${JSON.stringify(sources)}\n`);
	if (status !== 0) throw new Error(`Emacs: ${stderr}`);
	return JSON.parse(stdout) as Understood[];
}

/** What is left of the zero width spaces, which nobody sees, is left out of the text; not out of the codes. */
function read({ html, links }: Understood): Reading & { anchors: string[] } {
	const { body } = parseHTML(`<!doctype html><html><body>${html}</body></html>`).document;
	const items = [...body.querySelectorAll('ul.org-ul > li')];
	for (const item of items) item.querySelector('code')?.remove();
	return {
		text: (body.textContent ?? '').replaceAll('\u200b', ''),
		codes: [...body.querySelectorAll('code, pre.example')].map((code) =>
			code.localName === 'pre' ? (code.textContent ?? '').replace(/^\n|\n$/g, '') : (code.textContent ?? ''),
		),
		links,
		ticks: items.map(({ className }) => className === 'on'),
		anchors: [...body.querySelectorAll('li a[id]')].map(({ id }) => id),
	};
}

const samples = [...(await realChecklists()), hostileChecklist];
const cases = [
	...samples.flatMap((checklist) =>
		tickings(checklist).map((ticked, index) => ({ checklist, ticked, name: `${checklist.id}, ticks ${index + 1}` })),
	),
	...markupTraps.map((checklist) => ({
		checklist,
		ticked: new Set<string>(),
		name: `${checklist.id}: ${checklist.title} ${JSON.stringify(checklist.summary)}`,
	})),
].map((sample, index) => ({ ...sample, index }));

describe.skipIf(missing)(`Org, read by Emacs${missing ? ` (needs: ${missing})` : ''}`, () => {
	let understood: Understood[] = [];
	beforeAll(() => {
		understood = readAll(cases.map(({ checklist, ticked }) => write(checklist, ticked)));
	});

	it.each(cases)('comes back as it was, with an anchor for each step: $name', ({ checklist, ticked, index }) => {
		const found = understood[index];
		if (!found || found.problem) throw new Error(found?.problem);
		const reading = read(found);
		expectSame(reading, checklist, ticked);
		expect(reading.anchors).toEqual(checklist.steps.map(({ id }) => `${checklist.id}-${id}`));
	});

	const readSummary = (summary: Inline[]) => {
		const [found] = readAll([write({ ...hostileChecklist, summary, steps: [] }, new Set())]);
		if (!found) throw new Error('Emacs read nothing.');
		return { ...read(found), html: found.html };
	};

	it.each([' a', 'a ', 'a= b~ c', '=a~', '* a ', ' #+end_example', ' ,* a'])(
		'puts a code that its signs cannot hold into a block: %j',
		(code) => {
			const { codes, html } = readSummary(['Run ', { code }, ', then ', { code: 'b' }, '.']);
			expect(codes).toEqual([code, 'b']);
			expect(html).toContain('<pre class="example"');
		},
	);

	it.each(['a]', ' a ', 'a= b~ c'])('leaves out the mark, not the code, in link text: %j', (code) => {
		const { codes, links, text } = readSummary([{ link: 'https://e.example/', text: ['Read ', { code }, ' now'] }]);
		expect({ codes, link: links[0] }).toEqual({ codes: [], link: 'https://e.example/' });
		expect(text.replace(/\s+/g, ' ')).toContain(`Read ${code.trim()} now`);
	});

	it('makes no links of addresses in texts', () => {
		const summary = ['See https://example.com/a, www.example.com, mailto:me@example.com, me@example.com and file:x.'];
		const checklist = { ...hostileChecklist, summary, steps: [] };
		expect(readAll([write(checklist, new Set())])[0]?.links).toEqual([checklist.url]);
	});

	it('ends with one line break', () => {
		expect(write(hostileChecklist, new Set())).toMatch(/[^\n]\n$/);
	});
});
