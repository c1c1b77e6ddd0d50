import { ask, scenario } from '../scenario.ts';
import { apache, apacheWith } from './setups/apache.ts';
import { cookieNodeApp, racingNodeApp, slowNodeApp, socketNodeApp } from './setups/applications.ts';
import { goodNodeApp, nodeApp, secureNodeApp } from './setups/nodejs.ts';

const needsNamespace = 'the name upstream.lab must resolve';

const balancing = ['proxy_balancer', 'lbmethod_byrequests', 'slotmem_shm'];

/** Apache, with something wrong between it and an application. */
export const scenarios = [
	scenario({
		id: 'apache-wrong-port',
		says: 'Apache asks on a port on which nobody listens.',
		fix: 'ProxyPass names the port on which the application listens.',
		changes: 'gateway',
		like: 'refuse',
		gateway: apache,
		expects: '503',
		before: 'closed',
		after: 'app',
		stage: (port: 'closed' | 'app', place) => [
			goodNodeApp(place),
			apacheWith(place, `ProxyPass "/" "http://127.0.0.1:${place[port]}/"`),
		],
	}),
	scenario({
		id: 'apache-big-header',
		says: 'The application sets a cookie of 9 kB, and Apache accepts 8 kB for a header.',
		fix: 'responsefieldsize is 32768.',
		changes: 'gateway',
		like: 'header-9k',
		gateway: apache,
		expects: '502',
		before: '',
		after: ' responsefieldsize=32768',
		stage: (size, place) => [
			cookieNodeApp(place, 9000),
			apacheWith(place, `ProxyPass "/" "http://127.0.0.1:${place.app}/"${size}`),
		],
	}),
	scenario({
		id: 'apache-timeout',
		says: 'The application takes three seconds, and Apache waits for one. It answers 502, not 504.',
		fix: 'timeout is longer than the application takes.',
		changes: 'gateway',
		like: 'answer-after-3s',
		gateway: apache,
		expects: '502',
		visit: { path: '/slow' },
		before: 1,
		after: 10,
		stage: (seconds, place) => [
			slowNodeApp(place),
			apacheWith(place, `ProxyPass "/" "http://127.0.0.1:${place.app}/" timeout=${seconds}`),
		],
	}),
	scenario({
		id: 'apache-expired-certificate',
		says: 'The certificate of the upstream has expired. Apache checks the date by default, but not who issued it.',
		fix: 'The upstream has a certificate that is valid.',
		changes: 'application',
		like: 'tls-expired',
		gateway: apache,
		expects: '500',
		needsNamespace,
		before: 'expired',
		after: 'good',
		stage: (certificate: 'expired' | 'good', place) => [
			secureNodeApp(place, place.certificates[certificate]),
			apacheWith(place, `SSLProxyEngine on\nProxyPass "/" "https://upstream.lab:${place.app}/"`),
		],
	}),
	scenario({
		id: 'apache-certificate-name',
		says: 'Apache asks by an address, and the certificate of the upstream is for a name.',
		fix: 'ProxyPass has the name that is in the certificate.',
		changes: 'gateway',
		like: 'tls-wrongname',
		gateway: apache,
		expects: '500',
		needsNamespace,
		before: '127.0.0.1',
		after: 'upstream.lab',
		stage: (host, place) => [
			secureNodeApp(place, place.certificates.good),
			apacheWith(place, `SSLProxyEngine on\nProxyPass "/" "https://${host}:${place.app}/"`),
		],
	}),
	scenario({
		id: 'apache-untrusted-certificate',
		says: 'The certificate of the upstream is self-signed, and Apache verifies it with other authorities.',
		fix: 'SSLProxyCACertificateFile names the certificate of the upstream.',
		changes: 'gateway',
		like: 'tls-selfsigned',
		gateway: apache,
		expects: '500',
		needsNamespace,
		before: 'authority',
		after: 'self-signed',
		stage: (trusted: 'authority' | 'self-signed', place) => [
			secureNodeApp(place, place.certificates['self-signed']),
			apacheWith(
				place,
				`SSLProxyEngine on
SSLProxyVerify require
SSLProxyCACertificateFile ${trusted === 'authority' ? place.authority : place.certificates[trusted].certificate}
ProxyPass "/" "https://upstream.lab:${place.app}/"`,
			),
		],
	}),
	scenario({
		id: 'apache-https-to-http-port',
		says: 'Apache speaks TLS to a port that speaks plain HTTP.',
		fix: 'The address in ProxyPass begins with http.',
		changes: 'gateway',
		like: 'tls-to-plain',
		gateway: apache,
		expects: '500',
		before: 'https',
		after: 'http',
		stage: (scheme, place) => [
			goodNodeApp(place),
			apacheWith(place, `SSLProxyEngine on\nProxyPass "/" "${scheme}://127.0.0.1:${place.app}/"`),
		],
	}),
	scenario({
		id: 'apache-without-ssl-proxy-engine',
		says: 'ProxyPass has an https address, and Apache was not told that it may speak TLS to upstreams.',
		fix: 'SSLProxyEngine on.',
		changes: 'gateway',
		gateway: apache,
		expects: '500',
		needsNamespace,
		before: '',
		after: 'SSLProxyEngine on\n',
		stage: (engine, place) => [
			secureNodeApp(place, place.certificates.good),
			apacheWith(place, `${engine}ProxyPass "/" "https://upstream.lab:${place.app}/"`),
		],
	}),
	scenario({
		id: 'apache-socket-missing',
		says: 'Apache looks for the socket of the application at a path where there is none.',
		fix: 'ProxyPass names the path at which the application makes its socket.',
		changes: 'gateway',
		like: 'unix-missing',
		gateway: apache,
		expects: '503',
		before: '/run/shop.sock',
		after: '/shop.sock',
		stage: (path, place) => [
			socketNodeApp('shop.sock'),
			apacheWith(place, `ProxyPass "/" "unix:${place.directory}${path}|http://localhost/"`),
		],
	}),
	scenario({
		id: 'apache-shared-worker',
		says: 'Two sockets have the same name after the bar, so Apache asks the one of the blog, which is down, for the shop.',
		fix: 'Each socket has a name of its own after the bar.',
		changes: 'gateway',
		like: 'unix-missing',
		gateway: apache,
		expects: '503',
		before: { blog: 'localhost', shop: 'localhost' },
		after: { blog: 'blog.localhost', shop: 'shop.localhost' },
		stage: ({ blog, shop }, place) => [
			socketNodeApp('shop.sock'),
			apacheWith(
				place,
				`ProxyPass "/blog/" "unix:${place.directory}/blog.sock|http://${blog}/"
ProxyPass "/" "unix:${place.directory}/shop.sock|http://${shop}/"`,
			),
		],
	}),
	scenario({
		id: 'apache-unknown-upstream-name',
		says: 'The name in ProxyPass does not resolve.',
		fix: 'ProxyPass has a name that resolves.',
		changes: 'gateway',
		like: 'unresolvable',
		gateway: apache,
		expects: '500',
		needsNamespace,
		before: 'upstraem.lab',
		after: 'upstream.lab',
		stage: (host, place) => [goodNodeApp(place), apacheWith(place, `ProxyPass "/" "http://${host}:${place.app}/"`)],
	}),
	scenario({
		id: 'apache-ajp-to-http',
		says: 'Apache speaks AJP to the HTTP port of the application.',
		fix: 'The address in ProxyPass begins with http.',
		changes: 'gateway',
		gateway: apache,
		expects: '503',
		before: 'ajp',
		after: 'http',
		stage: (scheme, place) => [
			goodNodeApp(place),
			apacheWith(place, `ProxyPass "/" "${scheme}://127.0.0.1:${place.app}/"`, ['proxy_ajp']),
		],
	}),
	scenario({
		id: 'apache-keepalive-race',
		says: 'The application ends a kept connection just when the next request comes; Apache does not repeat a POST.',
		fix: 'disablereuse=On: Apache makes a connection for each request. A ttl below the time for which the application keeps connections would do too.',
		changes: 'gateway',
		like: 'keepalive-race-post',
		gateway: apache,
		expects: '502',
		visit: { method: 'POST', body: 'a=1', times: 2, fresh: true },
		before: '',
		after: ' disablereuse=On',
		stage: (reuse, place) => [
			racingNodeApp(place),
			apacheWith(place, `ProxyPass "/" "http://127.0.0.1:${place.app}/"${reuse}`),
		],
	}),
	scenario({
		id: 'apache-initial-not-pooled',
		says: 'The application ends a kept connection just when the first request of a visitor comes.',
		fix: 'SetEnv proxy-initial-not-pooled 1: the first request of a visitor gets a connection of its own.',
		changes: 'gateway',
		like: 'keepalive-race-get',
		gateway: apache,
		expects: '502',
		visit: { times: 2, fresh: true },
		before: '',
		after: 'SetEnv proxy-initial-not-pooled 1\n',
		stage: (pooled, place) => [
			racingNodeApp(place),
			apacheWith(place, `${pooled}ProxyPass "/" "http://127.0.0.1:${place.app}/"`, ['env']),
		],
	}),
	scenario({
		id: 'apache-failonstatus',
		says: 'One page answers 500. failonstatus takes the application out of the group for that, and forcerecovery=Off keeps it out for a minute.',
		fix: 'failonstatus has no 500: an error in one page does not mean that the application is down.',
		changes: 'gateway',
		gateway: apache,
		expects: '503',
		before: '500,503',
		after: '503',
		stage: (statuses, place) => [
			nodeApp(place, `if (request.url === '/broken') response.statusCode = 500;\nresponse.end('hello\\n');`),
			apacheWith(
				place,
				`<Proxy "balancer://shop">
	BalancerMember "http://127.0.0.1:${place.app}"
	ProxySet failonstatus=${statuses} forcerecovery=Off
</Proxy>
ProxyPass "/" "balancer://shop/"`,
				balancing,
			),
			ask('/broken'),
		],
	}),
	scenario({
		id: 'apache-retry',
		says: 'The application was down for one request. It runs again, and with forcerecovery=Off Apache does not ask it for a minute.',
		fix: 'retry=0: Apache asks it at every request. Without forcerecovery=Off, it also asks when no other member is left.',
		changes: 'gateway',
		gateway: apache,
		expects: '503',
		before: '',
		after: ' retry=0',
		stage: (retry, place) => [
			apacheWith(
				place,
				`<Proxy "balancer://shop">
	BalancerMember "http://127.0.0.1:${place.app}"${retry}
	ProxySet forcerecovery=Off
</Proxy>
ProxyPass "/" "balancer://shop/"`,
				balancing,
			),
			ask('/'),
			goodNodeApp(place),
		],
	}),
];
