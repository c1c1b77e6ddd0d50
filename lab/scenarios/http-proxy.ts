import httpProxy from '../gateways/http-proxy.ts';
import httpProxyMiddleware from '../gateways/http-proxy-middleware.ts';
import { scenario } from '../scenario.ts';
import { namedNodeApp, slowNodeApp } from './setups/applications.ts';
import { httpProxyMiddlewareWith, httpProxyWith } from './setups/http-proxy.ts';
import { goodNodeApp, secureNodeApp } from './setups/nodejs.ts';

const needsNamespace = 'the name upstream.lab must resolve';

/** http-proxy and http-proxy-middleware, with something wrong between them and an application. */
export const scenarios = [
	scenario({
		id: 'http-proxy-wrong-port',
		says: 'http-proxy asks on a port on which nobody listens. Nothing listens for its errors either, so the process ends.',
		fix: 'target has the port on which the application listens.',
		changes: 'gateway',
		like: 'refuse',
		gateway: httpProxy,
		expects: 'empty',
		before: 'closed',
		after: 'app',
		stage: (port: 'closed' | 'app', place) => [
			goodNodeApp(place),
			httpProxyWith(place, `target: 'http://127.0.0.1:${place[port]}'`),
		],
	}),
	scenario({
		id: 'http-proxy-timeout',
		says: 'The application takes three seconds, and proxyTimeout is one. That is an error too, which ends the process.',
		fix: 'proxyTimeout is longer than the application takes.',
		changes: 'gateway',
		like: 'answer-after-3s',
		gateway: httpProxy,
		expects: 'empty',
		visit: { path: '/slow' },
		before: 1000,
		after: 10_000,
		stage: (milliseconds, place) => [
			slowNodeApp(place),
			httpProxyWith(place, `target: 'http://127.0.0.1:${place.app}', proxyTimeout: ${milliseconds}`),
		],
	}),
	scenario({
		id: 'http-proxy-change-origin',
		says: 'http-proxy expects a certificate for the name that the visitor asked for, which is not the one of the upstream.',
		fix: 'changeOrigin: true: it asks for the name in the target, and expects that.',
		changes: 'gateway',
		like: 'tls-wrongname',
		gateway: httpProxy,
		expects: 'empty',
		needsNamespace,
		before: '',
		after: ', changeOrigin: true',
		stage: (origin, place) => [
			secureNodeApp(place, place.certificates.good),
			httpProxyWith(place, `target: 'https://upstream.lab:${place.app}'${origin}`),
		],
	}),
	scenario({
		id: 'http-proxy-middleware-wrong-port',
		says: 'http-proxy-middleware asks on a port on which nobody listens. It answers 504, not 502.',
		fix: 'target has the port on which the application listens.',
		changes: 'gateway',
		like: 'refuse',
		gateway: httpProxyMiddleware,
		expects: '504',
		before: 'closed',
		after: 'app',
		stage: (port: 'closed' | 'app', place) => [
			goodNodeApp(place),
			httpProxyMiddlewareWith(place, `target: 'http://127.0.0.1:${place[port]}'`),
		],
	}),
	scenario({
		id: 'http-proxy-middleware-timeout',
		says: 'The application takes three seconds, and proxyTimeout is one.',
		fix: 'proxyTimeout is longer than the application takes.',
		changes: 'gateway',
		like: 'answer-after-3s',
		gateway: httpProxyMiddleware,
		expects: '504',
		visit: { path: '/slow' },
		before: 1000,
		after: 10_000,
		stage: (milliseconds, place) => [
			slowNodeApp(place),
			httpProxyMiddlewareWith(place, `target: 'http://127.0.0.1:${place.app}', proxyTimeout: ${milliseconds}`),
		],
	}),
	scenario({
		id: 'http-proxy-middleware-self-signed-certificate',
		says: 'The certificate of the upstream is self-signed.',
		fix: "secure: false: the certificate is not verified, which is right on a developer's machine only.",
		changes: 'gateway',
		like: 'tls-selfsigned',
		gateway: httpProxyMiddleware,
		expects: '500',
		before: '',
		after: ', secure: false',
		stage: (secure, place) => [
			secureNodeApp(place, place.certificates['self-signed']),
			httpProxyMiddlewareWith(place, `target: 'https://127.0.0.1:${place.app}'${secure}`),
		],
	}),
	scenario({
		id: 'http-proxy-middleware-change-origin',
		says: 'The upstream has many sites, and is asked for the name that the visitor asked for.',
		fix: 'changeOrigin: true: the upstream is asked for the name in the target.',
		changes: 'gateway',
		gateway: httpProxyMiddleware,
		expects: '404',
		needsNamespace,
		before: '',
		after: ', changeOrigin: true',
		stage: (origin, place) => [
			namedNodeApp(place),
			httpProxyMiddlewareWith(place, `target: 'http://upstream.lab:${place.app}'${origin}`),
		],
	}),
];
