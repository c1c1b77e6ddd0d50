import varnish from '../../gateways/varnish.ts';
import { type Act, type Place, start } from '../../scenario.ts';
import { indented } from './text.ts';

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
export const varnishWith = ({ directory, port }: Place, { backend, vcl = '', options = '' }: VarnishSays): Act =>
	start(varnish, {
		command: 'sh varnish.sh',
		ready: port,
		files: {
			'varnish.sh': `varnishlog -n ${directory}/work -t 10 -g request -i ${tags} > varnishlog.log &
exec varnishd -F -j none -n ${directory}/work -a 127.0.0.1:${port} -T none -f ${directory}/shop.vcl -s malloc,16m${options && ` ${options}`}
`,
			'shop.vcl': `vcl 4.1;
${vcl}
backend shop {
${indented(backend, 1)}
}
sub vcl_recv {
	return (pass);
}
`,
		},
	});

/** Where an application listens, in lines of a backend. */
export const backendAt = (port: number, host = '127.0.0.1'): string => `.host = "${host}";\n.port = "${port}";`;
