import { each, type Gateway, type Target } from '../gateway.ts';

/** What a line of the log says of a request and its end; the rest is about the visitor, or varies. */
const kept = ['level', 'msg', 'method', 'path', 'status', 'service', 'target', 'error', 'resp_content_length'];

/** Not by default: a deployment waits for its target to be healthy, and most upstreams of the lab never are. */
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
	ignores: ({ scheme, socket }) =>
		scheme === 'https' || socket ? 'kamal-proxy knows neither TLS to its targets nor sockets' : undefined,
	stable: (line: string) => {
		if (!line.startsWith('{')) return line;
		const said = JSON.parse(line) as Record<string, unknown>;
		return JSON.stringify(Object.fromEntries(kept.filter((key) => key in said).map((key) => [key, said[key]])));
	},
	// It has no file of its own: its targets are deployed by commands. The plainest comes last, because the lab begins when
	// that one is there.
	setup: ({ directory, port, targets, limits }) => ({
		command: ['sh', `${directory}/deploy.sh`],
		environment: { XDG_RUNTIME_DIR: directory },
		files: {
			'deploy.sh': `kamal-proxy run --http-port ${port} --https-port 0 &
until [ -S ${directory}/kamal-proxy.sock ]; do sleep 0.1; done
${each(
	targets.toSorted((a, b) => Number(a.mode === 'ok') - Number(b.mode === 'ok')),
	(target) => deploy(target, limits.read),
)}
wait
`,
		},
	}),
} satisfies Gateway;
