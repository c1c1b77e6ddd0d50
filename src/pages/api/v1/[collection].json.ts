import type { APIRoute, GetStaticPaths } from 'astro';
import { apiCollections, apiRows } from '../../../api/rows.ts';
import { loadKnowledge } from '../../../loading/knowledge.ts';

export const getStaticPaths = (() =>
	apiCollections.map((collection) => ({ params: { collection } }))) satisfies GetStaticPaths;

export const GET: APIRoute = async ({ params }) =>
	Response.json(apiRows(await loadKnowledge(), params.collection as (typeof apiCollections)[number]));
