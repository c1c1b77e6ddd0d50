import haproxy from '../../gateways/haproxy.ts';
import { type Act, type Place, start } from '../../scenario.ts';
import { indented } from './text.ts';

/** What a configuration of HAProxy says beyond what every one must. */
export interface HaproxySays {
	/** The only backend, line by line: its `server`, and what is said before it. */
	backend: string;
	/** Lines of `global`. */
	global?: string;
	/** Lines of `defaults`. The `timeout server` there is 5s. */
	defaults?: string;
}

/** HAProxy with one frontend and one backend. */
export const haproxyWith = ({ port }: Place, { backend, global = '', defaults = '' }: HaproxySays): Act =>
	start(haproxy, {
		command: 'haproxy -db -f haproxy.cfg',
		ready: port,
		files: {
			'haproxy.cfg': `global
	log stdout format raw local0
${indented(global, 1)}
defaults
	mode http
	log global
	option httplog
	timeout connect 1s
	timeout client 10s
	timeout server 5s
	retries 1
${indented(defaults, 1)}
frontend visitors
	bind 127.0.0.1:${port}
	default_backend shop
backend shop
${indented(backend, 1)}
`,
		},
	});
