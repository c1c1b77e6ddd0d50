import type { APIRoute } from 'astro';
import script from '../elements/host.ts?inline-script';

export const GET: APIRoute = () => new Response(script, { headers: { 'Content-Type': 'text/javascript' } });
