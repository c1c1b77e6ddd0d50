import envoy from '../gateways/envoy.ts';
import { ask, occupy, scenario, wait } from '../scenario.ts';
import {
	cookiesNodeApp,
	h2cNodeApp,
	headersNodeApp,
	healthNodeApp,
	racingNodeApp,
	slowNodeApp,
	sniNodeApp,
} from './setups/applications.ts';
import { envoyWith, protocolOptions, socketAddress, tls } from './setups/envoy.ts';
import { goodNodeApp, nodeApp, secureNodeApp } from './setups/nodejs.ts';

const needsNamespace = 'the name upstream.lab must resolve';

const http1 = `explicit_http_config:
  http_protocol_options: {}`;

const http2 = `explicit_http_config:
  http2_protocol_options: {}`;

/** Envoy, with something wrong between it and an application. */
export const scenarios = [
	scenario({
		id: 'envoy-wrong-port',
		says: 'Envoy asks on a port on which nobody listens. The access log has UF.',
		fix: 'port_value is the port on which the application listens.',
		changes: 'gateway',
		like: 'refuse',
		gateway: envoy,
		expects: '503',
		before: 'closed',
		after: 'app',
		stage: (port: 'closed' | 'app', place) => [
			goodNodeApp(place),
			envoyWith(place, { address: socketAddress(place[port]) }),
		],
	}),
	scenario({
		id: 'envoy-timeout',
		says: 'The application takes three seconds, and the route allows one. The access log has UT.',
		fix: 'timeout of the route is longer than the application takes. Without it, it is 15 seconds.',
		changes: 'gateway',
		like: 'answer-after-3s',
		gateway: envoy,
		expects: '504',
		visit: { path: '/slow' },
		before: '1s',
		after: '10s',
		stage: (timeout, place) => [
			slowNodeApp(place),
			envoyWith(place, { address: socketAddress(place.app), route: `timeout: ${timeout}` }),
		],
	}),
	scenario({
		id: 'envoy-big-header',
		says: 'The application sets ten cookies of 7 kB, and max_response_headers_kb allows 60 for the head of an answer.',
		fix: 'max_response_headers_kb is 96.',
		changes: 'gateway',
		like: 'header-64k',
		gateway: envoy,
		expects: '502',
		before: 60,
		after: 96,
		stage: (kilobytes, place) => [
			cookiesNodeApp(place, 10, 7000),
			envoyWith(place, {
				address: socketAddress(place.app),
				cluster: protocolOptions(`${http1}\ncommon_http_protocol_options:\n  max_response_headers_kb: ${kilobytes}`),
			}),
		],
	}),
	scenario({
		id: 'envoy-many-headers',
		says: 'The application sets 150 headers, and Envoy accepts 100.',
		fix: 'max_headers_count is 200.',
		changes: 'gateway',
		like: 'headers-count-300',
		gateway: envoy,
		expects: '502',
		before: '',
		after: protocolOptions(`${http1}\ncommon_http_protocol_options:\n  max_headers_count: 200`),
		stage: (cluster, place) => [
			headersNodeApp(place, 150),
			envoyWith(place, { address: socketAddress(place.app), cluster }),
		],
	}),
	scenario({
		id: 'envoy-h2-to-http1',
		says: 'The application speaks HTTP/1.1, and Envoy speaks HTTP/2 to it.',
		fix: 'http_protocol_options instead of http2_protocol_options.',
		changes: 'gateway',
		gateway: envoy,
		expects: '502',
		before: http2,
		after: http1,
		stage: (protocol, place) => [
			goodNodeApp(place),
			envoyWith(place, { address: socketAddress(place.app), cluster: protocolOptions(protocol) }),
		],
	}),
	scenario({
		id: 'envoy-http1-to-h2c',
		says: 'The application speaks HTTP/2 without TLS, as gRPC servers do, and Envoy speaks HTTP/1.1 to it.',
		fix: 'http2_protocol_options.',
		changes: 'gateway',
		like: 'h2c-only',
		gateway: envoy,
		expects: '502',
		before: '',
		after: protocolOptions(http2),
		stage: (cluster, place) => [h2cNodeApp(place), envoyWith(place, { address: socketAddress(place.app), cluster })],
	}),
	scenario({
		id: 'envoy-health-check-path',
		says: 'The health check asks for a page that does not exist, and with a panic threshold of 0 no host is left. The access log has UH.',
		fix: 'path of the health check is the one at which the application says that it is well.',
		changes: 'gateway',
		gateway: envoy,
		expects: '503',
		before: '/healthz',
		after: '/health',
		stage: (path, place) => [
			healthNodeApp(place),
			envoyWith(place, {
				address: socketAddress(place.app),
				cluster: `common_lb_config: { healthy_panic_threshold: { value: 0 } }
health_checks:
  - timeout: 1s
    interval: 60s
    unhealthy_threshold: 1
    healthy_threshold: 1
    http_health_check: { path: ${path} }`,
			}),
			wait(1000),
		],
	}),
	scenario({
		id: 'envoy-https-to-http-port',
		says: 'Envoy speaks TLS to a port that speaks plain HTTP.',
		fix: 'The cluster has no transport_socket.',
		changes: 'gateway',
		like: 'tls-to-plain',
		gateway: envoy,
		expects: '503',
		before: tls(),
		after: '',
		stage: (cluster, place) => [goodNodeApp(place), envoyWith(place, { address: socketAddress(place.app), cluster })],
	}),
	scenario({
		id: 'envoy-http-to-https-port',
		says: 'Envoy speaks plain HTTP to a port that expects TLS.',
		fix: 'The cluster has a transport_socket for TLS.',
		changes: 'gateway',
		like: 'plain-to-tls',
		gateway: envoy,
		expects: '503',
		before: '',
		after: tls(),
		stage: (cluster, place) => [
			secureNodeApp(place, place.certificates.good),
			envoyWith(place, { address: socketAddress(place.app), cluster }),
		],
	}),
	scenario({
		id: 'envoy-sni',
		says: 'The upstream has a certificate for each name, and Envoy does not say which name it wants.',
		fix: 'sni is the name.',
		changes: 'gateway',
		like: 'tls-sni-required',
		gateway: envoy,
		expects: '503',
		before: '',
		after: 'sni: upstream.lab',
		stage: (sni, place) => [
			sniNodeApp(place),
			envoyWith(place, { address: socketAddress(place.app), cluster: tls(sni) }),
		],
	}),
	scenario({
		id: 'envoy-untrusted-certificate',
		says: 'The certificate of the upstream is self-signed, and Envoy verifies it with other authorities.',
		fix: 'trusted_ca names the certificate of the upstream.',
		changes: 'gateway',
		like: 'tls-selfsigned',
		gateway: envoy,
		expects: '503',
		before: 'authority',
		after: 'self-signed',
		stage: (trusted: 'authority' | 'self-signed', place) => [
			secureNodeApp(place, place.certificates['self-signed']),
			envoyWith(place, {
				address: socketAddress(place.app),
				cluster: tls(`common_tls_context:
  validation_context:
    trusted_ca: { filename: ${trusted === 'authority' ? place.authority : place.certificates[trusted].certificate} }`),
			}),
		],
	}),
	scenario({
		id: 'envoy-unknown-upstream-name',
		says: 'The name of the upstream does not resolve, so the cluster has no host. The access log has UH.',
		fix: 'address is a name that resolves.',
		changes: 'gateway',
		like: 'unresolvable',
		gateway: envoy,
		expects: '503',
		needsNamespace,
		before: 'upstraem.lab',
		after: 'upstream.lab',
		stage: (host, place) => [goodNodeApp(place), envoyWith(place, { address: socketAddress(place.app, host) })],
	}),
	scenario({
		id: 'envoy-idle-timeout',
		says: 'The application ends a kept connection just when the next request comes, and Envoy keeps connections for an hour.',
		fix: 'idle_timeout is shorter than the time for which the application keeps connections.',
		changes: 'gateway',
		like: 'keepalive-race-post',
		gateway: envoy,
		expects: '503',
		visit: { method: 'POST', body: 'a=1', times: 2, gap: 1200 },
		before: '3600s',
		after: '0.5s',
		stage: (timeout, place) => [
			racingNodeApp(place),
			envoyWith(place, {
				address: socketAddress(place.app),
				cluster: protocolOptions(`${http1}\ncommon_http_protocol_options:\n  idle_timeout: ${timeout}`),
			}),
		],
	}),
	scenario({
		id: 'envoy-retry-policy',
		says: 'The application ends a kept connection just when the next request comes, and Envoy does not ask again.',
		fix: 'retry_policy with retry_on reset: Envoy asks again, which is right for requests that may be repeated.',
		changes: 'gateway',
		like: 'keepalive-race-get',
		gateway: envoy,
		expects: '503',
		visit: { times: 2 },
		before: '',
		after: 'retry_policy: { retry_on: reset, num_retries: 1 }',
		stage: (route, place) => [racingNodeApp(place), envoyWith(place, { address: socketAddress(place.app), route })],
	}),
	scenario({
		id: 'envoy-circuit-breaker',
		says: 'The cluster allows one request at a time, and a slow one is on its way. The access log has UO.',
		fix: 'max_requests and max_connections allow as many as the application can answer side by side.',
		changes: 'gateway',
		gateway: envoy,
		expects: '503',
		before: 'max_connections: 1, max_pending_requests: 0, max_requests: 1',
		after: 'max_connections: 100, max_pending_requests: 100, max_requests: 100',
		stage: (thresholds, place) => [
			slowNodeApp(place),
			envoyWith(place, {
				address: socketAddress(place.app),
				cluster: `circuit_breakers: { thresholds: [{ ${thresholds} }] }`,
			}),
			occupy('/slow', 1),
		],
	}),
	scenario({
		id: 'envoy-outlier-detection',
		says: 'One page answers 500, and outlier detection, which may take out all hosts, takes out the only one for half a minute. The access log has UH.',
		fix: 'max_ejection_percent is 10, as it is by default: the only host stays.',
		changes: 'gateway',
		gateway: envoy,
		expects: '503',
		before: 100,
		after: 10,
		stage: (percent, place) => [
			nodeApp(place, `if (request.url === '/broken') response.statusCode = 500;\nresponse.end('hello\\n');`),
			envoyWith(place, {
				address: socketAddress(place.app),
				cluster: `common_lb_config: { healthy_panic_threshold: { value: 0 } }
outlier_detection: { consecutive_5xx: 1, max_ejection_percent: ${percent} }`,
			}),
			ask('/broken'),
		],
	}),
];
