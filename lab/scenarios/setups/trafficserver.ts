import trafficserver from '../../gateways/trafficserver.ts';
import { type Act, type Place, run, start } from '../../scenario.ts';

/** Settings of records.config: name → value. */
export type Records = Readonly<Record<string, string | number>>;

/**
 * Traffic Server as a gateway that caches nothing. It takes the pages for errors from what is installed.
 *
 * @param upstream the address to which all requests go
 * @param records settings beyond those that every one must have
 */
export const trafficserverWith = (
	{ directory, port }: Place,
	upstream: string,
	records: Records = {},
): readonly Act[] => [
	run('mkdir -m 777 -p cache run var && cp -r /etc/trafficserver/body_factory etc/'),
	start(trafficserver, {
		command: `traffic_server --run-root=${directory}/runroot.yaml`,
		ready: port,
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
			'etc/records.config': linesOf({
				'http.server_ports': `${port}:ip-in=127.0.0.1`,
				'http.cache.http': 0,
				'admin.user_id': '#-1',
				'exec_thread.autoconfig': 0,
				'exec_thread.limit': 1,
				'http.connect_attempts_max_retries': 0,
				'log.logging_enabled': 3,
				'log.max_secs_per_buffer': 1,
				'log.periodic_tasks_interval': 1,
				'dns.nameservers': '127.0.0.1',
				'dns.resolv_conf': 'NULL',
				'hostdb.host_file.path': '/etc/hosts',
				...records,
			}),
			'etc/remap.config': `map / ${upstream}/\n`,
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
    - name: short
      format: '%<cqhm> %<cqu> %<pssc> crc=%<crc> sssc=%<sssc>'
  logs:
    - filename: access
      format: short
      mode: ascii
`,
		},
	}),
];

const linesOf = (records: Records): string =>
	Object.entries(records)
		.map(([name, value]) => `CONFIG proxy.config.${name} ${typeof value === 'number' ? 'INT' : 'STRING'} ${value}\n`)
		.join('');
