import type { APIRoute } from 'astro';
import { tableRows, truthTable } from '../../evidence/evidence.ts';
import { loadEvidence } from '../../loading/evidence.ts';

const columns = ['mode', 'moment', 'gateway', 'version', 'outcome', 'status', 'elapsed', 'died'] as const;
const field = (value: unknown) =>
	/[",\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : String(value ?? '');

export const GET: APIRoute = () => {
	const rows = tableRows(truthTable(loadEvidence()));
	const lines = [columns.join(','), ...rows.map((row) => columns.map((column) => field(row[column] ?? '')).join(','))];
	return new Response(`${lines.join('\r\n')}\r\n`, { headers: { 'Content-Type': 'text/csv' } });
};
