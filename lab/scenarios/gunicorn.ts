import gunicorn from '../apps/gunicorn.ts';
import gunicornCurrent from '../apps/gunicorn-current.ts';
import nginx from '../gateways/nginx.ts';
import { type Act, type AppServer, occupy, type Place, scenario, start } from '../scenario.ts';
import { nginxWith } from './setups/nginx.ts';
import { sometimesSlow, wsgi } from './setups/python.ts';

/** gunicorn with a WSGI application, on the port for applications. */
const gunicornWith = (
	{ app }: Pick<Place, 'app'>,
	{ does, options = '', server = gunicorn }: { does?: string; options?: string; server?: AppServer } = {},
): Act =>
	start(server, {
		command: `gunicorn --bind 127.0.0.1:${app}${options} shop:application`,
		ready: app,
		files: wsgi(does),
	});

const proxied = (place: Place, more = ''): Act =>
	nginxWith(place, { location: `proxy_pass http://127.0.0.1:${place.app};\n${more}` });

/** The same with gunicorn of Debian and with the current one, which say other things. */
const workerTimeout = (id: string, server: AppServer, expects: string) =>
	scenario({
		id,
		says: 'The application takes three seconds, and gunicorn kills a worker that takes more than one.',
		fix: '--timeout is longer than the application takes.',
		changes: 'application server',
		like: expects === '502' ? 'close-after-request' : 'upstream-500',
		gateway: nginx,
		expects,
		visit: { path: '/slow' },
		before: 1,
		after: 10,
		stage: (seconds, place) => [
			gunicornWith(place, { does: sometimesSlow, options: ` --timeout ${seconds}`, server }),
			proxied(place),
		],
	});

const workerKilled = (id: string, server: AppServer) =>
	scenario({
		id,
		says: 'Something kills the worker in the middle of a request; here the application sends that signal itself.',
		fix: 'Nothing kills it any more.',
		changes: 'application',
		like: 'close-after-request',
		gateway: nginx,
		expects: '502',
		before: 'os.kill(os.getpid(), signal.SIGKILL)',
		after: '',
		stage: (does, place) => [gunicornWith(place, { does, server }), proxied(place)],
	});

/** nginx and gunicorn. */
export const scenarios = [
	scenario({
		id: 'gunicorn-down',
		says: 'gunicorn does not run.',
		fix: 'gunicorn runs, and listens on the port that nginx asks.',
		changes: 'application server',
		like: 'refuse',
		gateway: nginx,
		expects: '502',
		before: false,
		after: true,
		stage: (runs, place) => [...(runs ? [gunicornWith(place)] : []), proxied(place)],
	}),
	scenario({
		id: 'gunicorn-import-error',
		says: 'The application imports a module that is not installed; no worker starts, and gunicorn ends.',
		fix: 'The application imports what is there.',
		changes: 'application',
		like: 'refuse',
		gateway: nginx,
		expects: '502',
		before: 'import no_such_module\n',
		after: '',
		stage: (imports, place) => [
			start(gunicorn, {
				command: `gunicorn --bind 127.0.0.1:${place.app} shop:application`,
				ready: imports === '' ? place.app : 'ends',
				whole: true,
				files: { 'shop.py': `${imports}${wsgi()['shop.py']}` },
			}),
			proxied(place),
		],
	}),
	scenario({
		id: 'gunicorn-other-port',
		says: 'gunicorn listens on its default port, 8000, and nginx asks on another.',
		fix: 'proxy_pass names the port on which gunicorn listens.',
		changes: 'gateway',
		like: 'refuse',
		gateway: nginx,
		expects: '502',
		before: 'closed',
		after: 'app',
		stage: (port: 'closed' | 'app', place) => [
			gunicornWith(place),
			nginxWith(place, { location: `proxy_pass http://127.0.0.1:${place[port]};` }),
		],
	}),
	workerTimeout('gunicorn-worker-timeout', gunicorn, '502'),
	// A worker of the current gunicorn still answers 500 when it is told to end.
	workerTimeout('gunicorn-current-worker-timeout', gunicornCurrent, '500'),
	workerKilled('gunicorn-worker-killed', gunicorn),
	workerKilled('gunicorn-current-worker-killed', gunicornCurrent),
	scenario({
		id: 'gunicorn-read-timeout',
		says: 'The application takes three seconds, gunicorn lets it, and nginx waits for one.',
		fix: 'proxy_read_timeout is longer than the application takes.',
		changes: 'gateway',
		like: 'answer-after-3s',
		gateway: nginx,
		expects: '504',
		visit: { path: '/slow' },
		before: '1s',
		after: '10s',
		stage: (timeout, place) => [
			gunicornWith(place, { does: sometimesSlow }),
			proxied(place, `proxy_read_timeout ${timeout};`),
		],
	}),
	scenario({
		id: 'gunicorn-workers-busy',
		says: 'The only worker is busy with a slow request, and the next one waits longer than nginx does.',
		fix: 'gunicorn has four workers.',
		changes: 'application server',
		gateway: nginx,
		expects: '504',
		before: 1,
		after: 4,
		stage: (workers, place) => [
			gunicornWith(place, { does: sometimesSlow, options: ` --workers ${workers}` }),
			proxied(place, 'proxy_read_timeout 2s;'),
			occupy('/report', 1),
		],
	}),
	scenario({
		id: 'gunicorn-exception',
		says: 'The application raises an exception, and gunicorn answers 500.',
		fix: 'The application does not raise it any more.',
		changes: 'application',
		like: 'upstream-500',
		gateway: nginx,
		expects: '500',
		before: "environ['NO_SUCH_KEY']",
		after: '',
		stage: (does, place) => [gunicornWith(place, { does }), proxied(place)],
	}),
];
