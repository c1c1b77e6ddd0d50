import { occupy, scenario, wait } from '../scenario.ts';
import { cookieNodeApp, headersNodeApp, healthNodeApp, slowNodeApp } from './setups/applications.ts';
import { goodNodeApp, nodeProgram } from './setups/nodejs.ts';
import { backendAt, varnish, varnishWith } from './setups/varnish.ts';

/** Varnish, with something wrong between it and an application. */
export const scenarios = [
	scenario({
		id: 'varnish-wrong-port',
		says: 'Varnish asks on a port on which nobody listens.',
		fix: '.port is the one on which the application listens.',
		changes: 'gateway',
		like: 'refuse',
		gateway: varnish,
		expects: '503',
		before: 'closed',
		after: 'app',
		stage: (port: 'closed' | 'app', place) => [
			goodNodeApp(place),
			...varnishWith(place, { backend: backendAt(place[port]) }),
		],
	}),
	scenario({
		id: 'varnish-timeout',
		says: 'The application takes three seconds, and Varnish waits for one.',
		fix: '.first_byte_timeout is longer than the application takes.',
		changes: 'gateway',
		like: 'answer-after-3s',
		gateway: varnish,
		expects: '503',
		visit: { path: '/slow' },
		before: '1s',
		after: '10s',
		stage: (timeout, place) => [
			slowNodeApp(place),
			...varnishWith(place, { backend: `${backendAt(place.app)}\n.first_byte_timeout = ${timeout};` }),
		],
	}),
	scenario({
		id: 'varnish-big-header',
		says: 'The application sets a cookie of 9 kB, and Varnish accepts 8 kB for a header.',
		fix: 'http_resp_hdr_len is 32k, and http_resp_size, for all of them, is 64k.',
		changes: 'gateway',
		like: 'header-9k',
		gateway: varnish,
		expects: '503',
		before: '',
		after: '-p http_resp_hdr_len=32k -p http_resp_size=64k',
		stage: (options, place) => [
			cookieNodeApp(place, 9000),
			...varnishWith(place, { backend: backendAt(place.app), options }),
		],
	}),
	scenario({
		id: 'varnish-many-headers',
		says: 'The application sets 80 headers, and Varnish accepts 64 lines in the head of an answer.',
		fix: 'http_max_hdr is 128.',
		changes: 'gateway',
		like: 'headers-count-300',
		gateway: varnish,
		expects: '503',
		before: '',
		after: '-p http_max_hdr=128',
		stage: (options, place) => [
			headersNodeApp(place, 80),
			...varnishWith(place, { backend: backendAt(place.app), options }),
		],
	}),
	scenario({
		id: 'varnish-probe-path',
		says: 'The probe asks for a page that does not exist, so Varnish holds the application to be sick.',
		fix: '.url of the probe is the path at which the application says that it is well.',
		changes: 'gateway',
		gateway: varnish,
		expects: '503',
		before: '/healthz',
		after: '/health',
		stage: (path, place) => [
			healthNodeApp(place),
			...varnishWith(place, {
				vcl: `probe health {
	.url = "${path}";
	.interval = 200ms;
	.window = 4;
	.threshold = 2;
}`,
				backend: `${backendAt(place.app)}\n.probe = health;`,
			}),
			wait(1500),
		],
	}),
	scenario({
		id: 'varnish-https-upstream',
		says: 'Varnish asks on a port that expects TLS, which it does not speak to backends.',
		fix: '.port is one on which the application speaks plain HTTP.',
		changes: 'gateway',
		like: 'plain-to-tls',
		gateway: varnish,
		expects: '503',
		before: 'second',
		after: 'app',
		stage: (port: 'second' | 'app', place) => [
			nodeProgram(
				`import { readFileSync } from 'node:fs';
import http from 'node:http';
import https from 'node:https';
const { certificate, key } = ${JSON.stringify(place.certificates.good)};
const options = { cert: readFileSync(certificate), key: readFileSync(key) };
const answer = (request, response) => {
	response.end('hello\\n');
};
https.createServer(options, answer).listen(${place.second}, '127.0.0.1');
http.createServer(answer).listen(${place.app}, '127.0.0.1');
`,
				place.app,
			),
			...varnishWith(place, { backend: backendAt(place[port]) }),
		],
	}),
	scenario({
		id: 'varnish-max-connections',
		says: 'Varnish may have one connection to the application, and a slow request has it.',
		fix: '.max_connections allows as many as the application can answer side by side.',
		changes: 'gateway',
		gateway: varnish,
		expects: '503',
		before: 1,
		after: 100,
		stage: (connections, place) => [
			slowNodeApp(place),
			...varnishWith(place, { backend: `${backendAt(place.app)}\n.max_connections = ${connections};` }),
			occupy('/slow', 1),
		],
	}),
	scenario({
		id: 'varnish-unknown-upstream-name',
		says: 'The name in .host does not resolve, and Varnish refuses to start.',
		fix: '.host is a name that resolves.',
		changes: 'gateway',
		like: 'unresolvable',
		gateway: varnish,
		expects: 'no start',
		needsNamespace: 'the name upstream.lab must resolve',
		before: 'upstraem.lab',
		after: 'upstream.lab',
		stage: (host, place) => [goodNodeApp(place), ...varnishWith(place, { backend: backendAt(place.app, host) })],
	}),
];
