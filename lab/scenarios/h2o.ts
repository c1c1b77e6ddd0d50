import h2o from '../gateways/h2o.ts';
import { scenario } from '../scenario.ts';
import { headersNodeApp, slowNodeApp, socketNodeApp } from './setups/applications.ts';
import { h2oWith } from './setups/h2o.ts';
import { goodNodeApp, secureNodeApp } from './setups/nodejs.ts';

/** H2O, with something wrong between it and an application. */
export const scenarios = [
	scenario({
		id: 'h2o-wrong-port',
		says: 'H2O asks on a port on which nobody listens.',
		fix: 'proxy.reverse.url has the port on which the application listens.',
		changes: 'gateway',
		like: 'refuse',
		gateway: h2o,
		expects: '502',
		before: 'closed',
		after: 'app',
		stage: (port: 'closed' | 'app', place) => [
			goodNodeApp(place),
			h2oWith(place, `proxy.reverse.url: "http://127.0.0.1:${place[port]}/"`),
		],
	}),
	scenario({
		id: 'h2o-timeout',
		says: 'The application takes three seconds, and H2O waits for one. It answers 502, not 504.',
		fix: 'proxy.timeout.io is longer than the application takes.',
		changes: 'gateway',
		like: 'answer-after-3s',
		gateway: h2o,
		expects: '502',
		visit: { path: '/slow' },
		before: 1000,
		after: 10_000,
		stage: (milliseconds, place) => [
			slowNodeApp(place),
			h2oWith(place, `proxy.timeout.io: ${milliseconds}\nproxy.reverse.url: "http://127.0.0.1:${place.app}/"`),
		],
	}),
	scenario({
		id: 'h2o-untrusted-certificate',
		says: 'The certificate of the upstream is from an authority that H2O does not know.',
		fix: 'proxy.ssl.cafile names the file of the authority.',
		changes: 'gateway',
		like: 'tls-selfsigned',
		gateway: h2o,
		expects: '502',
		needsNamespace: 'the name upstream.lab must resolve',
		before: () => '',
		after: (authority: string) => `proxy.ssl.cafile: ${authority}\n`,
		stage: (trusts, place) => [
			secureNodeApp(place, place.certificates.good),
			h2oWith(place, `${trusts(place.authority)}proxy.reverse.url: "https://upstream.lab:${place.app}/"`),
		],
	}),
	scenario({
		id: 'h2o-socket-missing',
		says: 'H2O looks for the socket of the application at a path where there is none.',
		fix: 'proxy.reverse.url has the path at which the application makes its socket.',
		changes: 'gateway',
		like: 'unix-missing',
		gateway: h2o,
		expects: '502',
		before: '/run/shop.sock',
		after: '/shop.sock',
		stage: (path, place) => [
			socketNodeApp('shop.sock'),
			h2oWith(place, `proxy.reverse.url: "http://[unix:${place.directory}${path}]/"`),
		],
	}),
	scenario({
		id: 'h2o-many-headers',
		says: 'The application sets 150 headers, and H2O reads 100 at most, which cannot be changed.',
		fix: 'The application sets fewer headers.',
		changes: 'application',
		like: 'headers-count-300',
		gateway: h2o,
		expects: '502',
		before: 150,
		after: 50,
		stage: (count, place) => [
			headersNodeApp(place, count),
			h2oWith(place, `proxy.reverse.url: "http://127.0.0.1:${place.app}/"`),
		],
	}),
];
