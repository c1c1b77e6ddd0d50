import type { APIRoute } from 'astro';
import { absolute, href } from '../site.ts';

export const GET: APIRoute = () =>
	new Response(`User-agent: *\nDisallow: ${href('/embed/')}\n\nSitemap: ${absolute('/sitemap-index.xml')}\n`);
