import nodejs from '../apps/nodejs.ts';
import squid from '../gateways/squid.ts';
import { ask, scenario, stop } from '../scenario.ts';
import { cookiesNodeApp, slowNodeApp } from './setups/applications.ts';
import { goodNodeApp, secureNodeApp } from './setups/nodejs.ts';
import { originAt, squidWith } from './setups/squid.ts';

const needsNamespace = 'the name upstream.lab must resolve';

/** Squid, with something wrong between it and an application. */
export const scenarios = [
	scenario({
		id: 'squid-wrong-port',
		says: 'Squid asks on a port on which nobody listens.',
		fix: 'cache_peer has the port on which the application listens.',
		changes: 'gateway',
		like: 'refuse',
		gateway: squid,
		expects: '502',
		before: 'closed',
		after: 'app',
		stage: (port: 'closed' | 'app', place) => [goodNodeApp(place), squidWith(place, originAt(place[port]))],
	}),
	scenario({
		id: 'squid-origin-stopped',
		says: 'The application stops while Squid runs.',
		fix: 'The application runs again.',
		changes: 'application',
		like: 'refuse',
		gateway: squid,
		expects: '503',
		before: [stop(nodejs)],
		after: [],
		stage: (stops, place) => [goodNodeApp(place), squidWith(place, originAt(place.app)), ask('/'), ...stops],
	}),
	scenario({
		id: 'squid-dead-parent',
		says: 'The application was down for one request. It runs again, but Squid has declared it dead, and asks it only after one more request has failed.',
		fix: 'connect-fail-limit is 10, as it is by default: one failure is not enough.',
		changes: 'gateway',
		gateway: squid,
		expects: '502',
		// The line about the revived parent comes before or after the answer.
		race: true,
		before: ' connect-fail-limit=1',
		after: '',
		stage: (limit, place) => [
			goodNodeApp(place),
			squidWith(place, originAt(place.app, limit)),
			ask('/'),
			stop(nodejs),
			ask('/'),
			goodNodeApp(place),
		],
	}),
	scenario({
		id: 'squid-timeout',
		says: 'The application takes three seconds, and Squid waits for one.',
		fix: 'read_timeout is longer than the application takes.',
		changes: 'gateway',
		like: 'answer-after-3s',
		gateway: squid,
		expects: '504',
		visit: { path: '/slow' },
		before: '1 second',
		after: '10 seconds',
		stage: (timeout, place) => [slowNodeApp(place), squidWith(place, originAt(place.app), `read_timeout ${timeout}`)],
	}),
	scenario({
		id: 'squid-big-header',
		says: 'The application sets ten cookies of 7 kB, and Squid accepts 64 KB for the head of an answer.',
		fix: 'reply_header_max_size is 128 KB.',
		changes: 'gateway',
		like: 'header-64k',
		gateway: squid,
		expects: '502',
		before: '',
		after: 'reply_header_max_size 128 KB',
		stage: (size, place) => [cookiesNodeApp(place, 10, 7000), squidWith(place, originAt(place.app), size)],
	}),
	scenario({
		id: 'squid-untrusted-certificate',
		says: 'The certificate of the upstream is from an authority that Squid does not know.',
		fix: 'tls-cafile names the file of the authority.',
		changes: 'gateway',
		like: 'tls-selfsigned',
		gateway: squid,
		expects: '503',
		needsNamespace,
		before: () => '',
		after: (authority: string) => ` tls-cafile=${authority}`,
		stage: (trusts, place) => [
			secureNodeApp(place, place.certificates.good),
			squidWith(place, originAt(place.app, ` tls${trusts(place.authority)}`, 'upstream.lab')),
		],
	}),
	scenario({
		id: 'squid-http-to-https-port',
		says: 'Squid speaks plain HTTP to a port that expects TLS.',
		fix: 'cache_peer has tls, and the file of the authority.',
		changes: 'gateway',
		like: 'plain-to-tls',
		gateway: squid,
		expects: '502',
		needsNamespace,
		before: () => '',
		after: (authority: string) => ` tls tls-cafile=${authority}`,
		stage: (tls, place) => [
			secureNodeApp(place, place.certificates.good),
			squidWith(place, originAt(place.app, tls(place.authority), 'upstream.lab')),
		],
	}),
];
