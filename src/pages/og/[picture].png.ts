import type { APIRoute, GetStaticPaths } from 'astro';
import { drawPicture } from '../../components/draw-picture.ts';
import { parsePicture, pictureFor } from '../../components/picture.ts';
import { loadKnowledge } from '../../loading/knowledge.ts';

export const getStaticPaths = (async () => {
	const knowledge = await loadKnowledge();
	const names = new Set<string>([
		pictureFor({ kind: 'handbook' }),
		pictureFor({ kind: 'fix' }),
		pictureFor({ kind: 'guide' }),
		...knowledge.all('causes').map(({ data }) => pictureFor({ kind: 'cause', moment: data.moment })),
		...knowledge.all('symptoms').map(({ data }) => pictureFor({ kind: 'message', moment: data.moment })),
		...knowledge.all('products').map(({ id }) => pictureFor({ kind: 'product', product: id })),
		...knowledge
			.all('checklists')
			.map(({ data }) => pictureFor({ kind: 'checklist', ...(data.product ? { product: data.product } : {}) })),
	]);
	return [...names].map((picture) => ({ params: { picture } }));
}) satisfies GetStaticPaths;

export const GET: APIRoute = async ({ params }) => {
	const picture = parsePicture(params.picture ?? '');
	const product = picture.product && (await loadKnowledge()).get('products', picture.product).data.title;
	return new Response(await drawPicture(picture, product || undefined), { headers: { 'Content-Type': 'image/png' } });
};
