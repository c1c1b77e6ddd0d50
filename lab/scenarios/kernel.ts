import { existsSync, readFileSync } from 'node:fs';
import gunicorn from '../apps/gunicorn.ts';
import nodejs from '../apps/nodejs.ts';
import nginx from '../gateways/nginx.ts';
import { type Act, type Place, run, scenario, start, type Tool, wait, withoutRoot } from '../scenario.ts';
import { nginxWith } from './setups/nginx.ts';
import { goodNodeApp, nodeApp } from './setups/nodejs.ts';
import { phpApp, toPhp } from './setups/php-fpm.ts';
import { wsgi } from './setups/python.ts';

/** What the kernel does to a connection or to a process. */

const nftables: Tool = {
	id: 'nftables',
	install: { debian: 'nftables' },
	program: 'nft',
	version: { arguments: ['--version'], pattern: /v([\d.]+)/ },
};

/**
 * A firewall that forgets a connection after one second without a packet, as others do after minutes, and from then on
 * drops or rejects what comes over it. The application listens on an address of its own, 127.0.0.2.
 */
const forgetfulFirewall = (then: 'drop' | 'reject with tcp reset'): Act[] => [
	run('nft -f firewall.nft', {
		'firewall.nft': `table ip lab {
	chain input {
		type filter hook input priority 0;
		ip daddr 127.0.0.2 tcp flags & (syn | ack) != syn ct state new,invalid ${then}
	}
}
`,
	}),
	// These settings exist as soon as a rule looks at the state of connections.
	run('sysctl -qw net.netfilter.nf_conntrack_tcp_timeout_established=1 net.netfilter.nf_conntrack_tcp_loose=0'),
];

const withFirewall = {
	gateway: nginx,
	needsNamespace: 'a firewall of its own must exist',
	tools: [nftables],
	alone: true,
	cleanup: 'nft delete table ip lab; sysctl -qw net.netfilter.nf_conntrack_tcp_timeout_established=432000',
} as const;

const keepingConnections = (place: Place, timeout: string): Act =>
	nginxWith(place, {
		http: `upstream shop {
	server 127.0.0.2:${place.app};
	keepalive 4;
	${timeout}
}`,
		location: `proxy_pass http://shop;
proxy_http_version 1.1;
proxy_set_header Connection "";
proxy_read_timeout 2s;`,
	});

const takesBody = `request.resume().on('end', () => response.end('hello\\n'));`;

/** Gives processes a limit of memory, with whichever version of cgroups the system has. */
const limitScript = `# limit.sh 64M 123 124: the processes 123 and 124 may have 64 MB together.
name=lab-$(pwd | cksum | cut -d ' ' -f 1)
if grep -qsw memory /sys/fs/cgroup/cgroup.subtree_control; then
	group=/sys/fs/cgroup/$name
	limit=memory.max
else
	group=/sys/fs/cgroup/memory/$name
	limit=memory.limit_in_bytes
fi
if [ "$1" = remove ]; then exec rmdir $group; fi
mkdir -p $group
echo $1 > $group/$limit
shift
for process; do echo $process > $group/cgroup.procs; done
`;

const limited = (limit: string, processes: string): Act =>
	run(`sh limit.sh ${limit} ${processes}`, { 'limit.sh': limitScript });

const withMemoryLimit = {
	gateway: nginx,
	unless: () => {
		const control = '/sys/fs/cgroup/cgroup.subtree_control';
		const isThere =
			existsSync('/sys/fs/cgroup/memory/memory.limit_in_bytes') ||
			(existsSync(control) && /\bmemory\b/.test(readFileSync(control, 'utf8')));
		return isThere ? withoutRoot('it makes a cgroup')() : 'this system has no cgroups that limit memory';
	},
	cleanup: 'sh limit.sh remove',
} as const;

