import { each, type Gateway, type Target } from '../gateway.ts';

function server(target: Target, authority: string): string {
	const { host, port, socket } = target;
	const address = socket ? `unix@${socket}` : `${host}:${port}`;
	if (target.resolve === 'per request') return `server s1 ${address} resolvers dns init-addr none`;
	if (target.scheme === 'http') return `server s1 ${address}`;
	// There is no default: with "ssl" alone HAProxy refuses to start.
	if (!target.verify) return `server s1 ${address} ssl verify none`;
	return `server s1 ${address} ssl verify required ca-file ${authority} verifyhost ${host} sni str(${host})`;
}

export default {
	id: 'haproxy',
	product: 'haproxy',
	install: { debian: 'haproxy' },
	program: 'haproxy',
	version: { arguments: ['-v'], pattern: /HAProxy version ([\d.]+)/ },
	// A connection without a request is the lab, which looks whether the port is open.
	logs: [{ file: 'stdout.log', access: true, ignore: /<BADREQ>/ }, { file: 'stderr.log' }],
	resolvesBothWays: true,
	alone: ({ resolve }) => resolve === 'at start',
	// The five timers, of which only -1 (it never came to that) says something.
	stable: (line) =>
		line.replace(/(?<= )[+-]?\d+(?:\/[+-]?\d+){4}(?= -?\d+ )/, (timers) => timers.replace(/(?<!-)\d+/g, '<ms>')),
	setup: ({ directory, port, targets, authority, limits }) => ({
		command: ['haproxy', '-db', '-f', `${directory}/haproxy.cfg`],
		files: {
			'haproxy.cfg': `global
	log stdout format raw local0
defaults
	mode http
	log global
	option httplog
	timeout connect ${limits.connect}s
	timeout client 5s
	timeout server ${limits.read}s
	retries 1
resolvers dns
	nameserver d1 127.0.0.1:53
	hold nx 1s
frontend lab
	bind 127.0.0.1:${port}
${each(targets, ({ name, path }) => `	use_backend ${name} if { path_beg ${path} }`)}
${each(targets, (target) => `backend ${target.name}\n	${server(target, authority)}`)}
`,
		},
	}),
} satisfies Gateway;
