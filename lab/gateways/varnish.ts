import { each, type Gateway, type Target } from '../gateway.ts';

const address = ({ host, port, socket }: Target): string =>
	socket ? `.path = "${socket}";` : `.host = "${host}"; .port = "${port}";`;

/** What varnishlog shows of a request: both sides of it, and why a fetch failed. */
const tags = 'ReqURL,BereqURL,BerespStatus,BerespReason,FetchError,Error,RespStatus,RespReason';

export default {
	id: 'varnish',
	product: 'varnish',
	install: { debian: 'varnish' },
	program: 'varnishd',
	version: { arguments: ['-V'], pattern: /varnish-([\d.]+)/ },
	logs: [{ file: 'varnishlog.log', entries: 'blocks', access: true }],
	ignores: ({ scheme }) => (scheme === 'https' ? 'open-source Varnish speaks no TLS to its backends' : undefined),
	alone: ({ mode }) => mode === 'unresolvable' || mode === 'unix-missing',
	varies: [
		[/(<< \w+ +>>) \d+ */g, '$1 <xid>'],
		[/\bXID: \d+/g, 'XID: <xid>'],
		[/\bX-Varnish: [\d ]+/g, 'X-Varnish: <xid>'],
	],
	setup: ({ directory, port, targets, limits }) => ({
		command: [
			...['varnishd', '-F', '-j', 'none', '-n', `${directory}/work`, '-a', `127.0.0.1:${port}`],
			...['-f', `${directory}/lab.vcl`, '-s', 'malloc,16m', '-T', 'none', '-p', 'vcc_unsafe_path=on'],
		],
		// varnishd writes no log file; varnishlog reads what it has in memory.
		beside: {
			command: ['varnishlog', '-n', `${directory}/work`, '-g', 'request', '-u', '-t', '10', '-i', tags],
			output: 'varnishlog.log',
		},
		files: {
			'lab.vcl': `vcl 4.1;
${each(
	targets,
	(target) =>
		`backend ${target.name} { ${address(target)} .connect_timeout = ${limits.connect}s; .first_byte_timeout = ${limits.read}s; .between_bytes_timeout = ${limits.read}s; }`,
)}
sub vcl_recv {
${each(targets, ({ name, path }) => `	if (req.url ~ "^${path}") { set req.backend_hint = ${name}; }`)}
	return (pass);
}
`,
		},
	}),
} satisfies Gateway;
