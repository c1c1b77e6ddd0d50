import type { APIRoute, GetStaticPaths } from 'astro';
import { drawPicture } from '../../components/draw-picture.ts';
import { parsePicture, pictureFor } from '../../components/picture.ts';
import { loadKnowledge } from '../../loading/knowledge.ts';

// Compressing a picture takes longer than drawing any page, but happens on other threads: all are begun before the
// first page is drawn, and are ready by the time they are asked for.
const begun = new Map<string, Promise<ArrayBuffer>>();

async function draw(name: string): Promise<ArrayBuffer> {
	const picture = parsePicture(name);
	const product = picture.product && (await loadKnowledge()).get('products', picture.product).data.title;
	return drawPicture(picture, product || undefined);
}

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
	for (const name of names) begun.set(name, draw(name));
	return [...names].map((picture) => ({ params: { picture } }));
}) satisfies GetStaticPaths;

export const GET: APIRoute = async ({ params: { picture = '' } }) =>
	new Response(await (begun.get(picture) ?? draw(picture)), { headers: { 'Content-Type': 'image/png' } });
