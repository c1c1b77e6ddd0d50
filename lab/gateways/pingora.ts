import { each, type Gateway } from '../gateway.ts';

/** Pingora is a library; lab/programs/pingora is the smallest gateway on it, with the errors that it makes by default. */
export default {
	id: 'pingora',
	product: 'pingora',
	install: { project: 'pingora' },
	source: 'crate pingora, with OpenSSL, in a minimal gateway built from lab/programs/pingora',
	version: { file: 'Cargo.toml', pattern: /^pingora = \{ version = "=([\d.]+)"/m },
	// With RUST_LOG=info everything is in one log, the line of `logging` for each request included.
	logs: [{ file: 'stderr.log', access: true, ignore: /^note: run with `RUST_BACKTRACE/ }],
	varies: [
		// A panic names the source file where cargo has put it, and the thread.
		[/\/\S*\/(?=pingora-[a-z]+-[\d.]+\/)/g, ''],
		[/(thread '[^']*') \(\d+\)/g, '$1 (<tid>)'],
		[/\bfd: \d+/g, 'fd: <fd>'],
	],
	setup: ({ port, targets, authority, limits }) => ({
		command: ['gateway-pingora', '--conf', 'pingora.yaml'],
		environment: {
			LISTEN: `127.0.0.1:${port}`,
			CONNECT: String(limits.connect),
			READ: String(limits.read),
			RUST_LOG: 'info',
		},
		files: {
			'pingora.yaml': `---
version: 1
threads: 1
ca_file: ${authority}
pid_file: pingora.pid
upgrade_sock: pingora.sock
`,
			routes: `${each(targets, ({ path, scheme, host, port, socket }) => {
				return `${path} ${scheme} ${socket ? `unix:${socket}` : `${host}:${port}`}`;
			})}\n`,
		},
	}),
} satisfies Gateway;
