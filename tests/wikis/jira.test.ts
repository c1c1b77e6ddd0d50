import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ExportedChecklist } from '../../src/exports/checklist.ts';
import { write as writeAdf } from '../../src/exports/formats/adf.ts';
import { write } from '../../src/exports/formats/jira.ts';
import type { Inline } from '../../src/knowledge/inline.ts';
import type { Reading } from '../unit/exports/reading.ts';
import { hostileChecklist, realChecklists } from '../unit/exports/samples.ts';
import { expectSameInWiki } from './support/read.ts';
import { cases, openings } from './support/samples.ts';

/** A node of the Atlassian Document Format. */
interface Node {
	type: string;
	text?: string;
	marks?: { type: string; attrs: { href?: string } }[];
	content?: Node[];
}

/** What is used of @atlaskit/editor-wikimarkup-transformer: the parser of wiki markup of Jira and Confluence Cloud. */
interface Transformer {
	parse(markup: string): { toJSON(): Node };
}

/** What is used of @atlaskit/adf-schema: the document model of their editor. */
interface Schema {
	nodeFromJSON(document: unknown): { check(): void; textContent: string };
}

const work = join(process.cwd(), '.work/wikis/jira');

/**
 * Installs Atlassian's parser, once, as its lock file pins it with checksums.
 *
 * @returns why it cannot be had; nothing when it is there
 */
function installParser(): string | undefined {
	if (existsSync(work)) return undefined;
	const fetched = `${work}-fetched`;
	rmSync(fetched, { recursive: true, force: true });
	mkdirSync(fetched, { recursive: true });
	for (const name of ['package.json', 'package-lock.json']) {
		cpSync(join(import.meta.dirname, 'jira', name), join(fetched, name));
	}
	try {
		execFileSync('npm', ['ci', '--ignore-scripts', '--legacy-peer-deps'], {
			cwd: fetched,
			stdio: 'pipe',
			timeout: 250_000,
		});
	} catch {
		return 'its packages cannot be installed';
	}
	renameSync(fetched, work);
	return undefined;
}

/** Reads wiki markup as Jira Cloud does. */
function readAtlassian(markup: string): Reading {
	const { WikiMarkupTransformer } = createRequire(join(work, 'package.json'))(
		'@atlaskit/editor-wikimarkup-transformer',
	) as { WikiMarkupTransformer: new () => Transformer };
	const reading: Reading & { ticks: boolean[] } = { text: '', codes: [], links: [], ticks: [] };
	const visit = ({ type, text = '', marks = [], content = [] }: Node) => {
		if (type === 'listItem') reading.ticks.push(...ticksOf(textOf(content)));
		for (const { attrs } of marks) if (attrs?.href !== undefined) reading.links.push(attrs.href);
		if (marks.some((mark) => mark.type === 'code')) reading.codes.push(text);
		reading.text += text;
		if (!shown.has(type)) reading.text += `<${type}>`;
		for (const node of content) visit(node);
		if (type !== 'text') reading.text += '\n';
	};
	visit(new WikiMarkupTransformer().parse(markup).toJSON());
	return reading;
}

/** What an export is made of; anything else was made of its texts, and shows in the reading. */
const shown = new Set(['doc', 'heading', 'paragraph', 'bulletList', 'listItem', 'hardBreak', 'text']);

const textOf = (nodes: Node[]): string => nodes.map(({ text = '', content = [] }) => text + textOf(content)).join('');

/** The tick with which a text begins; none for a text without a sign. */
const ticksOf = (text: string) => [...text.slice(0, 1)].filter((sign) => /[☐☑]/u.test(sign)).map((sign) => sign === '☑');


console.log(!installParser());
interface Pandoc { t: string; c: any }
function readPandoc(markup: string): Reading {
	const out = JSON.parse(execFileSync('pandoc', ['-f', 'jira', '-t', 'json'], { input: markup, encoding: 'utf8' }));
	const reading: Reading & { ticks: boolean[] } = { text: '', codes: [], links: [], ticks: [] };
	const visit = (node: any): void => {
		if (Array.isArray(node)) { for (const n of node) visit(n); return; }
		if (!node || typeof node !== 'object') return;
		const { t, c } = node;
		if (t === 'Str') reading.text += c;
		else if (t === 'Space' || t === 'SoftBreak') reading.text += ' ';
		else if (t === 'LineBreak') reading.text += '\n';
		else if (t === 'Code') { reading.codes.push(c[1]); reading.text += c[1]; }
		else if (t === 'Link') { reading.links.push(c[2][0]); visit(c[1]); }
		else if (t === 'Span') visit(c[1]);
		else if (t === 'Strong' || t === 'Emph') visit(c);
		else if (t === 'Para' || t === 'Plain') { visit(c); reading.text += '\n'; }
		else if (t === 'Header') { visit(c[2]); reading.text += '\n'; }
		else if (t === 'BulletList') for (const item of c) { const at = reading.text.length; visit(item); reading.ticks.push(...ticksOf(reading.text.slice(at))); }
		else { reading.text += `<${t}>`; visit(c); }
	};
	visit(out.blocks);
	return reading;
}
describe('atlassian', () => {
	it.each(cases)('$name', ({ checklist, ticked }) => {
		expectSameInWiki(decoded(readAtlassian(write(checklist, ticked))), checklist, ticked);
	});
	it.each(openings)('$id', (checklist) => {
		expectSameInWiki(decoded(readAtlassian(write(checklist, new Set()))), checklist, new Set());
	});
});
describe('pandoc', () => {
	it.each(cases)('$name', ({ checklist, ticked }) => {
		expectSameInWiki(decoded(readPandoc(write(checklist, ticked))), checklist, ticked);
	});
	it.each(openings)('$id', (checklist) => {
		expectSameInWiki(decoded(readPandoc(write(checklist, new Set()))), checklist, new Set());
	});
});
const decode = (text: string) => text.replace(/&#(\d+);/g, (_r, n) => String.fromCodePoint(Number(n))).replaceAll('&amp;', '&');
const decoded = (r: Reading): Reading => ({ ...r, text: decode(r.text), codes: r.codes.map(decode) });
