import trafficserver from '../gateways/trafficserver.ts';
import { scenario } from '../scenario.ts';
import { slowNodeApp } from './setups/applications.ts';
import { goodNodeApp, secureNodeApp } from './setups/nodejs.ts';
import { trafficserverWith } from './setups/trafficserver.ts';

/** Traffic Server, with something wrong between it and an application. */
export const scenarios = [
	scenario({
		id: 'trafficserver-wrong-port',
		says: 'Traffic Server asks on a port on which nobody listens.',
		fix: 'remap.config has the port on which the application listens.',
		changes: 'gateway',
		like: 'refuse',
		gateway: trafficserver,
		expects: '502',
		before: 'closed',
		after: 'app',
		stage: (port: 'closed' | 'app', place) => [
			goodNodeApp(place),
			...trafficserverWith(place, `http://127.0.0.1:${place[port]}`),
		],
	}),
	scenario({
		id: 'trafficserver-timeout',
		says: 'The application takes three seconds, and Traffic Server waits for one.',
		fix: 'transaction_no_activity_timeout_out is longer than the application takes.',
		changes: 'gateway',
		like: 'answer-after-3s',
		gateway: trafficserver,
		expects: '504',
		visit: { path: '/slow' },
		before: 1,
		after: 10,
		stage: (seconds, place) => [
			slowNodeApp(place),
			...trafficserverWith(place, `http://127.0.0.1:${place.app}`, {
				'http.transaction_no_activity_timeout_out': seconds,
			}),
		],
	}),
	scenario({
		id: 'trafficserver-untrusted-certificate',
		says: 'The certificate of the upstream is from an authority that Traffic Server does not know.',
		fix: 'ssl.client.CA.cert.filename names the file of the authority.',
		changes: 'gateway',
		like: 'tls-selfsigned',
		gateway: trafficserver,
		expects: '502',
		needsNamespace: 'the name upstream.lab must resolve',
		before: (_: string): Record<string, string> => ({}),
		after: (authority: string) => ({ 'ssl.client.CA.cert.filename': authority }),
		stage: (trusts, place) => [
			secureNodeApp(place, place.certificates.good),
			...trafficserverWith(place, `https://upstream.lab:${place.app}`, {
				'ssl.client.verify.server.policy': 'ENFORCED',
				...trusts(place.authority),
			}),
		],
	}),
];
