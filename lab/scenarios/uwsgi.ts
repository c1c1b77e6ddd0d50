import uwsgi from '../apps/uwsgi.ts';
import nginx from '../gateways/nginx.ts';
import { type Act, occupy, type Place, scenario, start } from '../scenario.ts';
import { nginxWith } from './setups/nginx.ts';
import { sometimesSlow, wsgi } from './setups/python.ts';

interface UwsgiSays {
	does?: string;
	/** How it listens: the protocol uwsgi, or HTTP. */
	socket?: 'socket' | 'http-socket';
	options?: string;
}

/** uWSGI with a WSGI application, on the port for applications. */
const uwsgiWith = ({ app }: Pick<Place, 'app'>, { does, socket = 'socket', options = '' }: UwsgiSays = {}): Act =>
	start(uwsgi, {
		command: `uwsgi_python3 --master --${socket} 127.0.0.1:${app} --wsgi-file shop.py${options}`,
		ready: app,
		files: wsgi(does),
	});

/** The parameters of Debian's /etc/nginx/uwsgi_params that a WSGI application needs. */
const parameters = `uwsgi_param REQUEST_METHOD $request_method;
uwsgi_param REQUEST_URI $request_uri;
uwsgi_param PATH_INFO $document_uri;
uwsgi_param QUERY_STRING $query_string;
uwsgi_param SERVER_NAME $server_name;
uwsgi_param SERVER_PORT $server_port;
uwsgi_param SERVER_PROTOCOL $server_protocol;`;

const passed = (place: Place, more = ''): Act =>
	nginxWith(place, { location: `uwsgi_pass 127.0.0.1:${place.app};\n${parameters}\n${more}` });

const proxied = (place: Place): Act => nginxWith(place, { location: `proxy_pass http://127.0.0.1:${place.app};` });

/** nginx and uWSGI. */
export const scenarios = [
	scenario({
		id: 'uwsgi-down',
		says: 'uWSGI does not run.',
		fix: 'uWSGI runs, and listens on the port that nginx asks.',
		changes: 'application server',
		like: 'refuse',
		gateway: nginx,
		expects: '502',
		before: false,
		after: true,
		stage: (runs, place) => [...(runs ? [uwsgiWith(place)] : []), passed(place)],
	}),
	scenario({
		id: 'uwsgi-harakiri',
		says: 'The application takes three seconds, and uWSGI kills a worker that takes more than one.',
		fix: '--harakiri is longer than the application takes.',
		changes: 'application server',
		like: 'close-after-request',
		gateway: nginx,
		expects: '502',
		visit: { path: '/slow' },
		before: 1,
		after: 10,
		stage: (seconds, place) => [
			uwsgiWith(place, { does: sometimesSlow, options: ` --harakiri ${seconds}` }),
			passed(place),
		],
	}),
	scenario({
		id: 'uwsgi-read-timeout',
		says: 'The application takes three seconds, and nginx waits for one.',
		fix: 'uwsgi_read_timeout is longer than the application takes.',
		changes: 'gateway',
		like: 'answer-after-3s',
		gateway: nginx,
		expects: '504',
		visit: { path: '/slow' },
		before: '1s',
		after: '10s',
		stage: (timeout, place) => [
			uwsgiWith(place, { does: sometimesSlow }),
			passed(place, `uwsgi_read_timeout ${timeout};`),
		],
	}),
	scenario({
		id: 'uwsgi-proxy-pass',
		says: 'nginx speaks HTTP to a socket of uWSGI that speaks the protocol uwsgi.',
		fix: 'uwsgi_pass instead of proxy_pass.',
		changes: 'gateway',
		gateway: nginx,
		expects: '502',
		before: proxied,
		after: passed,
		stage: (gateway: (place: Place) => Act, place) => [uwsgiWith(place), gateway(place)],
	}),
	scenario({
		id: 'uwsgi-pass-to-http',
		says: 'nginx speaks the protocol uwsgi to a socket of uWSGI that speaks HTTP.',
		fix: 'The socket of uWSGI is a --socket, not an --http-socket.',
		changes: 'application server',
		gateway: nginx,
		expects: '502',
		before: 'http-socket',
		after: 'socket',
		stage: (socket: 'http-socket' | 'socket', place) => [uwsgiWith(place, { socket }), passed(place)],
	}),
	scenario({
		id: 'uwsgi-buffer-size',
		says: 'The address has 5,000 characters, and uWSGI has 4,096 bytes for the head of a request.',
		fix: '--buffer-size is 32768.',
		changes: 'application server',
		gateway: nginx,
		expects: '502',
		visit: { path: `/?q=${'a'.repeat(5000)}` },
		before: '',
		after: ' --buffer-size 32768',
		stage: (options, place) => [uwsgiWith(place, { options }), passed(place)],
	}),
	scenario({
		id: 'uwsgi-worker-killed',
		says: 'Something kills the worker in the middle of a request; here the application sends that signal itself.',
		fix: 'Nothing kills it any more.',
		changes: 'application',
		like: 'close-after-request',
		gateway: nginx,
		expects: '502',
		before: 'os.kill(os.getpid(), signal.SIGKILL)',
		after: '',
		stage: (does, place) => [uwsgiWith(place, { does }), passed(place)],
	}),
	scenario({
		id: 'uwsgi-no-application',
		says: 'uWSGI does not find the application, starts without one, and answers 500.',
		fix: 'The application is where uWSGI looks for it.',
		changes: 'application server',
		gateway: nginx,
		expects: '500',
		before: 'store.py',
		after: 'shop.py',
		stage: (file, place) => [
			start(uwsgi, {
				command: `uwsgi_python3 --master --socket 127.0.0.1:${place.app} --wsgi-file ${file}`,
				ready: place.app,
				files: wsgi(),
			}),
			passed(place),
		],
	}),
	scenario({
		id: 'uwsgi-listen-queue',
		says: 'The only worker is busy, and the queue of the socket is full: the kernel refuses another connection.',
		fix: '--listen is 100, as it is by default, and there are enough workers.',
		changes: 'application server',
		gateway: nginx,
		expects: '502',
		before: ' --listen 1 --processes 1',
		after: ' --listen 100 --processes 8',
		stage: (options, place) => [
			start(uwsgi, {
				command: `uwsgi_python3 --master --socket shop.sock --wsgi-file shop.py${options}`,
				ready: { socket: 'shop.sock' },
				files: wsgi(sometimesSlow),
			}),
			nginxWith(place, { location: `uwsgi_pass unix:${place.directory}/shop.sock;\n${parameters}` }),
			occupy('/report', 1),
			occupy('/report', 4),
		],
	}),
];
