import type { Gateway } from '../../gateway.ts';
import adapter from '../../gateways/varnish.ts';
import { type Act, ask, type Place, start } from '../../scenario.ts';
import { indented } from './text.ts';

/** Why it does not start is printed. */
export const varnish: Gateway = {
	...adapter,
	logs: [
		...adapter.logs,
		{ file: 'stderr.log', ignore: /^(?:Debug|Info): |^Child launched|^Error: |Could not delete/ },
	],
};

/** What varnishlog shows of a request: both sides of it, and why a fetch failed. */
const tags = 'ReqURL,BereqURL,BerespStatus,BerespReason,FetchError,Error,RespStatus,RespReason';

/** What a configuration of Varnish says beyond what every one must. */
export interface VarnishSays {
	/** What its only backend is, line by line. */
	backend: string;
	/** What stands before the backend, such as a probe. */
	vcl?: string;
	/** Options of varnishd. */
	options?: string;
}

/** Varnish that caches nothing. It writes no log file, so varnishlog does. */
export const varnishWith = (
	{ directory, port }: Place,
	{ backend, vcl = '', options = '' }: VarnishSays,
): readonly Act[] => [
	start(varnish, {
		command:
			`varnishd -F -j none -n ${directory}/work -a 127.0.0.1:${port} -T none -f ${directory}/shop.vcl -s malloc,16m ${options}`.trimEnd(),
		ready: port,
		files: {
			'shop.vcl': `vcl 4.1;
${vcl}
backend shop {
${indented(backend, 1)}
}
sub vcl_recv {
	if (req.url == "/ready") {
		return (synth(200));
	}
	return (pass);
}
`,
		},
	}),
	start(varnish, {
		command: `varnishlog -n ${directory}/work -t 10 -u -g request -i ${tags} > varnishlog.log`,
		ready: port,
		files: {},
	}),
	// varnishlog takes a moment to begin. The runner waits until it has this request, or for four seconds. The page is
	// Varnish's own, because what Varnish once learned of the application changes what it says of it later.
	ask('/ready'),
];

/** Where an application listens, in lines of a backend. */
export const backendAt = (port: number, host = '127.0.0.1'): string => `.host = "${host}";\n.port = "${port}";`;
