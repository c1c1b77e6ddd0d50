import nghttpx from '../gateways/nghttpx.ts';
import { scenario } from '../scenario.ts';
import { cookiesNodeApp, h2cNodeApp, slowNodeApp } from './setups/applications.ts';
import { nghttpxWith } from './setups/nghttpx.ts';
import { goodNodeApp, secureNodeApp } from './setups/nodejs.ts';

/** nghttpx, with something wrong between it and an application. */
export const scenarios = [
	scenario({
		id: 'nghttpx-wrong-port',
		says: 'nghttpx asks on a port on which nobody listens.',
		fix: 'backend has the port on which the application listens.',
		changes: 'gateway',
		like: 'refuse',
		gateway: nghttpx,
		expects: '502',
		before: 'closed',
		after: 'app',
		stage: (port: 'closed' | 'app', place) => [goodNodeApp(place), nghttpxWith(place, `127.0.0.1,${place[port]}`)],
	}),
	scenario({
		id: 'nghttpx-timeout',
		says: 'The application takes three seconds, and nghttpx waits for one.',
		fix: 'backend-read-timeout is longer than the application takes.',
		changes: 'gateway',
		like: 'answer-after-3s',
		gateway: nghttpx,
		expects: '504',
		visit: { path: '/slow' },
		before: '1s',
		after: '10s',
		stage: (timeout, place) => [
			slowNodeApp(place),
			nghttpxWith(place, `127.0.0.1,${place.app}`, `backend-read-timeout=${timeout}`),
		],
	}),
	scenario({
		id: 'nghttpx-http1-to-h2c',
		says: 'The application speaks HTTP/2 without TLS, and nghttpx speaks HTTP/1.1 to it.',
		fix: 'backend has proto=h2.',
		changes: 'gateway',
		like: 'h2c-only',
		gateway: nghttpx,
		expects: '502',
		before: '',
		after: ';;proto=h2',
		stage: (protocol, place) => [h2cNodeApp(place), nghttpxWith(place, `127.0.0.1,${place.app}${protocol}`)],
	}),
	scenario({
		id: 'nghttpx-h2-to-http1',
		says: 'The application speaks HTTP/1.1, and nghttpx speaks HTTP/2 to it.',
		fix: 'backend has no proto=h2: the default is HTTP/1.1.',
		changes: 'gateway',
		gateway: nghttpx,
		expects: '502',
		before: ';;proto=h2',
		after: '',
		stage: (protocol, place) => [goodNodeApp(place), nghttpxWith(place, `127.0.0.1,${place.app}${protocol}`)],
	}),
	scenario({
		id: 'nghttpx-big-header',
		says: 'The application sets ten cookies of 7 kB, and nghttpx accepts 64 KB for the head of an answer.',
		fix: 'response-header-field-buffer is 128K.',
		changes: 'gateway',
		like: 'header-64k',
		gateway: nghttpx,
		expects: '502',
		before: '',
		after: 'response-header-field-buffer=128K',
		stage: (size, place) => [cookiesNodeApp(place, 10, 7000), nghttpxWith(place, `127.0.0.1,${place.app}`, size)],
	}),
	scenario({
		id: 'nghttpx-untrusted-certificate',
		says: 'The certificate of the upstream is from an authority that nghttpx does not know.',
		fix: 'cacert names the file of the authority.',
		changes: 'gateway',
		like: 'tls-selfsigned',
		gateway: nghttpx,
		expects: '502',
		needsNamespace: 'the name upstream.lab must resolve',
		before: () => '',
		after: (authority: string) => `cacert=${authority}`,
		stage: (trusts, place) => [
			secureNodeApp(place, place.certificates.good),
			nghttpxWith(place, `upstream.lab,${place.app};;tls`, trusts(place.authority)),
		],
	}),
];
