import type { Gateway } from '../../gateway.ts';
import adapter from '../../gateways/apache.ts';
import { type Act, type Place, start } from '../../scenario.ts';

/** That it has started may be logged after its port is open. */
export const apache: Gateway = {
	...adapter,
	logs: adapter.logs.map((log) => ({ ...log, ignore: /AH00489|AH00094/ })),
};

/** What is needed to forward requests over HTTP and HTTPS. */
const modules = ['mpm_event', 'authz_core', 'proxy', 'proxy_http', 'ssl', 'socache_shmcb'];

/**
 * Apache as a gateway.
 *
 * @param says directives, such as `ProxyPass`
 * @param more modules without which it does not understand them
 */
export const apacheWith = ({ directory, port }: Place, says: string, more: readonly string[] = []): Act =>
	start(apache, {
		command: 'apache2 -d . -f httpd.conf -D FOREGROUND',
		ready: port,
		files: {
			'httpd.conf': `ServerRoot ${directory}
DefaultRuntimeDir .
PidFile httpd.pid
Listen 127.0.0.1:${port}
ServerName lab.example
${[...modules, ...more].map((name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`).join('\n')}
StartServers 1
ServerLimit 1
ThreadsPerChild 25
MaxRequestWorkers 25
MinSpareThreads 5
MaxSpareThreads 25
ErrorLog error.log
LogFormat "%h \\"%r\\" %>s %b" short
CustomLog access.log short
${says}
`,
		},
	});
