import type { Gateway } from '../gateway.ts';
import vite5 from '../gateways/vite-5.ts';
import vite6 from '../gateways/vite-6.ts';
import vite7 from '../gateways/vite-7.ts';
import vite8 from '../gateways/vite-8.ts';
import type { Outcome } from '../recording.ts';
import { scenario } from '../scenario.ts';
import { namedNodeApp, slowNodeApp } from './setups/applications.ts';
import { goodNodeApp, nodeApp, secureNodeApp } from './setups/nodejs.ts';
import { viteWith } from './setups/vite.ts';

const visit = { path: '/api' };

/** What a browser gets before the fix: Vite answers all errors of the upstream alike, since version 8 with 502. */
const wrongPort = (vite: Gateway, expects: Outcome) =>
	scenario({
		id: `${vite.id}-wrong-port`,
		says: 'Vite asks on a port on which nobody listens.',
		fix: 'target has the port on which the application listens.',
		changes: 'gateway',
		like: 'refuse',
		gateway: vite,
		expects,
		visit,
		before: 'closed',
		after: 'app',
		stage: (port: 'closed' | 'app', place) => [
			goodNodeApp(place),
			viteWith(vite, place, `target: 'http://127.0.0.1:${place[port]}'`),
		],
	});

/** The development server of Vite, with something wrong between it and an application. */
export const scenarios = [
	wrongPort(vite5, '500'),
	wrongPort(vite6, '500'),
	wrongPort(vite7, '500'),
	wrongPort(vite8, '502'),
	scenario({
		id: 'vite-8-localhost',
		says: 'The application listens on ::1 alone, and localhost in the target is 127.0.0.1.',
		fix: 'target has the address on which the application listens.',
		changes: 'gateway',
		like: 'refuse',
		gateway: vite8,
		expects: '502',
		needsNamespace: 'localhost must be 127.0.0.1 and nothing else',
		visit,
		before: 'localhost',
		after: '[::1]',
		stage: (host, place) => [
			nodeApp(place, `response.end('hello\\n');`, '::1'),
			viteWith(vite8, place, `target: 'http://${host}:${place.app}'`),
		],
	}),
	scenario({
		id: 'vite-8-timeout',
		says: 'The application takes three seconds, and proxyTimeout is one.',
		fix: 'proxyTimeout is longer than the application takes. Without it, Vite waits.',
		changes: 'gateway',
		like: 'answer-after-3s',
		gateway: vite8,
		expects: '502',
		visit: { path: '/api/slow' },
		before: 1000,
		after: 10_000,
		stage: (milliseconds, place) => [
			slowNodeApp(place),
			viteWith(
				vite8,
				place,
				`target: 'http://127.0.0.1:${place.app}', proxyTimeout: ${milliseconds}, rewrite: (path) => path.slice(4)`,
			),
		],
	}),
	scenario({
		id: 'vite-8-self-signed-certificate',
		says: "The certificate of the upstream is self-signed, as it often is on a developer's machine.",
		fix: "secure: false. Vite does not verify the certificate, which is right on a developer's machine only.",
		changes: 'gateway',
		like: 'tls-selfsigned',
		gateway: vite8,
		expects: '502',
		visit,
		before: '',
		after: ', secure: false',
		stage: (secure, place) => [
			secureNodeApp(place, place.certificates['self-signed']),
			viteWith(vite8, place, `target: 'https://127.0.0.1:${place.app}'${secure}`),
		],
	}),
	scenario({
		id: 'vite-8-change-origin',
		says: 'The upstream has many sites, and Vite asks it for the name that the browser asked for.',
		fix: 'changeOrigin: true: Vite asks for the name in the target.',
		changes: 'gateway',
		gateway: vite8,
		expects: '404',
		needsNamespace: 'the name upstream.lab must resolve',
		visit,
		before: '',
		after: ', changeOrigin: true',
		stage: (origin, place) => [
			namedNodeApp(place),
			viteWith(vite8, place, `target: 'http://upstream.lab:${place.app}'${origin}`),
		],
	}),
];
