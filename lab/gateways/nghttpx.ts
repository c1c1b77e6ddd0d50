import { each, type Gateway, type Target } from '../gateway.ts';

const address = ({ host, port, socket }: Target): string => (socket ? `unix:${socket}` : `${host},${port}`);

export default {
	id: 'nghttpx',
	product: 'nghttpx',
	install: { debian: 'nghttp2-proxy' },
	program: 'nghttpx',
	version: { arguments: ['--version'], pattern: /nghttp2\/([\d.]+)/ },
	logs: [{ file: 'error.log' }, { file: 'access.log', access: true }],
	alone: ({ mode }) => mode === 'unresolvable',
	varies: [
		[/\bsleep for [\d.]+ seconds/g, 'sleep for <n> seconds'],
		[/^<?[^ ]+>? \d+ \d+ [0-9a-f]+ /gm, '<time> <pid> <pid> <id> '],
	],
	setup: ({ directory, port, targets, authority, limits }) => ({
		command: ['nghttpx', `--conf=${directory}/nghttpx.conf`],
		files: {
			'nghttpx.conf': `frontend=127.0.0.1,${port};no-tls
workers=1
errorlog-file=${directory}/error.log
accesslog-file=${directory}/access.log
pid-file=${directory}/nghttpx.pid
single-process=yes
backend-connect-timeout=${limits.connect}s
backend-read-timeout=${limits.read}s
backend-write-timeout=${limits.read}s
cacert=${authority}
no-ocsp=yes
no-verify-ocsp=yes
${each(
	targets,
	(target) =>
		`backend=${address(target)};${target.path};${target.scheme === 'https' ? `tls;sni=${target.host};` : ''}proto=http/1.1`,
)}
# What no other pattern takes must go somewhere.
backend=127.0.0.1,1
`,
		},
	}),
} satisfies Gateway;
