import { settings } from './settings.ts';

const { siteUrl, basePath, editUrl } = settings(process.env);

export const siteName = 'The 502 Handbook';
export const siteDescription =
	'What every 502 Bad Gateway means, who sent it, and how to fix it: exact messages, causes, fixes and checklists, each with its source.';

/** The address of a page on this deployment: puts the base path before an address of the model, `/causes/`. */
export const href = (path: string) => (path.startsWith('/') ? basePath + path.slice(1) : path);

/** The same with the origin, for feeds, canonical links and whatever leaves the site. */
export const absolute = (path: string) => new URL(href(path), siteUrl).href;

/** Where a reader can correct a file; the guide on contributing when the deployment names no editor. */
export const editAddress = (file: string) =>
	editUrl ? editUrl.replace('{path}', file) : href('/guides/contributing/');
