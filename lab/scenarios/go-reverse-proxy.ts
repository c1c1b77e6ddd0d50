import goReverseProxy from '../gateways/go-reverse-proxy.ts';
import { scenario } from '../scenario.ts';
import { slowNodeApp, socketNodeApp } from './setups/applications.ts';
import { goReverseProxyWith } from './setups/go-reverse-proxy.ts';
import { goodNodeApp, secureNodeApp } from './setups/nodejs.ts';

/** A gateway in Go, with something wrong between it and an application. */
export const scenarios = [
	scenario({
		id: 'go-reverse-proxy-wrong-port',
		says: 'The gateway asks on a port on which nobody listens.',
		fix: 'The address of the upstream has the port on which the application listens.',
		changes: 'gateway',
		like: 'refuse',
		gateway: goReverseProxy,
		expects: '502',
		before: 'closed',
		after: 'app',
		stage: (port: 'closed' | 'app', place) => [
			goodNodeApp(place),
			goReverseProxyWith(place, { Upstream: `http://127.0.0.1:${place[port]}` }),
		],
	}),
	scenario({
		id: 'go-reverse-proxy-timeout',
		says: 'The application takes three seconds, and ResponseHeaderTimeout of the transport is one. It answers 502, not 504.',
		fix: 'ResponseHeaderTimeout is longer than the application takes. Without it, there is no limit.',
		changes: 'gateway',
		like: 'answer-after-3s',
		gateway: goReverseProxy,
		expects: '502',
		visit: { path: '/slow' },
		before: 1,
		after: 10,
		stage: (seconds, place) => [
			slowNodeApp(place),
			goReverseProxyWith(place, { Upstream: `http://127.0.0.1:${place.app}`, ReadTimeout: seconds }),
		],
	}),
	scenario({
		id: 'go-reverse-proxy-untrusted-certificate',
		says: 'The certificate of the upstream is from an authority that the gateway does not know.',
		fix: 'RootCAs of the transport has the authority.',
		changes: 'gateway',
		like: 'tls-selfsigned',
		gateway: goReverseProxy,
		expects: '502',
		needsNamespace: 'the name upstream.lab must resolve',
		before: (_: string): Record<string, string> => ({}),
		after: (authority: string) => ({ Authority: authority }),
		stage: (trusts, place) => [
			secureNodeApp(place, place.certificates.good),
			goReverseProxyWith(place, { Upstream: `https://upstream.lab:${place.app}`, ...trusts(place.authority) }),
		],
	}),
	scenario({
		id: 'go-reverse-proxy-socket-missing',
		says: 'The gateway looks for the socket of the application at a path where there is none.',
		fix: 'It has the path at which the application makes its socket.',
		changes: 'gateway',
		like: 'unix-missing',
		gateway: goReverseProxy,
		expects: '502',
		before: '/run/shop.sock',
		after: '/shop.sock',
		stage: (path, place) => [
			socketNodeApp('shop.sock'),
			goReverseProxyWith(place, { Upstream: 'http://localhost', Socket: `${place.directory}${path}` }),
		],
	}),
];
