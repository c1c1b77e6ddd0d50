import { each, type Gateway, type Target, urlOf } from '../gateway.ts';

/** One location for each way of naming an upstream that nginx has. */
function location(target: Target): string {
	const { name, path, host, port, socket } = target;
	if (socket) return `location ${path} { proxy_pass http://unix:${socket}:/; }`;
	if (target.keepAlive)
		return `location ${path} { proxy_http_version 1.1; proxy_set_header Connection ""; proxy_pass http://${name}/; }`;
	// A variable makes nginx resolve the name for each request; a name in plain text is resolved when it starts.
	if (target.resolve === 'per request')
		return `location ${path} { set $upstream ${host}; proxy_pass http://$upstream:${port}; }`;
	const verified = target.verify ? ' proxy_ssl_verify on; proxy_ssl_server_name on;' : '';
	return `location ${path} { proxy_pass ${urlOf(target)}/;${verified} }`;
}

export default {
	id: 'nginx',
	product: 'nginx',
	install: { debian: 'nginx-light' },
	program: 'nginx',
	version: { arguments: ['-v'], pattern: /nginx\/([\d.]+)/ },
	logs: [{ file: 'error.log' }, { file: 'access.log', access: true }],
	resolvesBothWays: true,
	alone: (target) => target.mode === 'unresolvable-static',
	varies: [
		[/\b\d+#\d+: \*\d+ /g, '<pid>#<tid>: *<connection> '],
		[/\b\d+#\d+: /g, '<pid>#<tid>: '],
	],
	setup: ({ directory, port, targets, authority, limits }) => ({
		// It opens the error log that was compiled in before it reads the file, unless -e names another.
		command: ['nginx', '-p', directory, '-e', `${directory}/error.log`, '-c', `${directory}/nginx.conf`],
		files: {
			'nginx.conf': `daemon off;
worker_processes 1;
pid nginx.pid;
error_log error.log;
events {
	worker_connections 512;
}
http {
	access_log access.log;
	client_body_temp_path body;
	proxy_temp_path proxy;
	fastcgi_temp_path fastcgi;
	uwsgi_temp_path uwsgi;
	scgi_temp_path scgi;
	client_max_body_size 20m;
	resolver 127.0.0.1 ipv6=off valid=1s;
	resolver_timeout 1s;
	proxy_connect_timeout ${limits.connect}s;
	proxy_read_timeout ${limits.read}s;
	proxy_send_timeout ${limits.read}s;
	proxy_ssl_trusted_certificate ${authority};
${each(
	targets.filter((target) => target.keepAlive),
	({ name, host, port }) => `	upstream ${name} { server ${host}:${port}; keepalive 4; }`,
)}
	server {
		listen 127.0.0.1:${port};
		server_name lab.example;
${each(targets, (target) => `		${location(target)}`)}
	}
}
`,
		},
	}),
} satisfies Gateway;
