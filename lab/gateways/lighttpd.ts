import { each, type Gateway, type Target } from '../gateway.ts';

const address = ({ host, port, socket }: Target): string =>
	socket ? `"socket" => "${socket}"` : `"host" => "${host}", "port" => ${port}`;

export default {
	id: 'lighttpd',
	product: 'lighttpd',
	install: { debian: 'lighttpd' },
	program: 'lighttpd',
	version: { arguments: ['-v'], pattern: /lighttpd\/([\d.]+)/ },
	logs: [
		// That it tries an upstream again belongs to no request.
		{ file: 'error.log', ignore: /gw-server re-enabled/ },
		{ file: 'access.log', access: true },
	],
	ignores: ({ scheme }) => (scheme === 'https' ? 'mod_proxy speaks no TLS to its upstreams' : undefined),
	alone: ({ mode }) => mode === 'unresolvable',
	varies: [
		[/\bread\(\) \d+ \d+/g, 'read() <fd> <n>'],
		[/\(fd: \d+\)/g, '(fd: <fd>)'],
	],
	setup: ({ directory, port, targets, limits }) => ({
		command: ['lighttpd', '-D', '-f', `${directory}/lighttpd.conf`],
		files: {
			// It flushes an access log every few seconds, but writes to a pipe at once.
			'lighttpd.conf': `server.modules = ("mod_proxy", "mod_accesslog")
server.document-root = "${directory}"
server.bind = "127.0.0.1"
server.port = ${port}
server.errorlog = "${directory}/error.log"
accesslog.filename = "|exec cat >>${directory}/access.log"
server.upload-dirs = ("${directory}")
${each(
	targets,
	(target) => `$HTTP["url"] =^ "${target.path}" {
	proxy.server = ("" => ((${address(target)}, "connect-timeout" => ${limits.connect}, "read-timeout" => ${limits.read}, "write-timeout" => ${limits.read})))
}`,
)}
`,
		},
	}),
} satisfies Gateway;
