import { each, type Gateway, type Target, urlOf } from '../gateway.ts';

const transport = (target: Target, authority: string): string =>
	target.verify ? `\n				tls\n				tls_trusted_ca_certs ${authority}` : '';

/** What a line of Caddy's log says of the request and its end, without the visitor's headers and its own timing. */
const kept = ['level', 'logger', 'msg', 'error', 'status', 'size', 'trace'];

/** A line with its members in a fixed order: Caddy writes maps in random order. */
function stable(line: string): string {
	if (!line.startsWith('{')) return line;
	const said = JSON.parse(line) as Record<string, unknown> & { request?: { method?: string; uri?: string } };
	const members = kept.filter((key) => said[key] !== undefined).map((key) => [key, said[key]]);
	const request = said.request && { method: said.request.method, uri: said.request.uri };
	return JSON.stringify({ ...Object.fromEntries(members), request });
}

export default {
	id: 'caddy',
	product: 'caddy',
	install: { debian: 'caddy' },
	program: 'caddy',
	version: { arguments: ['version'], pattern: /^v?(\d+\.[\d.]+)/m },
	logs: [{ file: 'stderr.log', access: true, ignore: /"logger":"(?:admin|tls|http\.auto_https)/ }],
	stable,
	varies: [[/\{id=[^}]*\}/g, '{id=<id>}']],
	setup: ({ directory, port, targets, authority, limits }) => ({
		command: ['caddy', 'run', '--config', `${directory}/Caddyfile`, '--adapter', 'caddyfile'],
		environment: { XDG_DATA_HOME: directory, XDG_CONFIG_HOME: directory },
		files: {
			Caddyfile: `{
	admin off
	auto_https off
}
http://127.0.0.1:${port}, http://lab.example:${port} {
	bind 127.0.0.1
	log
${each(
	targets,
	(target) => `	handle ${target.path}* {
		reverse_proxy ${target.socket ? `unix/${target.socket}` : urlOf(target)} {
			transport http {
				dial_timeout ${limits.connect}s
				response_header_timeout ${limits.read}s${transport(target, authority)}
			}
		}
	}`,
)}
}
`,
		},
	}),
} satisfies Gateway;
