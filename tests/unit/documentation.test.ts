import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fieldTable, tableNames, withFieldTables } from '../../src/cli/field-tables.ts';
import { checkContent } from '../../src/knowledge/check.ts';
import { type ContentFile, parseFile } from '../../src/knowledge/parse.ts';
import { formatProblem } from '../../src/knowledge/problem.ts';
import { collectionNames, schemas } from '../../src/schemas/index.ts';
import { fileAt } from './content.ts';

const document = readFileSync('CONTRIBUTING.md', 'utf8');
const templates = [...document.matchAll(/^````(?:mdx|yaml) (content\/\S+)\n([\s\S]*?)^````$/gm)].map(
	([, path = '', text = '']): ContentFile => fileAt(path, text),
);

describe('the field tables of CONTRIBUTING.md', () => {
	it('are what the schemas say', () => {
		const { status, stderr } = spawnSync(process.execPath, ['src/cli/write-docs.ts', '--check'], { encoding: 'utf8' });
		expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
		expect(withFieldTables(document)).toBe(document);
	});

	it('are found out when they are not', () => {
		const stale = document.replace('| `moment` |', '| `momentum` |');
		expect(stale).not.toBe(document);
		expect(withFieldTables(stale)).toBe(document);
	});

	it.each(tableNames.map((name) => ({ name })))('have a sentence for every field of $name', ({ name }) => {
		const rows = fieldTable(name).split('\n').slice(2);
		expect(rows.length).toBeGreaterThan(0);
		for (const row of rows) expect(row).toMatch(/^\| `[\w.[\]() ]+` \| \S.* \| (yes|no) \| [A-Z].*\. \|$/);
	});

	it('have every field of a schema, nested ones too', () => {
		expect(fieldTable('checklists')).toContain(
			'| `steps[].no.go` | a page, `collection/id` or `collection/id#place` | yes |',
		);
		expect(fieldTable('symptoms')).toContain('| `evidence[] (source).quote` | text | yes |');
		expect(fieldTable('symptoms')).toContain('| `status` | whole number, 100 to 599, or `null` | yes |');
		for (const name of collectionNames) {
			const described = `${fieldTable(name)}\n${name === 'sources' ? '' : fieldTable('every-page')}`;
			expect(Object.keys(schemas[name].shape).filter((field) => !described.includes(`| \`${field}\` |`))).toEqual([]);
		}
	});

	it('are refused when a kind of entry has no place, or a place no kind', () => {
		expect(() => withFieldTables(document.replace('<!-- fields of causes -->', ''))).toThrow(
			'There is no place for the fields of causes.',
		);
		expect(() => withFieldTables(document.replace('<!-- fields of causes -->', '<!-- fields of cases -->'))).toThrow(
			'There are no fields of "cases".',
		);
	});
});

describe('the templates of CONTRIBUTING.md', () => {
	it('are one for each kind of entry', () => {
		expect(templates.map(({ collection }) => collection)).toEqual([...collectionNames]);
	});

	it.each(templates.map((file) => ({ path: file.path, file })))('$path is valid', ({ file }) => {
		expect(parseFile(file).problems.map(formatProblem)).toEqual([]);
	});

	it('are whole together: every check of the content passes', () => {
		expect(checkContent(templates).problems.map(formatProblem)).toEqual([]);
	});

	it.each(templates.map((file) => ({ path: file.path, file })))(
		'$path shows every field that must be there, and explains its own',
		({ file }) => {
			const required = Object.entries(schemas[file.collection].shape).filter(
				([, field]) => !field.safeParse(undefined).success,
			);
			expect(required.map(([name]) => name).filter((name) => !new RegExp(`^${name}:`, 'm').test(file.text))).toEqual(
				[],
			);
			expect(file.text).toMatch(/^\s*# [A-Z].*\.$/m);
		},
	);
});

describe('the commands that CONTRIBUTING.md names', () => {
	it('are there', () => {
		const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
		const named = [...document.matchAll(/npm (?:run )?([a-z][a-z:]*)/g)]
			.map(([, name = '']) => name)
			.filter((name) => !['ci', 'run', 'install'].includes(name));
		expect([...new Set(named)].filter((name) => !scripts[name])).toEqual([]);
	});
});
