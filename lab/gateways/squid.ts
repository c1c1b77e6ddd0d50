import { each, type Gateway, type Target } from '../gateway.ts';

const tls = (target: Target, authority: string): string => {
	if (target.scheme === 'http') return '';
	return ` tls tls-cafile=${authority}${target.verify ? '' : ' sslflags=DONT_VERIFY_PEER'}`;
};

export default {
	id: 'squid',
	product: 'squid',
	install: { debian: 'squid-openssl' },
	program: 'squid',
	version: { arguments: ['-v'], pattern: /Squid Cache: Version ([\d.]+)/ },
	logs: [
		{ file: 'cache.log', ignore: /storeLateRelease/ },
		// The lab looks whether the port is open, which Squid logs as a request that never came.
		{ file: 'access.log', access: true, ignore: /transaction-end-before-headers/ },
	],
	ignores: ({ socket }) => (socket ? 'Squid knows no upstream on a Unix socket' : undefined),
	varies: [
		[/\bmaster\d+/g, 'master<n>'],
		[/\bconn\d+/g, 'conn<n>'],
		[/\b(FD|port) \d+/g, '$1 <n>'],
		[/^(<time>|\d+\.\d+) +\d+ /gm, '<time> <ms> '],
		[/\bflags=\d+/g, 'flags=<n>'],
	],
	setup: ({ directory, port, targets, authority, limits }) => ({
		command: ['squid', '-N', '-f', `${directory}/squid.conf`],
		files: {
			'squid.conf': `http_port 127.0.0.1:${port} accel defaultsite=lab.example no-vhost
pid_filename ${directory}/squid.pid
cache_log ${directory}/cache.log
access_log stdio:${directory}/access.log squid
coredump_dir ${directory}
netdb_filename none
cache deny all
pinger_enable off
visible_hostname lab.example
dns_nameservers 127.0.0.1
connect_timeout ${limits.connect} seconds
read_timeout ${limits.read} seconds
forward_timeout 4 seconds
shutdown_lifetime 0 seconds
http_access allow all
never_direct allow all
${each(
	targets,
	(
		target,
	) => `cache_peer ${target.host} parent ${target.port} 0 no-query no-digest no-netdb-exchange originserver name=${target.name} connect-timeout=${limits.connect}${tls(target, authority)}
acl ${target.name} urlpath_regex ^${target.path}
cache_peer_access ${target.name} allow ${target.name}
cache_peer_access ${target.name} deny all`,
)}
`,
		},
	}),
} satisfies Gateway;
