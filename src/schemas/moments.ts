import { z } from 'zod';

/**
 * The moments of a proxied request at which it can break, in the order in which a gateway goes through them.
 * This is the backbone of the handbook: every cause belongs to exactly one of them, and the strip drawn on each
 * page is this list. Slugs are permanent; other people's links and scripts use them.
 */
export const moments = {
	route: { title: 'Route', doing: 'picking an upstream', where: 'between' },
	resolve: { title: 'Resolve', doing: 'looking up its name', where: 'between' },
	connect: { title: 'Connect', doing: 'opening the connection', where: 'between' },
	secure: { title: 'Secure', doing: 'making the TLS handshake', where: 'between' },
	send: { title: 'Send', doing: 'writing the request', where: 'between' },
	wait: { title: 'Wait', doing: 'waiting for the first byte', where: 'between' },
	head: { title: 'Head', doing: 'reading status and headers', where: 'between' },
	body: { title: 'Body', doing: 'reading the body', where: 'between' },
	relay: { title: 'Relay', doing: 'handing on, or has cached, an answer made elsewhere', where: 'gateway' },
	visitor: { title: 'Visitor', doing: 'not involved: the trouble is before it', where: 'visitor' },
} as const satisfies Record<string, { title: string; doing: string; where: 'between' | 'gateway' | 'visitor' }>;

export type Moment = keyof typeof moments;

export const momentSlugs = Object.keys(moments) as [Moment, ...Moment[]];

/** The eight moments that lie between the gateway and the upstream, in order: the bars of the strip. */
export const wireMoments = momentSlugs.filter((slug) => moments[slug].where === 'between');

export const moment = () =>
	z.enum(momentSlugs).describe('The moment at which the conversation broke (see "What a 502 is" for the ten moments).');
