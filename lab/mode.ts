/**
 * What a failure mode is: one pure object that says how an upstream behaves, in terms of the wire.
 *
 * No mode knows a gateway, and no gateway knows a mode: a gateway is only told where its upstreams are (see `Target`
 * in gateway.ts). That is why a new mode meets every gateway and a new gateway meets every mode.
 */

import type { Moment, Outcome } from './recording.ts';

export { type Moment, moments } from './recording.ts';

/** What an upstream does with one request (or with one connection, when it does not wait for a request). */
export interface Behaviour {
	/** What it waits for before it does anything: a whole request, unless it says otherwise. */
	on?: 'accept' | 'bytes' | 'request';
	/** Milliseconds between that and the first byte. */
	after?: number;
	/** The bytes it sends; a string is sent as Latin-1, one character one byte. */
	send?: string | Uint8Array;
	/** Sends one byte at a time, with this many milliseconds between them. */
	drip?: number;
	/** How it ends the connection then: closes it (FIN) or resets it (RST); without this it keeps it open. */
	ends?: 'close' | 'reset';
	/**
	 * Milliseconds between the last byte and that end: 120, unless it says otherwise. Bytes and the failure in one packet
	 * would be a race between two events in the gateway, and every run would give another result.
	 */
	pause?: number;
	/** Acts as soon as it has the head of a request, and reads none of its body. */
	deaf?: true;
}

/** Where the gateway is told to find the upstream, and what is there. */
export type Place =
	| 'port'
	| 'closed port'
	| 'full backlog'
	| 'unreachable host'
	| 'forbidden route'
	| 'no route'
	| 'dropped packets'
	| 'unknown name'
	| 'socket'
	| 'missing socket'
	| 'denied socket'
	| 'stale socket';

/** The certificates of the lab; all but the self-signed one are issued by an authority that the gateways trust. */
export type CertificateName = 'good' | 'self-signed' | 'expired' | 'other-name';

/** An upstream that speaks TLS. */
export interface UpstreamTls {
	certificate: CertificateName;
	/** Refuses a handshake that does not name the upstream (SNI). */
	needsName?: true;
	/** The only version of TLS that it speaks. */
	version?: 'TLSv1';
}

export interface Upstream {
	place?: Place;
	/** One behaviour for every request, or one for the first, second … request of a connection; the last one repeats. */
	behaves?: Behaviour | readonly Behaviour[];
	tls?: UpstreamTls;
	/** Speaks HTTP/2 and nothing else. */
	http2?: true;
}

/** What the visitor sends. */
export interface Visit {
	method: 'GET' | 'HEAD' | 'POST';
	/** The body, or its length. */
	body?: string | number;
	/** How often the request is made; what counts is the last answer. */
	times: number;
	/** Milliseconds between one answer and the next request. */
	gap: number;
	/** A connection for each request, instead of one that is kept alive. */
	fresh: boolean;
}

export interface Mode {
	/** Permanent: recordings, links and downloads name it. */
	id: string;
	/** One sentence for people. */
	says: string;
	/** The moment at which it goes wrong. */
	moment: Moment;
	/** A well-behaved twin: a gateway that does not answer it with 200 is set up wrongly, and nothing of it is recorded. */
	healthy?: true;
	visit?: Partial<Visit>;
	upstream: Upstream;
	/** How the gateway is told to reach the upstream over TLS: verifying its certificate, or as it does by default. */
	https?: 'verified' | 'default';
	/** The gateway is told to keep connections to the upstream open. */
	keepAlive?: true;
	/** When the gateway is told to resolve the upstream's name, where it can do both. */
	resolves?: 'at start' | 'per request';
	/**
	 * What the upstream does is two events at once, and no pause would leave it what it is: chance decides which of them any
	 * gateway sees first. The same outcome is right then, whatever the log calls it.
	 */
	race?: true;
	/**
	 * Other outcomes of a race, by gateway: each is right, none is drift. For what is a race although the upstream pauses,
	 * and only for what was seen to vary.
	 */
	allowed?: Record<string, readonly string[]>;
}

/**
 * The outcomes that are right whatever else differs, because chance decides between them; none when nothing is left to it.
 *
 * @param recorded the outcome of the recording
 */
export const outcomesOfRace = (
	{ race, allowed }: Pick<Mode, 'race' | 'allowed'>,
	gateway: string,
	recorded: Outcome | undefined,
): Outcome[] => [...(race && recorded !== undefined ? [recorded] : []), ...(allowed?.[gateway] ?? [])];

/** The request of a mode, with everything said. */
export const visitOf = (mode: Pick<Mode, 'visit'>): Visit => ({
	method: 'GET',
	times: 1,
	gap: 100,
	fresh: false,
	...mode.visit,
});

/**
 * Why a mode needs the namespace: names, routes and TLS (whose certificates name a host) need a resolver, routes and a
 * hosts file of their own, which a machine that is in use cannot lend.
 */
export function needsNamespace(mode: Mode): string | undefined {
	if (mode.https) return 'the name upstream.lab must resolve';
	switch (mode.upstream.place) {
		case 'unknown name':
			return 'a resolver of its own must answer';
		case 'unreachable host':
		case 'forbidden route':
		case 'no route':
		case 'dropped packets':
			return 'a route of its own must exist';
		default:
			return undefined;
	}
}
