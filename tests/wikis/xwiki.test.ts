import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { parseHTML } from 'linkedom';
import { beforeAll, describe, expect, it } from 'vitest';
import { write } from '../../src/exports/formats/xwiki.ts';
import type { Reading } from '../unit/exports/reading.ts';
import { expectSameInWiki } from './support/read.ts';
import { cases, openings } from './support/samples.ts';

const program = join(import.meta.dirname, 'xwiki');
const work = join(process.cwd(), '.work/wikis/xwiki');
const jars = join(work, 'jars');

/** SHA-256 of the list of all jars with theirs, for the versions in pom.xml and what they need. */
const expectedJars = 'ccfaf81374799891def061b61023b3dd4ce28a555bd759f114a5aed020372b56';

/**
 * Fetches XWiki's own parser and renderers, once.
 *
 * @returns why they cannot be had; nothing when they are there
 * @throws {Error} when what came is not what was asked for
 */
function fetchRenderer(): string | undefined {
	for (const [tool, flag] of [['java', '--version'] as const, ['mvn', '--version'] as const]) {
		try {
			execFileSync(tool, [flag], { stdio: 'ignore' });
		} catch {
			return `${tool} is not installed`;
		}
	}
	if (!existsSync(jars)) {
		const fetched = join(work, 'fetched');
		rmSync(fetched, { recursive: true, force: true });
		const plugin = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies';
		const options = [
			'-B',
			'-q',
			'-f',
			join(program, 'pom.xml'),
			'-DincludeScope=runtime',
			`-DoutputDirectory=${fetched}`,
		];
		try {
			execFileSync('mvn', [...options, plugin], { stdio: 'pipe', timeout: 250_000 });
		} catch {
			return 'its jars cannot be fetched';
		}
		renameSync(fetched, jars);
	}
	const list = readdirSync(jars)
		.sort()
		.map(
			(name) =>
				`${createHash('sha256')
					.update(readFileSync(join(jars, name)))
					.digest('hex')}  ${name}\n`,
		);
	const found = createHash('sha256').update(list.join('')).digest('hex');
	if (found !== expectedJars) throw new Error(`${jars} holds other jars than expected: ${found}\n${list.join('')}`);
	return undefined;
}

/** Reads what XWiki made of a page. */
function read(html: string): Reading {
	const { document } = parseHTML(`<!doctype html><html><body>${html}</body></html>`);
	for (const end of document.querySelectorAll('br, p, li, h2')) end.after('\n');
	const codes = [...document.querySelectorAll('tt, .monospace')].filter(
		(element) => !element.parentElement?.closest('tt, .monospace'),
	);
	return {
		text: document.body.textContent ?? '',
		codes: codes.map((element) => element.textContent ?? ''),
		links: [...document.querySelectorAll('a')].map((element) => element.getAttribute('href') ?? ''),
		// An item without a sign is neither and makes the reading wrong.
		ticks: [...document.querySelectorAll('li')]
			.flatMap((item) => /^[☐☑]/u.exec(item.textContent ?? '')?.[0] ?? [])
			.map((sign) => sign === '☑'),
	};
}

const samples = [
	...cases.map((sample, index) => ({ ...sample, file: `case-${index + 1}` })),
	...openings.map((checklist) => ({ checklist, ticked: new Set<string>(), name: checklist.id, file: checklist.id })),
];

const missing = fetchRenderer();
describe.skipIf(missing)(`xwiki${missing ? `: not tested, ${missing}` : ''}`, () => {
	const pages = join(work, 'pages');
	beforeAll(() => {
		rmSync(pages, { recursive: true, force: true });
		mkdirSync(pages, { recursive: true });
		for (const { checklist, ticked, file } of samples) {
			writeFileSync(join(pages, `${file}.xwiki`), write(checklist, ticked));
		}
		execFileSync('java', ['-cp', `${jars}/*${delimiter}${program}`, join(program, 'Render.java'), pages], {
			stdio: 'pipe',
		});
	});

	describe.each(['xhtml-1.0', 'html-5.0'])('rendered as %s', (target) => {
		it.each(samples)('comes back as it was: $name', ({ checklist, ticked, file }) => {
			const html = readFileSync(join(pages, `${file}.xwiki.${target}.html`), 'utf8');
			expectSameInWiki(read(html), checklist, ticked);
			const { document } = parseHTML(`<html><body>${html}</body></html>`);
			expect([...document.querySelectorAll('li [id]')].map(({ id }) => id)).toEqual(
				checklist.steps.map(({ id }) => id),
			);
		});
	});
});
