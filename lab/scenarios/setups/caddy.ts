import caddy from '../../gateways/caddy.ts';
import { type Act, type Place, start } from '../../scenario.ts';
import { indented } from './text.ts';

/**
 * Caddy as a gateway, without TLS for its visitors.
 *
 * @param upstream what `reverse_proxy` is told: an address, without a scheme when it is plain HTTP
 * @param says what stands in the braces after it
 */
export const caddyWith = ({ port }: Place, upstream: string, says = ''): Act =>
	start(caddy, {
		command: 'caddy run --config Caddyfile',
		ready: port,
		files: {
			Caddyfile: `{
	admin off
	auto_https off
}
http://lab.example:${port} {
	bind 127.0.0.1
	log
	reverse_proxy ${upstream}${says && ` {\n${indented(says, 2)}\n\t}`}
}
`,
		},
	});

/** Settings of its HTTP client. */
export const transport = (says: string): string => `transport http {\n${indented(says, 1)}\n}`;
