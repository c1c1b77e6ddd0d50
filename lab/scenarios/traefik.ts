import { scenario, wait } from '../scenario.ts';
import { h2cNodeApp, healthNodeApp, racingNodeApp, slowNodeApp, sniNodeApp } from './setups/applications.ts';
import { goodNodeApp, secureNodeApp } from './setups/nodejs.ts';
import { traefik, traefikWith } from './setups/traefik.ts';

/** Traefik, with something wrong between it and an application. */
export const scenarios = [
	scenario({
		id: 'traefik-wrong-port',
		says: 'Traefik asks on a port on which nobody listens.',
		fix: 'url has the port on which the application listens.',
		changes: 'gateway',
		like: 'refuse',
		gateway: traefik,
		expects: '502',
		before: 'closed',
		after: 'app',
		stage: (port: 'closed' | 'app', place) => [
			goodNodeApp(place),
			...traefikWith(place, { url: `http://127.0.0.1:${place[port]}` }),
		],
	}),
	scenario({
		id: 'traefik-timeout',
		says: 'The application takes three seconds, and Traefik waits for one.',
		fix: 'responseHeaderTimeout is longer than the application takes. Without it, there is no limit.',
		changes: 'gateway',
		like: 'answer-after-3s',
		gateway: traefik,
		expects: '504',
		visit: { path: '/slow' },
		before: '1s',
		after: '10s',
		stage: (timeout, place) => [
			slowNodeApp(place),
			...traefikWith(place, {
				url: `http://127.0.0.1:${place.app}`,
				transport: `forwardingTimeouts: { responseHeaderTimeout: ${timeout} }`,
			}),
		],
	}),
	scenario({
		id: 'traefik-untrusted-certificate',
		says: 'The certificate of the upstream is from an authority that Traefik does not know. It answers 500.',
		fix: 'rootCAs names the file of the authority.',
		changes: 'gateway',
		like: 'tls-selfsigned',
		gateway: traefik,
		expects: '500',
		needsNamespace: 'the name upstream.lab must resolve',
		before: () => '',
		after: (authority: string) => `rootCAs: [${authority}]`,
		stage: (transport, place) => [
			secureNodeApp(place, place.certificates.good),
			...traefikWith(place, {
				url: `https://upstream.lab:${place.app}`,
				transport: transport(place.authority),
			}),
		],
	}),
	scenario({
		id: 'traefik-server-name',
		says: 'Traefik asks by an address, and the upstream has a certificate only for whoever says a name.',
		fix: 'serverName is the name: Traefik sends it, and expects it in the certificate.',
		changes: 'gateway',
		like: 'tls-sni-required',
		gateway: traefik,
		expects: '502',
		before: '',
		after: '\nserverName: upstream.lab',
		stage: (name, place) => [
			sniNodeApp(place),
			...traefikWith(place, {
				url: `https://127.0.0.1:${place.app}`,
				transport: `rootCAs: [${place.authority}]${name}`,
			}),
		],
	}),
	scenario({
		id: 'traefik-h2c',
		says: 'The application speaks HTTP/2 without TLS, as gRPC servers do, and Traefik speaks HTTP/1.1 to it. It answers 500.',
		fix: 'url begins with h2c.',
		changes: 'gateway',
		like: 'h2c-only',
		gateway: traefik,
		expects: '500',
		before: 'http',
		after: 'h2c',
		stage: (scheme, place) => [h2cNodeApp(place), ...traefikWith(place, { url: `${scheme}://127.0.0.1:${place.app}` })],
	}),
	scenario({
		id: 'traefik-health-check-path',
		says: 'The health check asks for a page that does not exist, so Traefik holds the application to be down.',
		fix: 'path of the health check is the one at which the application says that it is well.',
		changes: 'gateway',
		gateway: traefik,
		expects: '503',
		before: '/healthz',
		after: '/health',
		stage: (path, place) => [
			healthNodeApp(place),
			...traefikWith(place, {
				url: `http://127.0.0.1:${place.app}`,
				loadBalancer: `healthCheck: { path: ${path}, interval: 500ms, unhealthyInterval: 60s }`,
			}),
			wait(1500),
		],
	}),
	scenario({
		id: 'traefik-keepalive-race',
		says: 'The application ends a kept connection just when the next request comes; Traefik does not repeat a POST.',
		fix: 'maxIdleConnsPerHost is -1: Traefik makes a connection for each request.',
		changes: 'gateway',
		like: 'keepalive-race-post',
		gateway: traefik,
		expects: '502',
		visit: { method: 'POST', body: 'a=1', times: 2 },
		before: 200,
		after: -1,
		stage: (connections, place) => [
			racingNodeApp(place),
			...traefikWith(place, {
				url: `http://127.0.0.1:${place.app}`,
				transport: `maxIdleConnsPerHost: ${connections}`,
			}),
		],
	}),
];
