import { spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, it } from 'vitest';
import { write } from '../../src/exports/formats/rst.ts';
import { markupTraps } from '../unit/exports/markup-traps.ts';
import { expectSame, type Reading } from '../unit/exports/reading.ts';
import { hostileChecklist, realChecklists, tickings } from '../unit/exports/samples.ts';

const docutils = (script: string, input = '') =>
	spawnSync('python3', ['-X', 'utf8', '-c', script], { input, encoding: 'utf8', maxBuffer: 2 ** 28 });

const missing = docutils('import docutils').status === 0 ? undefined : 'apt-get install python3-docutils';

/** Reads a list of sources as docutils understands them; the first warning ends the reading of a source. */
const script = `
import json, sys
from docutils import nodes
from docutils.core import publish_doctree

def read(source, smart_quotes):
    settings = {'halt_level': 2, 'report_level': 2, 'warning_stream': False, 'smart_quotes': smart_quotes}
    try:
        tree = publish_doctree(source, settings_overrides=settings)
    except Exception as problem:
        return {'problem': str(problem)}
    for definition in list(tree.findall(nodes.substitution_definition)):
        definition.parent.remove(definition)
    items = list(tree.findall(nodes.list_item))
    return {
        'text': tree.astext(),
        'codes': [code.astext() for code in tree.findall(nodes.literal)],
        'links': [link['refuri'] for link in tree.findall(nodes.reference)],
        'ticks': [item.astext().lstrip().startswith('☑') for item in items],
        'anchors': [name for item in items for name in next(item.findall(nodes.paragraph))['ids']],
    }

sources, smart_quotes = json.load(sys.stdin)
json.dump([read(source, smart_quotes) for source in sources], sys.stdout)
`;

type DocutilsReading = Reading & { anchors: string[]; problem?: string };

function readAll(sources: readonly string[], smartQuotes: boolean): DocutilsReading[] {
	const { stdout, stderr, status } = docutils(script, JSON.stringify([sources, smartQuotes]));
	if (status !== 0 || stderr !== '') throw new Error(`docutils: ${stderr}`);
	return JSON.parse(stdout) as DocutilsReading[];
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

describe.skipIf(missing)(`reStructuredText, read by docutils${missing ? ` (needs: ${missing})` : ''}`, () => {
	describe.each([
		{ reader: 'as it is', smartQuotes: false },
		{ reader: 'with typographic quotes, as in Sphinx', smartQuotes: true },
	])('$reader', ({ smartQuotes }) => {
		let readings: DocutilsReading[] = [];
		beforeAll(() => {
			readings = readAll(
				cases.map(({ checklist, ticked }) => write(checklist, ticked)),
				smartQuotes,
			);
		});

		it.each(cases)('comes back as it was, with an anchor for each step: $name', ({ checklist, ticked, index }) => {
			const reading = readings[index];
			if (!reading || reading.problem) throw new Error(reading?.problem);
			expectSame(reading, checklist, ticked);
			expect(reading.anchors).toEqual(checklist.steps.map(({ id }) => `${checklist.id}-${id}`));
		});
	});

	it('turns tabs in code into blanks, as docutils does in every line', () => {
		const checklist = { ...hostileChecklist, steps: [], summary: ['Run ', { code: 'cut\t-f2' }, '.'] };
		const [reading] = readAll([write(checklist, new Set())], false);
		expect(reading?.codes).toEqual([expect.stringMatching(/^cut +-f2$/)]);
	});

	it('lets several checklists stand in one document', () => {
		const [reading] = readAll([samples.map((checklist) => write(checklist, new Set())).join('\n')], false);
		expect(reading?.anchors).toEqual(samples.flatMap(({ id, steps }) => steps.map((step) => `${id}-${step.id}`)));
	});

	it('makes no links of addresses in texts', () => {
		const summary = ['See https://example.com/a, www.example.com, mailto:me@example.com, me@example.com and file:x.'];
		const checklist = { ...hostileChecklist, summary, steps: [] };
		expect(readAll([write(checklist, new Set())], false)[0]?.links).toEqual([checklist.url]);
	});

	it('ends with one line break', () => {
		expect(write(hostileChecklist, new Set())).toMatch(/[^\n]\n$/);
	});
});
