import { apache } from './apache.ts';
import { caddy } from './caddy.ts';
import { cloudflarePages } from './cloudflare-pages.ts';
import { netlify } from './netlify.ts';
import { nginx } from './nginx.ts';

/** Every file for servers, by where it is written: a folder for each server, the name that the server wants. */
export const serverFiles: Readonly<Record<string, (basePath: string) => string>> = {
	'apache/.htaccess': apache,
	'caddy/handbook.caddy': caddy,
	'cloudflare-pages/_headers': cloudflarePages,
	'netlify/_headers': netlify,
	'nginx/handbook.conf': nginx,
};
