import { scenario } from '../scenario.ts';
import { socketNodeApp } from './setups/applications.ts';
import { lighttpd, lighttpdWith, proxyServer } from './setups/lighttpd.ts';
import { goodNodeApp, nodeApp } from './setups/nodejs.ts';

/** lighttpd, with something wrong between it and an application. */
export const scenarios = [
	scenario({
		id: 'lighttpd-wrong-port',
		says: 'lighttpd asks on a port on which nobody listens.',
		fix: 'proxy.server has the port on which the application listens.',
		changes: 'gateway',
		like: 'refuse',
		gateway: lighttpd,
		expects: '503',
		before: 'closed',
		after: 'app',
		stage: (port: 'closed' | 'app', place) => [
			goodNodeApp(place),
			lighttpdWith(place, proxyServer(`"host" => "127.0.0.1", "port" => ${place[port]}`)),
		],
	}),
	scenario({
		id: 'lighttpd-timeout',
		says: 'The application takes five seconds, and lighttpd waits for one.',
		fix: 'read-timeout is longer than the application takes.',
		changes: 'gateway',
		like: 'no-answer',
		gateway: lighttpd,
		expects: '504',
		before: 1,
		after: 10,
		stage: (seconds, place) => [
			nodeApp(place, `setTimeout(() => response.end('hello\\n'), 5000);`),
			lighttpdWith(place, proxyServer(`"host" => "127.0.0.1", "port" => ${place.app}, "read-timeout" => ${seconds}`)),
		],
	}),
	scenario({
		id: 'lighttpd-socket-missing',
		says: 'lighttpd looks for the socket of the application at a path where there is none.',
		fix: 'proxy.server has the path at which the application makes its socket.',
		changes: 'gateway',
		like: 'unix-missing',
		gateway: lighttpd,
		expects: '503',
		before: '/run/shop.sock',
		after: '/shop.sock',
		stage: (path, place) => [
			socketNodeApp('shop.sock'),
			lighttpdWith(place, proxyServer(`"socket" => "${place.directory}${path}"`)),
		],
	}),
	scenario({
		id: 'lighttpd-fastcgi-to-http',
		says: 'lighttpd speaks FastCGI to an application that speaks HTTP.',
		fix: 'proxy.server instead of fastcgi.server.',
		changes: 'gateway',
		gateway: lighttpd,
		expects: '500',
		before: ['fastcgi', '"/"', ', "check-local" => "disable"'],
		after: ['proxy', '""', ''],
		stage: ([kind, path, more], place) => [
			goodNodeApp(place),
			lighttpdWith(place, `${kind}.server = (${path} => (("host" => "127.0.0.1", "port" => ${place.app}${more})))`),
		],
	}),
];
