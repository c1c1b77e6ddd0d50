import type { Gateway } from '../../gateway.ts';
import adapter from '../../gateways/traefik.ts';
import { type Act, type Place, run, start, wait } from '../../scenario.ts';
import { indented } from './text.ts';

/** How it starts may be logged after its port is open. */
export const traefik: Gateway = {
	...adapter,
	logs: adapter.logs.map((log) => ({
		...log,
		ignore: new RegExp(
			[log.ignore?.source, '\\bINF\\b', 'Configuration received', 'Creating', 'Add'].filter(Boolean).join('|'),
		),
	})),
};

/** What a configuration of Traefik says beyond what every one must. */
export interface TraefikSays {
	/** The address of the application. */
	url: string;
	/** Fields of its load balancer, in YAML. */
	loadBalancer?: string;
	/** Fields of its `serversTransport`, in YAML. */
	transport?: string;
}

/** Traefik with one router and one service. */
export const traefikWith = (
	{ port }: Place,
	{ url, loadBalancer = '', transport = '' }: TraefikSays,
): readonly Act[] => [
	start(traefik, {
		command: 'traefik --configFile=traefik.yml',
		ready: port,
		files: {
			// By default it logs errors only. That an upstream failed, and how, is said at the level DEBUG.
			'traefik.yml': `entryPoints:
  web:
    address: 127.0.0.1:${port}
providers:
  file:
    filename: routes.yml
log:
  level: DEBUG
  noColor: true
accessLog:
  filePath: access.log
  format: json
`,
			'routes.yml': `http:
  routers:
    shop:
      rule: PathPrefix(\`/\`)
      service: shop
  services:
    shop:
      loadBalancer:
        servers:
          - url: ${url}
${transport && '        serversTransport: shop'}
${indented(loadBalancer, 4, '  ')}
${transport && `  serversTransports:\n    shop:\n${indented(transport, 3, '  ')}`}
`,
		},
	}),
	// Its port is open before it has read the routes.
	run('until grep -q "Creating load-balancer" stdout.log; do sleep 0.1; done'),
	wait(500),
];
