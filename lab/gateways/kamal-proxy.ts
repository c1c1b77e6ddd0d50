import { each, type Gateway, type Target } from '../gateway.ts';

/** What a line of the log says of a request and its end; the rest is about the visitor, or varies. */
const kept = ['level', 'msg', 'method', 'path', 'status', 'service', 'target', 'error', 'resp_content_length'];

/** Most upstreams of the lab are never healthy, and would not be deployed otherwise. */
const always = '--force';

const deploy = ({ name, path, host, port }: Target, read: number): string =>
	`kamal-proxy deploy ${name} --path-prefix ${path} --target ${host}:${port} --target-timeout ${read}s ${always}`;

export default {
	id: 'kamal-proxy',
	product: 'kamal-proxy',
	install: { project: 'kamal-proxy' },
	source: 'Go module github.com/basecamp/kamal-proxy',
	version: { file: 'go.mod', pattern: /basecamp\/kamal-proxy v([\d.]+)/ },
	logs: [{ file: 'stdout.log', access: true }, { file: 'stderr.log' }],
	ignores: ({ scheme, socket }) => {
		if (scheme === 'https') return 'kamal-proxy speaks no TLS to its targets';
		return socket ? 'kamal-proxy knows no target on a Unix socket' : undefined;
	},
	// Of a panic, what it said is enough.
	stable: (line: string) => {
		if (!line.startsWith('{')) return line;
		const said = JSON.parse(line.replace(/\\ngoroutine \d+ (?:[^"\\]|\\.)*/, '')) as Record<string, unknown>;
		return JSON.stringify(Object.fromEntries(kept.filter((key) => key in said).map((key) => [key, said[key]])));
	},
	// Targets are deployed by commands. A target that was not healthy yet gets no requests; one that breaks later does, and so
	// does each of them after a restart.
	setup: ({ directory, port, targets, limits }) => ({
		command: ['sh', `${directory}/deploy.sh`],
		environment: { XDG_RUNTIME_DIR: directory },
		files: {
			'deploy.sh': `kamal-proxy run --http-port 0 --https-port 0 &
until [ -S ${directory}/kamal-proxy.sock ]; do sleep 0.1; done
${each(targets, (target) => deploy(target, limits.read))}
kill $!
wait
exec kamal-proxy run --http-port ${port} --https-port 0
`,
		},
	}),
} satisfies Gateway;
