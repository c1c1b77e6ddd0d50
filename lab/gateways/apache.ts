import { each, type Gateway, type Target, urlOf } from '../gateway.ts';

/** Workers are told apart by this address; sockets that share one would share a worker, and get each other's requests. */
const backendOf = (target: Target): string =>
	target.socket ? `unix:${target.socket}|http://${target.name}.localhost/` : `${urlOf(target)}/`;

const modules = ['mpm_event', 'authz_core', 'proxy', 'proxy_http', 'ssl', 'socache_shmcb'];

export default {
	id: 'apache',
	product: 'apache',
	install: { debian: 'apache2' },
	program: 'apache2',
	version: { arguments: ['-v'], pattern: /Apache\/([\d.]+)/ },
	logs: [{ file: 'error.log' }, { file: 'access.log', access: true }],
	setup: ({ directory, port, targets, authority, limits }) => ({
		command: ['apache2', '-d', directory, '-f', `${directory}/httpd.conf`, '-DFOREGROUND'],
		files: {
			'httpd.conf': `ServerRoot ${directory}
DefaultRuntimeDir ${directory}
PidFile ${directory}/httpd.pid
Listen 127.0.0.1:${port}
ServerName lab.example
${each(modules, (name) => `LoadModule ${name}_module /usr/lib/apache2/modules/mod_${name}.so`)}
StartServers 1
ServerLimit 1
ThreadsPerChild 25
MaxRequestWorkers 25
MinSpareThreads 5
MaxSpareThreads 25
ErrorLog ${directory}/error.log
LogLevel warn
LogFormat "%h \\"%r\\" %>s %b" lab
CustomLog ${directory}/access.log lab
Timeout 5
SSLProxyEngine on
SSLProxyCACertificateFile ${authority}
${each(
	targets.filter((target) => target.verify),
	(target) => `<Proxy "${urlOf(target)}/*">
	SSLProxyVerify require
	SSLProxyCACertificateFile ${authority}
</Proxy>`,
)}
${each(
	targets,
	(target) =>
		`ProxyPass "${target.path}" "${backendOf(target)}" connectiontimeout=${limits.connect} timeout=${limits.read} retry=0`,
)}
`,
		},
	}),
} satisfies Gateway;
