import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { Recording } from '../../lab/recording.ts';
import { expectNone } from '../support/faults.ts';
import { everySite, pagesOf, readSiteFile } from '../support/sites.ts';

const recordings = readdirSync('lab/recordings')
	.filter((file) => file.endsWith('.json') && file !== 'modes.json')
	.map((file) => JSON.parse(readFileSync(`lab/recordings/${file}`, 'utf8')) as Recording);
const cells = recordings.flatMap((recording) =>
	Object.entries(recording.modes).map(
		([mode, { outcome }]) => `${mode} ${recording.gateway} ${recording.version} ${outcome}`,
	),
);

describe.each(everySite)('$name', (site) => {
	const pages = new Map(pagesOf(site).map((page) => [page.path.slice(site.base.length), page]));

	it('has every recorded cell in its truth table, each with a way to its recording', () => {
		const document = pages.get('evidence/')?.document;
		const links = [...(document?.querySelectorAll('.truth td[data-outcome] a') ?? [])];
		expect(links.length).toBe(cells.length);
		expect(new Set(links.map((link) => link.getAttribute('href'))).size).toBe(cells.length);
	});

	it('says colour and word together: no badge without words', () => {
		const badges = [...pages.values()].flatMap(({ file, document }) =>
			file.startsWith('evidence/index') || file === 'index.html'
				? [...document.querySelectorAll('.truth .st')].map((badge) => ({ file, words: badge.textContent ?? '' }))
				: [],
		);
		expect(badges.length).toBeGreaterThan(cells.length);
		expectNone(badges.filter(({ words }) => !/[a-z]{2}/i.test(words)).map(({ file, words }) => `${file}: "${words}"`));
	});

	it('offers the same table as CSV and as JSON', () => {
		const said = (row: Record<string, string>) => `${row.mode} ${row.gateway} ${row.version} ${row.outcome}`;
		const csv = parse(readSiteFile(site, 'evidence/table.csv'), { columns: true }) as Record<string, string>[];
		const json = JSON.parse(readSiteFile(site, 'evidence/table.json')) as Record<string, string>[];
		expect(csv.map(said).sort()).toEqual([...cells].sort());
		expect(json.map(said).sort()).toEqual([...cells].sort());
		expectNone(csv.filter(({ url }) => !url?.startsWith(`${site.base}evidence/`)).map(said));
	});

	it('shows the very bytes of a recording, and writes them into the twin as code with their stamp', () => {
		const nginx = recordings.find(({ gateway }) => gateway === 'nginx');
		const cell = nginx?.modes.refuse;
		const body = nginx?.answers[cell?.answer ?? '']?.body?.trimEnd() ?? '';
		const line = cell?.log?.['error.log']?.[0] ?? '';
		expect(body).not.toBe('');
		const samples = [...(pages.get('evidence/refuse/')?.document.querySelectorAll('samp') ?? [])].map(
			({ textContent }) => textContent ?? '',
		);
		const plain = (text: string) => text.replaceAll('\r', '');
		expect(samples.some((text) => plain(text).endsWith(plain(body)))).toBe(true);
		expect(samples).toContain(line);
		const twin = readSiteFile(site, 'symptoms/nginx/connection-refused/index.md');
		expect(twin).toContain(`\`\`\`\n${line}\n\`\`\``);
		expect(twin).toMatch(/Recorded \[nginx 1\.22\.1, refuse\]\(https:\/\/\S+\/evidence\/refuse\/#nginx\)/);
	});

	it('is led to from causes, products, proved recipes and the front page', () => {
		const leads = (path: string, to: string) =>
			[...(pages.get(path)?.document.querySelectorAll('main a') ?? [])].some((link) =>
				link.getAttribute('href')?.startsWith(`${site.base}${to}`),
			);
		expect(leads('', 'evidence/refuse/')).toBe(true);
		expect(leads('causes/upstream-not-listening/', 'evidence/refuse/')).toBe(true);
		expect(leads('products/nginx/', 'evidence/#nginx')).toBe(true);
		expect(leads('mitigations/raise-response-header-buffer/', 'evidence/fixes/nginx-big-header/')).toBe(true);
		expect(leads('evidence/fixes/nginx-big-header/', 'mitigations/raise-response-header-buffer/')).toBe(true);
	});
});
