import squid from '../../gateways/squid.ts';
import { type Act, type Place, start } from '../../scenario.ts';

/**
 * Squid as a gateway that caches nothing.
 *
 * @param peer what `cache_peer` says of the application, from the host on
 * @param more other lines
 */
export const squidWith = ({ directory, port }: Place, peer: string, more = ''): Act =>
	start(squid, {
		command: 'squid -N -f squid.conf',
		ready: port,
		files: {
			'squid.conf': `http_port 127.0.0.1:${port} accel defaultsite=lab.example no-vhost
cache_peer ${peer}
never_direct allow all
http_access allow all
cache deny all
visible_hostname lab.example
pid_filename ${directory}/squid.pid
cache_log ${directory}/cache.log
access_log stdio:${directory}/access.log squid
coredump_dir ${directory}
netdb_filename none
pinger_enable off
dns_nameservers 127.0.0.1
connect_timeout 1 second
shutdown_lifetime 0 seconds
${more}
`,
		},
	});

/** An application that is the origin of the site, and no other proxy. */
export const originAt = (port: number, more = '', host = '127.0.0.1'): string =>
	`${host} parent ${port} 0 no-query no-digest no-netdb-exchange originserver${more}`;
