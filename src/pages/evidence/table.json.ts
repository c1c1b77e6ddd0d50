import type { APIRoute } from 'astro';
import { tableRows, truthTable } from '../../evidence/evidence.ts';
import { loadEvidence } from '../../loading/evidence.ts';

export const GET: APIRoute = () =>
	new Response(JSON.stringify(tableRows(truthTable(loadEvidence()))), {
		headers: { 'Content-Type': 'application/json' },
	});
