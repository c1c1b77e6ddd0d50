import type { Gateway } from '../../gateway.ts';
import adapter from '../../gateways/lighttpd.ts';
import { type Act, type Place, start } from '../../scenario.ts';

/** That it has started may be logged after its port is open. */
export const lighttpd: Gateway = {
	...adapter,
	logs: adapter.logs.map((log) => ({ ...log, ignore: /gw-server re-enabled|server (?:started|stopped)/ })),
};

/**
 * lighttpd as a gateway.
 *
 * @param server the option that forwards requests, and its value
 */
export const lighttpdWith = ({ directory, port }: Place, server: string): Act =>
	start(lighttpd, {
		command: 'lighttpd -D -f lighttpd.conf',
		ready: port,
		files: {
			// It flushes an access log every few seconds, but writes to a pipe at once.
			'lighttpd.conf': `server.modules = ("mod_proxy", "mod_fastcgi", "mod_accesslog")
server.document-root = "${directory}"
server.bind = "127.0.0.1"
server.port = ${port}
server.errorlog = "${directory}/error.log"
server.upload-dirs = ("${directory}")
accesslog.filename = "|exec cat >>${directory}/access.log"
${server}
`,
		},
	});

/** mod_proxy, and one application. */
export const proxyServer = (says: string): string => `proxy.server = ("" => ((${says})))`;
