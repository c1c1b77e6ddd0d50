import type { Data } from '../schemas/index.ts';

/** The values of enumerations, said to readers. One table for each, complete by type. */
export const audienceNames = {
	visitor: 'Visitors',
	owner: 'Site owners',
	everyone: 'Everyone',
} as const satisfies Record<Data['guides']['audience'], string>;

export const seenNames = {
	page: 'on the page',
	'status-line': 'in the status line',
	'error-log': 'in its error log',
	'access-log': 'in its access log',
	header: 'in a response header',
	client: 'in the client’s output',
	startup: 'when it starts',
} as const satisfies Record<Data['symptoms']['seen'], string>;

export const productKinds = {
	'reverse-proxy': 'Reverse proxy',
	cdn: 'CDN',
	'load-balancer': 'Load balancer',
	'app-server': 'Application server',
	platform: 'Platform',
	client: 'Client',
	'dev-server': 'Development server',
} as const satisfies Record<Data['products']['kind'], string>;

export const mitigationKinds = {
	'stop-gap': 'Stop-gap: buys time',
	fix: 'Fix: removes the cause',
	prevention: 'Prevention: keeps it from coming back',
} as const satisfies Record<Data['mitigations']['kind'], string>;

const dayFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });

/** A day for readers: `2026-11-22` is `22 Nov 2026`. The format is made once; to make one takes a millisecond. */
export const dayInWords = (date: string): string => dayFormat.format(new Date(date));
