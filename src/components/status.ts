/** What a status is called on a badge, and its colour: colour and word always come together. */
const named: Record<number, { word: string; tone: string }> = {
	200: { word: 'OK', tone: 's200' },
	499: { word: 'client closed', tone: 's52x' },
	500: { word: 'Internal Server Error', tone: 's500' },
	502: { word: 'Bad Gateway', tone: 's502' },
	503: { word: 'Service Unavailable', tone: 's503' },
	504: { word: 'Gateway Timeout', tone: 's504' },
	520: { word: 'Cloudflare: unknown error', tone: 's52x' },
	521: { word: 'Cloudflare: server down', tone: 's52x' },
	522: { word: 'Cloudflare: timed out', tone: 's52x' },
	523: { word: 'Cloudflare: unreachable', tone: 's52x' },
	524: { word: 'Cloudflare: no answer', tone: 's52x' },
	525: { word: 'Cloudflare: TLS failed', tone: 's52x' },
	526: { word: 'Cloudflare: certificate', tone: 's52x' },
};

/** Standard words for statuses that have no colour of their own, where a gateway sends a number alone. */
const standard: Record<number, string> = {
	204: 'No Content',
	304: 'Not Modified',
	400: 'Bad Request',
	403: 'Forbidden',
	404: 'Not Found',
	408: 'Request Timeout',
	413: 'Content Too Large',
	431: 'Header Fields Too Large',
	501: 'Not Implemented',
};

/** The word of a status that came without one. */
export const wordOfStatus = (status: number) => standard[status] ?? 'no such status';

export const statusName = (status: number) => named[status] ?? { word: 'HTTP status', tone: '' };
