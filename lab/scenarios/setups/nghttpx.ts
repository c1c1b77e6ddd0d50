import type { Gateway } from '../../gateway.ts';
import adapter from '../../gateways/nghttpx.ts';
import { type Act, type Place, start } from '../../scenario.ts';

/** That it has started may be logged after its port is open. */
export const nghttpx: Gateway = {
	...adapter,
	logs: adapter.logs.map((log) => ({ ...log, ignore: /Created worker thread/ })),
};

/**
 * nghttpx as a gateway, without TLS for its visitors.
 *
 * @param backend what the option of that name says
 * @param more other lines
 */
export const nghttpxWith = ({ directory, port }: Place, backend: string, more = ''): Act =>
	start(nghttpx, {
		command: `nghttpx --conf=${directory}/nghttpx.conf`,
		ready: port,
		files: {
			'nghttpx.conf': `frontend=127.0.0.1,${port};no-tls
backend=${backend}
workers=1
single-process=yes
errorlog-file=${directory}/error.log
accesslog-file=${directory}/access.log
pid-file=${directory}/nghttpx.pid
${more}
`,
		},
	});
