import puma from '../apps/puma.ts';
import nginx from '../gateways/nginx.ts';
import { type Act, occupy, type Place, scenario, start } from '../scenario.ts';
import { nginxWith } from './setups/nginx.ts';

/** Puma with a Rack application, on the port for applications. */
const pumaWith = (
	{ app }: Pick<Place, 'app'>,
	{ does = '', options = '' }: { does?: string; options?: string } = {},
): Act =>
	start(puma, {
		command: `puma --bind tcp://127.0.0.1:${app}${options} config.ru`,
		ready: app,
		files: {
			'config.ru': `run lambda { |env|
  ${does}
  [200, { 'content-type' => 'text/plain' }, ["hello\\n"]]
}
`,
		},
	});

const proxied = (place: Place, more = ''): Act =>
	nginxWith(place, { location: `proxy_pass http://127.0.0.1:${place.app};\n${more}` });

const sometimesSlow = `sleep({ '/slow' => 3, '/report' => 8 }.fetch(env['PATH_INFO'], 0))`;

/** nginx and Puma. */
export const scenarios = [
	scenario({
		id: 'puma-down',
		says: 'Puma does not run.',
		fix: 'Puma runs, and listens on the port that nginx asks.',
		changes: 'application server',
		like: 'refuse',
		gateway: nginx,
		expects: '502',
		before: false,
		after: true,
		stage: (runs, place) => [...(runs ? [pumaWith(place)] : []), proxied(place)],
	}),
	scenario({
		id: 'puma-boot-error',
		says: 'The application raises an exception while it is loaded, and Puma ends.',
		fix: 'The application can be loaded.',
		changes: 'application',
		like: 'refuse',
		gateway: nginx,
		expects: '502',
		before: "require 'no_such_gem'\n",
		after: '',
		stage: (loads, place) => [
			start(puma, {
				command: `puma --bind tcp://127.0.0.1:${place.app} config.ru`,
				ready: loads === '' ? place.app : 'ends',
				whole: true,
				files: { 'config.ru': `${loads}run lambda { |env| [200, {}, ["hello\\n"]] }\n` },
			}),
			proxied(place),
		],
	}),
	scenario({
		id: 'puma-worker-killed',
		says: 'Something kills the worker in the middle of a request; here the application sends that signal itself.',
		fix: 'Nothing kills it any more.',
		changes: 'application',
		like: 'close-after-request',
		gateway: nginx,
		expects: '502',
		before: 'Process.kill(:KILL, Process.pid)',
		after: '',
		stage: (does, place) => [pumaWith(place, { does, options: ' --workers 1' }), proxied(place)],
	}),
	scenario({
		id: 'puma-read-timeout',
		says: 'The application takes three seconds, and nginx waits for one.',
		fix: 'proxy_read_timeout is longer than the application takes.',
		changes: 'gateway',
		like: 'answer-after-3s',
		gateway: nginx,
		expects: '504',
		visit: { path: '/slow' },
		before: '1s',
		after: '10s',
		stage: (timeout, place) => [
			pumaWith(place, { does: sometimesSlow }),
			proxied(place, `proxy_read_timeout ${timeout};`),
		],
	}),
	scenario({
		id: 'puma-threads-busy',
		says: 'The only thread is busy with a slow request, and the next one waits longer than nginx does.',
		fix: 'Puma has five threads, as it has by default.',
		changes: 'application server',
		gateway: nginx,
		expects: '504',
		before: '1:1',
		after: '5:5',
		stage: (threads, place) => [
			pumaWith(place, { does: sometimesSlow, options: ` --threads ${threads}` }),
			proxied(place, 'proxy_read_timeout 2s;'),
			occupy('/report', 1),
		],
	}),
];
