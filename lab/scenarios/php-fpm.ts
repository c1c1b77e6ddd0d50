import nginx from '../gateways/nginx.ts';
import { occupy, scenario } from '../scenario.ts';
import { nginxWith } from './setups/nginx.ts';
import { phpApp, toPhp } from './setups/php-fpm.ts';

const hello = `echo "hello\\n";`;

/** Three seconds for `/?slow`, and eight for `/?report`. */
const sometimesSlow = `sleep(['slow' => 3, 'report' => 8][$_SERVER['QUERY_STRING']] ?? 0);\n${hello}`;

/** nginx and php-fpm. */
export const scenarios = [
	scenario({
		id: 'php-fpm-down',
		says: 'php-fpm does not run, and its socket is not there.',
		fix: 'php-fpm runs, and makes the socket that nginx looks for.',
		changes: 'application server',
		like: 'unix-missing',
		gateway: nginx,
		expects: '502',
		before: [],
		after: [phpApp(hello)],
		stage: (php, place) => [...php, nginxWith(place, { location: toPhp(place) })],
	}),
	scenario({
		id: 'php-fpm-socket-denied',
		says: 'The socket of php-fpm belongs to root, and nginx, which runs as nobody, may not write to it.',
		fix: 'listen.owner is the user as whom nginx runs.',
		changes: 'application server',
		like: 'unix-denied',
		gateway: nginx,
		expects: '502',
		before: 'root',
		after: 'nobody',
		stage: (owner, place) => [
			phpApp(hello, { listen: `php.sock\nlisten.owner = ${owner}\nlisten.mode = 0600` }),
			nginxWith(place, { location: toPhp(place) }),
		],
	}),
	scenario({
		id: 'php-fpm-listens-on-a-port',
		says: 'php-fpm listens on a port, and nginx looks for a socket.',
		fix: 'fastcgi_pass names the port.',
		changes: 'gateway',
		like: 'unix-missing',
		gateway: nginx,
		expects: '502',
		before: 'socket',
		after: 'port',
		stage: (address: 'socket' | 'port', place) => [
			phpApp(hello, { listen: `127.0.0.1:${place.app}`, ready: place.app }),
			nginxWith(place, { location: toPhp(place, address === 'port' ? `127.0.0.1:${place.app}` : undefined) }),
		],
	}),
	scenario({
		id: 'php-fpm-proxy-pass',
		says: 'nginx speaks HTTP to php-fpm, which speaks FastCGI.',
		fix: 'fastcgi_pass instead of proxy_pass, with the parameters that php-fpm needs.',
		changes: 'gateway',
		gateway: nginx,
		expects: '502',
		before: 'http',
		after: 'fastcgi',
		stage: (protocol, place) => [
			phpApp(hello),
			nginxWith(place, {
				location: protocol === 'http' ? `proxy_pass http://unix:${place.directory}/php.sock:/;` : toPhp(place),
			}),
		],
	}),
	scenario({
		id: 'php-fpm-allowed-clients',
		says: 'php-fpm accepts connections of another machine only, and closes the one of nginx at once.',
		fix: 'listen.allowed_clients has the address of nginx.',
		changes: 'application server',
		like: 'accept-close',
		gateway: nginx,
		expects: '502',
		// nginx sees the end of the connection, or the reset for what it had sent already.
		race: true,
		before: '192.0.2.7',
		after: '127.0.0.1',
		stage: (client, place) => [
			phpApp(hello, { listen: `127.0.0.1:${place.app}\nlisten.allowed_clients = ${client}`, ready: place.app }),
			nginxWith(place, { location: toPhp(place, `127.0.0.1:${place.app}`) }),
		],
	}),
	scenario({
		id: 'php-fpm-read-timeout',
		says: 'The script takes three seconds, and nginx waits for one.',
		fix: 'fastcgi_read_timeout is longer than the script takes.',
		changes: 'gateway',
		like: 'answer-after-3s',
		gateway: nginx,
		expects: '504',
		visit: { path: '/?slow' },
		before: '1s',
		after: '10s',
		stage: (timeout, place) => [
			phpApp(sometimesSlow),
			nginxWith(place, { location: `${toPhp(place)}\nfastcgi_read_timeout ${timeout};` }),
		],
	}),
	scenario({
		id: 'php-fpm-terminate-timeout',
		says: 'The script takes three seconds, and php-fpm kills a worker that takes more than one.',
		fix: 'request_terminate_timeout is longer than the script takes.',
		changes: 'application server',
		gateway: nginx,
		expects: '502',
		visit: { path: '/?slow' },
		before: '1',
		after: '10',
		stage: (seconds, place) => [
			phpApp(sometimesSlow, { pool: `request_terminate_timeout = ${seconds}` }),
			nginxWith(place, { location: toPhp(place) }),
		],
	}),
	scenario({
		id: 'php-fpm-max-children',
		says: 'The only worker is busy with a slow request, and the next one waits longer than nginx does.',
		fix: 'pm.max_children is 4.',
		changes: 'application server',
		gateway: nginx,
		expects: '504',
		before: 1,
		after: 4,
		stage: (children, place) => [
			{
				...phpApp(sometimesSlow, {
					workers: `pm = dynamic
pm.start_servers = 1
pm.min_spare_servers = 1
pm.max_spare_servers = 1
pm.max_children = ${children}`,
				}),
				// It complained when the worker became busy, before the request that counts.
				whole: true,
			},
			nginxWith(place, { location: `${toPhp(place)}\nfastcgi_read_timeout 2s;` }),
			occupy('/?report', 1),
		],
	}),
	scenario({
		id: 'php-fpm-backlog',
		says: 'The only worker is busy, and the queue of the socket is full: the kernel refuses another connection.',
		fix: 'listen.backlog is 511, and there are enough workers.',
		changes: 'application server',
		gateway: nginx,
		expects: '502',
		before: [1, 1],
		after: [511, 8],
		stage: ([backlog, children], place) => [
			phpApp(sometimesSlow, {
				workers: `pm = static\npm.max_children = ${children}`,
				pool: `listen.backlog = ${backlog}`,
			}),
			nginxWith(place, { location: toPhp(place) }),
			occupy('/?report', 1),
			occupy('/?report', 4),
		],
	}),
	scenario({
		id: 'php-fpm-big-header',
		says: 'The script sets a cookie of 9 kB, and nginx has one memory page, 4k or 8k, for the head of an answer.',
		fix: 'fastcgi_buffer_size is 16k, and the other buffers are not smaller.',
		changes: 'gateway',
		like: 'header-9k',
		gateway: nginx,
		expects: '502',
		before: '',
		after: 'fastcgi_buffer_size 16k;\nfastcgi_buffers 8 16k;\nfastcgi_busy_buffers_size 32k;',
		stage: (buffers, place) => [
			phpApp(`header('Set-Cookie: session=' . str_repeat('a', 9000));\n${hello}`),
			nginxWith(place, { location: `${toPhp(place)}\n${buffers}` }),
		],
	}),
	scenario({
		id: 'php-fpm-worker-killed',
		says: 'A bug in an extension ends the worker with a segmentation fault; here the script sends that signal itself.',
		fix: 'The script does not do that any more.',
		changes: 'application',
		like: 'rst-after-request',
		gateway: nginx,
		expects: '502',
		before: 'posix_kill(posix_getpid(), SIGSEGV);\nsleep(1);',
		after: '',
		stage: (fault, place) => [
			phpApp(`const SIGSEGV = 11;\n${fault}\n${hello}`),
			nginxWith(place, { location: toPhp(place) }),
		],
	}),
	scenario({
		id: 'php-fpm-fatal-error',
		says: 'The script calls a function that does not exist.',
		fix: 'The script does not call it any more.',
		changes: 'application',
		gateway: nginx,
		expects: '500',
		before: 'no_such_function();',
		after: '',
		stage: (call, place) => [phpApp(`${call}\n${hello}`), nginxWith(place, { location: toPhp(place) })],
	}),
	scenario({
		id: 'php-fpm-memory-limit',
		says: 'The script needs 64 MB, and memory_limit is 8 MB.',
		fix: 'memory_limit is 256 MB.',
		changes: 'application server',
		gateway: nginx,
		expects: '500',
		before: '8M',
		after: '256M',
		stage: (limit, place) => [
			phpApp(`$picture = str_repeat('a', 64 << 20);\n${hello}`, { pool: `php_admin_value[memory_limit] = ${limit}` }),
			nginxWith(place, { location: toPhp(place) }),
		],
	}),
	scenario({
		id: 'php-fpm-script-unknown',
		says: 'SCRIPT_FILENAME is a file that php-fpm does not find.',
		fix: 'SCRIPT_FILENAME is the path of the script as php-fpm sees it.',
		changes: 'gateway',
		gateway: nginx,
		expects: '404',
		before: '/srv/www/index.php',
		after: '/index.php',
		stage: (path, place) => [phpApp(hello), nginxWith(place, { location: toPhp(place).replace('/index.php', path) })],
	}),
	scenario({
		id: 'php-fpm-bad-pool',
		says: 'The configuration of the pool has a mistake, and php-fpm does not start.',
		fix: 'pm.max_children, which every pool must have, is there.',
		changes: 'application server',
		like: 'unix-missing',
		gateway: nginx,
		expects: '502',
		before: '',
		after: '\npm.max_children = 2',
		stage: (children, place) => [
			{
				...phpApp(hello, {
					workers: `pm = static${children}`,
					...(children === '' && { ready: 'ends' }),
				}),
				whole: true,
			},
			nginxWith(place, { location: toPhp(place) }),
		],
	}),
];
