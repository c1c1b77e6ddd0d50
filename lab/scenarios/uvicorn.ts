import uvicorn from '../apps/uvicorn.ts';
import nginx from '../gateways/nginx.ts';
import { type Act, occupy, type Place, scenario, start } from '../scenario.ts';
import { nginxWith } from './setups/nginx.ts';
import { asgi } from './setups/python.ts';

/** uvicorn with an ASGI application, on the port for applications. */
const uvicornWith = (
	{ app }: Pick<Place, 'app'>,
	{ does, options = '' }: { does?: string; options?: string } = {},
): Act =>
	start(uvicorn, {
		command: `uvicorn --port ${app}${options} shop:application`,
		ready: app,
		files: asgi(does),
	});

const proxied = (place: Place, more = ''): Act =>
	nginxWith(place, { location: `proxy_pass http://127.0.0.1:${place.app};\n${more}` });

/** nginx and uvicorn. */
export const scenarios = [
	scenario({
		id: 'uvicorn-down',
		says: 'uvicorn does not run.',
		fix: 'uvicorn runs, and listens on the port that nginx asks.',
		changes: 'application server',
		like: 'refuse',
		gateway: nginx,
		expects: '502',
		before: false,
		after: true,
		stage: (runs, place) => [...(runs ? [uvicornWith(place)] : []), proxied(place)],
	}),
	scenario({
		id: 'uvicorn-import-error',
		says: 'The application imports a module that is not installed, and uvicorn ends.',
		fix: 'The application imports what is there.',
		changes: 'application',
		like: 'refuse',
		gateway: nginx,
		expects: '502',
		before: 'import no_such_module\n',
		after: '',
		stage: (imports, place) => [
			start(uvicorn, {
				command: `uvicorn --port ${place.app} shop:application`,
				ready: imports === '' ? place.app : 'ends',
				whole: true,
				files: { 'shop.py': `${imports}${asgi()['shop.py']}` },
			}),
			proxied(place),
		],
	}),
	scenario({
		id: 'uvicorn-blocked-loop',
		says: 'A handler sleeps without giving up the event loop, and every other request waits longer than nginx does.',
		fix: 'The handler waits with await.',
		changes: 'application',
		gateway: nginx,
		expects: '504',
		before: 'time.sleep(8)',
		after: 'await asyncio.sleep(8)',
		stage: (sleeps, place) => [
			uvicornWith(place, { does: `if scope['path'] == '/report':\n    ${sleeps}` }),
			proxied(place, 'proxy_read_timeout 2s;'),
			occupy('/report', 1),
		],
	}),
	scenario({
		id: 'uvicorn-limit-concurrency',
		says: 'uvicorn may have fewer than two connections at a time; one request is being served, and the next gets a 503.',
		fix: '--limit-concurrency is 100.',
		changes: 'application server',
		like: 'upstream-503',
		gateway: nginx,
		expects: '503',
		before: 2,
		after: 100,
		stage: (limit, place) => [
			uvicornWith(place, {
				does: `if scope['path'] == '/report':\n    await asyncio.sleep(8)`,
				options: ` --limit-concurrency ${limit}`,
			}),
			proxied(place),
			occupy('/report', 1),
		],
	}),
	scenario({
		id: 'uvicorn-worker-killed',
		says: 'Something kills the worker in the middle of a request; here the application sends that signal itself.',
		fix: 'Nothing kills it any more.',
		changes: 'application',
		like: 'close-after-request',
		gateway: nginx,
		expects: '502',
		before: 'os.kill(os.getpid(), signal.SIGKILL)',
		after: '',
		stage: (does, place) => [uvicornWith(place, { does, options: ' --workers 2' }), proxied(place)],
	}),
	scenario({
		id: 'uvicorn-tls',
		says: 'uvicorn was given a certificate and speaks HTTPS, and nginx speaks plain HTTP to it.',
		fix: 'proxy_pass begins with https.',
		changes: 'gateway',
		like: 'plain-to-tls',
		gateway: nginx,
		expects: '502',
		before: 'http',
		after: 'https',
		stage: (scheme, place) => [
			uvicornWith(place, {
				options: ` --ssl-certfile ${place.certificates.good.certificate} --ssl-keyfile ${place.certificates.good.key}`,
			}),
			nginxWith(place, { location: `proxy_pass ${scheme}://127.0.0.1:${place.app};` }),
		],
	}),
];
