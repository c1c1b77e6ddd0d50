import { scenario } from '../scenario.ts';
import { cookieNodeApp, racingNodeApp, slowNodeApp } from './setups/applications.ts';
import { goodNodeApp, secureNodeApp } from './setups/nodejs.ts';
import { springCloudGateway, springCloudGatewayWith } from './setups/spring-cloud-gateway.ts';

/** Spring Cloud Gateway, with something wrong between it and an application. */
export const scenarios = [
	scenario({
		id: 'spring-cloud-gateway-wrong-port',
		says: 'Spring Cloud Gateway asks on a port on which nobody listens. It answers 500, not 502.',
		fix: 'uri has the port on which the application listens.',
		changes: 'gateway',
		like: 'refuse',
		gateway: springCloudGateway,
		expects: '500',
		before: 'closed',
		after: 'app',
		stage: (port: 'closed' | 'app', place) => [
			goodNodeApp(place),
			springCloudGatewayWith(place, `http://127.0.0.1:${place[port]}`, ''),
		],
	}),
	scenario({
		id: 'spring-cloud-gateway-timeout',
		says: 'The application takes three seconds, and Spring Cloud Gateway waits for one.',
		fix: 'response-timeout is longer than the application takes.',
		changes: 'gateway',
		like: 'answer-after-3s',
		gateway: springCloudGateway,
		expects: '504',
		visit: { path: '/slow' },
		before: '1s',
		after: '10s',
		stage: (timeout, place) => [
			slowNodeApp(place),
			springCloudGatewayWith(place, `http://127.0.0.1:${place.app}`, `response-timeout: ${timeout}`),
		],
	}),
	scenario({
		id: 'spring-cloud-gateway-big-header',
		says: 'The application sets a cookie of 9 kB, and Spring Cloud Gateway accepts 8 kB for all headers together.',
		fix: 'max-header-size is 32KB.',
		changes: 'gateway',
		like: 'header-9k',
		gateway: springCloudGateway,
		expects: '500',
		before: '',
		after: 'max-header-size: 32KB',
		stage: (size, place) => [
			cookieNodeApp(place, 9000),
			springCloudGatewayWith(place, `http://127.0.0.1:${place.app}`, size),
		],
	}),
	scenario({
		id: 'spring-cloud-gateway-keepalive-race',
		says: 'The application gives up kept connections after a while, and Spring Cloud Gateway uses one of them.',
		fix: 'max-idle-time of the pool is shorter than the time for which the application keeps connections.',
		changes: 'gateway',
		like: 'keepalive-race-post',
		gateway: springCloudGateway,
		expects: '500',
		visit: { method: 'POST', body: 'a=1', times: 2, gap: 1500 },
		before: '',
		after: 'pool:\n  max-idle-time: 500ms',
		stage: (pool, place) => [
			racingNodeApp(place),
			springCloudGatewayWith(place, `http://127.0.0.1:${place.app}`, pool),
		],
	}),
	scenario({
		id: 'spring-cloud-gateway-untrusted-certificate',
		says: 'The certificate of the upstream is from an authority that Java does not know.',
		fix: 'trusted-x509-certificates has the file of the authority.',
		changes: 'gateway',
		like: 'tls-selfsigned',
		gateway: springCloudGateway,
		expects: '500',
		needsNamespace: 'the name upstream.lab must resolve',
		before: () => '',
		after: (authority: string) => `ssl:\n  trusted-x509-certificates:\n    - ${authority}`,
		stage: (trusts, place) => [
			secureNodeApp(place, place.certificates.good),
			springCloudGatewayWith(place, `https://upstream.lab:${place.app}`, trusts(place.authority)),
		],
	}),
];
