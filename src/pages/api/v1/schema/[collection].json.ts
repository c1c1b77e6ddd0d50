import type { APIRoute, GetStaticPaths } from 'astro';
import { apiCollections, apiSchema } from '../../../../api/rows.ts';
import { absolute } from '../../../../site.ts';

export const getStaticPaths = (() =>
	apiCollections.map((collection) => ({ params: { collection } }))) satisfies GetStaticPaths;

export const GET: APIRoute = ({ params }) => {
	const collection = params.collection as (typeof apiCollections)[number];
	return Response.json({ $id: absolute(`/api/v1/schema/${collection}.json`), ...apiSchema(collection) });
};
