import envoy from '../../gateways/envoy.ts';
import { installedFolder } from '../../runner/install.ts';
import { type Act, type Place, start } from '../../scenario.ts';
import { indented } from './text.ts';

/** What a configuration of Envoy says beyond what every one must. */
export interface EnvoySays {
	/** The application, in the words of `address`. */
	address: string;
	/** Fields of the cluster, in YAML. */
	cluster?: string;
	/** Fields of the action of the only route, in YAML between braces: `timeout: 1s`. */
	route?: string;
}

const extension = (path: string): string => `type.googleapis.com/envoy.extensions.${path}`;

/** What an operator sees of a request: the beginning of the format that Istio made common, and the upstream. */
const accessLog =
	'[%START_TIME%] "%REQ(:METHOD)% %REQ(:PATH)% %PROTOCOL%" %RESPONSE_CODE% %RESPONSE_FLAGS% %RESPONSE_CODE_DETAILS% "%UPSTREAM_TRANSPORT_FAILURE_REASON%" "%UPSTREAM_HOST%"';

/** Envoy with one listener, one route and one cluster. It has one worker, and writes its access log at once. */
export const envoyWith = ({ port }: Place, { address, cluster = '', route = '' }: EnvoySays): Act =>
	start(envoy, {
		command: `${installedFolder(envoy.install)}/envoy/_bin/envoy -c envoy.yaml --concurrency 1 --disable-hot-restart --file-flush-interval-msec 50`,
		ready: port,
		files: {
			'envoy.yaml': `static_resources:
  listeners:
    - address: { socket_address: { address: 127.0.0.1, port_value: ${port} } }
      filter_chains:
        - filters:
            - name: envoy.filters.network.http_connection_manager
              typed_config:
                "@type": ${extension('filters.network.http_connection_manager.v3.HttpConnectionManager')}
                stat_prefix: visitors
                access_log:
                  - name: envoy.access_loggers.file
                    typed_config:
                      "@type": ${extension('access_loggers.file.v3.FileAccessLog')}
                      path: access.log
                      log_format:
                        text_format_source:
                          inline_string: |
                            ${accessLog}
                http_filters:
                  - name: envoy.filters.http.router
                    typed_config: { "@type": ${extension('filters.http.router.v3.Router')} }
                route_config:
                  virtual_hosts:
                    - name: shop
                      domains: ["*"]
                      routes:
                        - match: { prefix: / }
                          route: { cluster: shop${route && `, ${route}`} }
  clusters:
    - name: shop
      type: STRICT_DNS
      connect_timeout: 1s
      load_assignment:
        cluster_name: shop
        endpoints: [{ lb_endpoints: [{ endpoint: { address: { ${address} } } }] }]
${indented(cluster, 3, '  ')}
`,
		},
	});

/** An address in the words of Envoy. */
export const socketAddress = (port: number, host = '127.0.0.1'): string =>
	`socket_address: { address: ${host}, port_value: ${port} }`;

/** Fields of a cluster that speaks TLS. */
export const tls = (says = ''): string => `transport_socket:
  name: envoy.transport_sockets.tls
  typed_config:
    "@type": ${extension('transport_sockets.tls.v3.UpstreamTlsContext')}
${indented(says, 2, '  ')}`;

/** Fields of a cluster that say how it speaks HTTP. */
export const protocolOptions = (says: string): string => `typed_extension_protocol_options:
  envoy.extensions.upstreams.http.v3.HttpProtocolOptions:
    "@type": ${extension('upstreams.http.v3.HttpProtocolOptions')}
${indented(says, 2, '  ')}`;
