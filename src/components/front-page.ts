/** What the front page shows first. An editorial choice, so it is data in one place; ids are checked when it is drawn. */
export const frontPage = {
	visitorChecklist: 'visitor',
	ownerChecklist: 'site-owner',
	messages: [
		'nginx/bad-gateway-page',
		'nginx/connection-refused',
		'nginx/prematurely-closed-connection',
		'nginx/too-big-header',
		'apache/proxy-error-page',
		'haproxy/closed-before-headers',
		'cloudflare/branded-502-page',
		'browser/http-error-502',
	],
	/** The truth table in small: usual gateways, and ways to break an upstream on which they differ. */
	gateways: ['nginx', 'apache', 'haproxy', 'caddy', 'varnish', 'traffic-server'],
	modes: [
		'refuse',
		'no-answer',
		'close-after-request',
		'header-16k',
		'unresolvable',
		'tls-expired',
		'close-mid-body',
		'garbage',
	],
} as const;