/** nginx and an application, with the kernel between them or against one of them. */
export const scenarios = [
	scenario({
		...withFirewall,
		id: 'nginx-firewall-drops-idle',
		says: 'A firewall between nginx and the application forgets idle connections, and drops the next request over one.',
		fix: 'keepalive_timeout of the upstream block is shorter than the memory of the firewall.',
		changes: 'gateway',
		expects: '504',
		visit: { times: 2, gap: 2200 },
		before: '',
		after: 'keepalive_timeout 500ms;',
		stage: (timeout, place) => [
			...forgetfulFirewall('drop'),
			nodeApp(place, takesBody, '127.0.0.2'),
			keepingConnections(place, timeout),
		],
	}),
	scenario({
		...withFirewall,
		id: 'nginx-firewall-resets-idle',
		says: 'A firewall forgets idle connections, and answers the next request over one with a reset; a POST is not repeated.',
		fix: 'keepalive_timeout of the upstream block is shorter than the memory of the firewall.',
		changes: 'gateway',
		like: 'keepalive-race-post',
		expects: '502',
		visit: { method: 'POST', body: 'a=1', times: 2, gap: 2200 },
		before: '',
		after: 'keepalive_timeout 500ms;',
		stage: (timeout, place) => [
			...forgetfulFirewall('reject with tcp reset'),
			nodeApp(place, takesBody, '127.0.0.2'),
			keepingConnections(place, timeout),
		],
	}),
	scenario({
		id: 'nginx-ephemeral-ports',
		says: 'Connections to the application have taken all ports that the system gives away, and nginx gets none.',
		fix: 'The system has its usual 28,232 ports again; keeping connections would need fewer.',
		changes: 'system',
		gateway: nginx,
		expects: '502',
		needsNamespace: 'a setting of the kernel is changed',
		alone: true,
		cleanup: "sysctl -qw net.ipv4.ip_local_port_range='32768 60999'",
		before: '50000 50003',
		after: '32768 60999',
		stage: (range, place) => [
			goodNodeApp(place),
			run(`sysctl -qw net.ipv4.ip_local_port_range='${range}'`),
			start(nodejs, {
				command: 'node others.mjs',
				ready: 'not yet',
				files: {
					'others.mjs': `import { connect } from 'node:net';
for (let count = 0; count < 4; count++) connect(${place.app}, '127.0.0.1');
`,
				},
			}),
			wait(1000),
			nginxWith(place, { location: `proxy_pass http://127.0.0.1:${place.app};` }),
		],
	}),
	scenario({
		...withMemoryLimit,
		id: 'gunicorn-out-of-memory-kill',
		says: 'The application needs more memory than its container may have, and the kernel kills the worker.',
		fix: 'The container may have 256 MB.',
		changes: 'system',
		like: 'close-after-request',
		expects: '502',
		before: '64M',
		after: '256M',
		stage: (limit, place) => [
			start(gunicorn, {
				command: `gunicorn --pid gunicorn.pid --bind 127.0.0.1:${place.app} shop:application`,
				ready: place.app,
				files: wsgi("report = b'a' * 100_000_000"),
			}),
			limited(limit, '$(cat gunicorn.pid) $(pgrep -P $(cat gunicorn.pid))'),
			nginxWith(place, { location: `proxy_pass http://127.0.0.1:${place.app};` }),
		],
	}),
	scenario({
		...withMemoryLimit,
		id: 'php-fpm-out-of-memory-kill',
		says: 'The script needs more memory than its container may have, and the kernel kills the worker.',
		fix: 'The container may have 256 MB.',
		changes: 'system',
		like: 'rst-after-request',
		expects: '502',
		before: '64M',
		after: '256M',
		stage: (limit, place) => [
			phpApp(`$report = str_repeat('a', 100_000_000);\necho "hello\\n";`, {
				workers: 'pm = static\npm.max_children = 1',
			}),
			// As in a container: php-fpm was started as its first process, and its limit is that of all.
			limited(limit, '$(cat php-fpm.pid) $(pgrep -P $(cat php-fpm.pid))'),
			nginxWith(place, { location: toPhp(place) }),
		],
	}),
];
