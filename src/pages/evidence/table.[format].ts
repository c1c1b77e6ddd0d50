import type { APIRoute, GetStaticPaths } from 'astro';
import { tableRows } from '../../evidence/evidence.ts';
import { loadEvidence } from '../../loading/evidence.ts';
import { href } from '../../site.ts';

export const getStaticPaths = (() =>
	loadEvidence().isEmpty ? [] : ['csv', 'json'].map((format) => ({ params: { format } }))) satisfies GetStaticPaths;

const columns = [
	'mode',
	'moment',
	'gateway',
	'product',
	'version',
	'outcome',
	'status',
	'word',
	'elapsed',
	'died',
	'url',
] as const;

/** A field of RFC 4180: quoted where it must be. */
const field = (value: string | number | null) =>
	/[",\r\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value ?? '');

export const GET: APIRoute = ({ params }) => {
	const rows = tableRows(loadEvidence()).map(({ path, ...row }) => ({ ...row, url: href(path) }));
	if (params.format === 'json') return Response.json(rows);
	const lines = [columns.join(','), ...rows.map((row) => columns.map((column) => field(row[column])).join(','))];
	return new Response(`${lines.join('\r\n')}\r\n`, { headers: { 'Content-Type': 'text/csv; charset=utf-8' } });
};
