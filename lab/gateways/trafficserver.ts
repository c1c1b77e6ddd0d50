import { each, type Gateway, urlOf } from '../gateway.ts';

/** A setting of records.config for each line. */
const settings = (values: Record<string, string | number>): string =>
	each(
		Object.entries(values),
		([name, value]) => `CONFIG proxy.config.${name} ${typeof value === 'number' ? 'INT' : 'STRING'} ${value}`,
	);

export default {
	id: 'trafficserver',
	product: 'traffic-server',
	install: { debian: 'trafficserver' },
	program: 'traffic_server',
	version: { arguments: ['-V'], pattern: /Traffic Server ([\d.]+)/ },
	logs: [{ file: 'log/error.log' }, { file: 'log/diags.log' }, { file: 'log/access.log', access: true }],
	settles: 1200,
	ignores: ({ socket }) => (socket ? 'Traffic Server 9 knows no upstream on a Unix socket' : undefined),
	// It remembers of a host that it was down, whatever the port.
	alone: ({ scheme }) => scheme === 'https',
	varies: [
		[/\[\d+\]/g, '[<n>]'],
		[/\{0x[0-9a-f]+\}/g, '{<address>}'],
	],
	setup: ({ directory, port, targets, authority, limits }) => ({
		command: ['traffic_server', `--run-root=${directory}/runroot.yaml`],
		environment: { TS_RUNROOT: `${directory}/runroot.yaml` },
		folders: ['log', 'run', 'cache', 'var'],
		copies: { '/etc/trafficserver': 'etc' },
		files: {
			'runroot.yaml': `prefix: ${directory}
exec_prefix: /usr
bindir: /usr/bin
sbindir: /usr/sbin
sysconfdir: ${directory}/etc
datadir: ${directory}/cache
includedir: /usr/include
libdir: /usr/lib/trafficserver
libexecdir: /usr/lib/trafficserver/modules
localstatedir: ${directory}/var
runtimedir: ${directory}/run
logdir: ${directory}/log
cachedir: ${directory}/cache
`,
			'etc/storage.config': `${directory}/cache 16M\n`,
			'etc/plugin.config': '',
			'etc/ip_allow.yaml': `ip_allow:
  - apply: in
    ip_addrs: 127.0.0.1
    action: allow
    methods: ALL
`,
			'etc/logging.yaml': `logging:
  formats:
    - name: lab
      format: '%<cqhm> %<cqu> %<pssc> crc=%<crc> sssc=%<sssc>'
  logs:
    - filename: access
      format: lab
      mode: ascii
`,
			'etc/records.config': `${settings({
				'http.server_ports': `${port}:ip-in=127.0.0.1`,
				'http.cache.http': 0,
				'admin.user_id': '#-1',
				'exec_thread.autoconfig': 0,
				'exec_thread.limit': 1,
				'http.connect_attempts_timeout': limits.read,
				'http.post_connect_attempts_timeout': limits.read,
				'http.connect_attempts_max_retries': 0,
				'http.connect_attempts_max_retries_dead_server': 0,
				'http.transaction_no_activity_timeout_out': limits.read,
				'http.down_server.cache_time': 0,
				'log.logging_enabled': 3,
				'log.max_secs_per_buffer': 1,
				'log.periodic_tasks_interval': 1,
				'url_remap.remap_required': 1,
				'url_remap.pristine_host_hdr': 0,
				'ssl.client.CA.cert.filename': authority.slice(authority.lastIndexOf('/') + 1),
				'ssl.client.CA.cert.path': authority.slice(0, authority.lastIndexOf('/')),
				'ssl.client.verify.server.policy': 'ENFORCED',
				'dns.nameservers': '127.0.0.1',
				'dns.resolv_conf': 'NULL',
				'hostdb.host_file.path': '/etc/hosts',
			})}\n`,
			'etc/remap.config': `${each(targets, (target) => {
				const unverified = '@plugin=conf_remap.so @pparam=proxy.config.ssl.client.verify.server.policy=PERMISSIVE';
				const weakest = target.scheme === 'https' && !target.verify ? ` ${unverified}` : '';
				return `map ${target.path} ${urlOf(target)}/${weakest}`;
			})}\n`,
		},
	}),
} satisfies Gateway;
