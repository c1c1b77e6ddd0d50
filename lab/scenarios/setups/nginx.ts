import type { Gateway } from '../../gateway.ts';
import nginx from '../../gateways/nginx.ts';
import { type Act, type Place, start } from '../../scenario.ts';

/** What a configuration of nginx says beyond what every one must. */
export interface NginxSays {
	/** Directives of the only location, `/`. */
	location: string;
	/** Directives of `http`, such as an upstream group. */
	http?: string;
	/** Connections that a worker may have; as many as by default, unless it says otherwise. */
	connections?: number;
}

/**
 * nginx with one location for everything. It runs as nobody, so it must be told folders into which it may write.
 *
 * @param version another than Debian's
 */
export const nginxWith = (
	{ port }: Place,
	{ location, http = '', connections = 512 }: NginxSays,
	version: Gateway = nginx,
): Act =>
	start(version, {
		command: 'nginx -p . -e error.log -c nginx.conf',
		ready: port,
		files: {
			'nginx.conf': `daemon off;
pid nginx.pid;
events {
	worker_connections ${connections};
}
http {
	error_log error.log;
	access_log access.log;
	client_body_temp_path body;
	proxy_temp_path proxy;
	fastcgi_temp_path fastcgi;
	uwsgi_temp_path uwsgi;
	scgi_temp_path scgi;
${indented(http, 1)}
	server {
		listen 127.0.0.1:${port};
		server_name lab.example;
		location / {
${indented(location, 3)}
		}
	}
}
`,
		},
	});

/** Lines with as many tabs before them. */
const indented = (text: string, tabs: number): string =>
	text
		.split('\n')
		.map((line) => `${'\t'.repeat(tabs)}${line}`)
		.join('\n');
