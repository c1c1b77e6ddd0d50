import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import { expectNone } from '../support/faults.ts';
import { everySite, readSiteFile, siteUrl } from '../support/sites.ts';

const names = ['products', 'symptoms', 'causes', 'mitigations', 'checklists', 'signatures'];

interface Row {
	id: string;
	url: string;
	[field: string]: unknown;
}

/** Strict: a keyword that JSON Schema 2020-12 does not have is a mistake, but for ours, which says what an id names. */
const validator = (schema: Record<string, unknown>) =>
	new Ajv2020({ allErrors: true, strict: true, validateFormats: false })
		.addKeyword('reference')
		.addKeyword('recording')
		.compile(schema);

describe.each(everySite)('the API of $name', (site) => {
	const read = (path: string) => JSON.parse(readSiteFile(site, `api/v1/${path}.json`)) as Record<string, unknown>;
	const rows = (name: string) => read(name)[name] as Row[];

	it.each(names)('has a list of %s that its schema accepts', (name) => {
		const validate = validator(read(`schema/${name}`));
		validate(read(name));
		expectNone((validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`));
		expect(rows(name).length).toBeGreaterThan(3);
	});

	it.each(names)('has a schema of %s that refuses a field that it does not know', (name) => {
		const validate = validator(read(`schema/${name}`));
		const broken = read(name) as Record<string, Row[]>;
		Object.assign(broken[name]?.[0] ?? {}, { nonsense: true });
		expect(validate(broken)).toBe(false);
	});

	it('names its schema by the address at which it lies', () => {
		for (const name of names) {
			const address = `${siteUrl}${site.base}api/v1/schema/${name}.json`;
			expect(read(name).$schema).toBe(address);
			expect(read(`schema/${name}`).$id).toBe(address);
		}
	});

	it('names by id only what it lists', () => {
		const ids = new Map(names.slice(0, 5).map((name) => [name, new Set(rows(name).map(({ id }) => id))]));
		const faults: string[] = [];
		const check = (from: string, row: Row, field: string, target: string) => {
			for (const id of [row[field]].flat() as string[])
				if (!ids.get(target)?.has(id)) faults.push(`${from} ${row.id}: ${field} names ${id}`);
		};
		for (const row of rows('products'))
			for (const field of ['symptoms', 'checklists']) check('products', row, field, field);
		for (const row of rows('symptoms')) {
			check('symptoms', row, 'product', 'products');
			for (const field of ['causes', 'mitigations']) check('symptoms', row, field, field);
		}
		for (const row of rows('causes'))
			for (const field of ['symptoms', 'mitigations']) check('causes', row, field, field);
		for (const row of rows('mitigations')) check('mitigations', row, 'causes', 'causes');
		for (const row of rows('signatures')) check('signatures', row, 'symptom', 'symptoms');
		expectNone(faults);
	});

	it('gives every row the address of its page, with the base path', () => {
		const faults = names.slice(0, 5).flatMap((name) =>
			rows(name)
				.filter(
					({ url, id }) => url !== `${site.base}${name}/${id}/` || !existsSync(join(site.dir, name, id, 'index.html')),
				)
				.map(({ id, url }) => `${name} ${id}: ${url}`),
		);
		expectNone(faults);
	});
});
