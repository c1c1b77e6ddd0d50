import h2o from '../../gateways/h2o.ts';
import { type Act, type Place, start } from '../../scenario.ts';
import { indented } from './text.ts';

/**
 * H2O as a gateway.
 *
 * @param says directives for its only path, `/`
 */
export const h2oWith = ({ port }: Place, says: string): Act =>
	start(h2o, {
		command: 'h2o -c h2o.conf',
		ready: port,
		files: {
			'h2o.conf': `num-threads: 1
error-log: error.log
access-log: access.log
pid-file: h2o.pid
temp-buffer-path: .
hosts:
  lab.example:
    listen:
      host: 127.0.0.1
      port: ${port}
    paths:
      /:
${indented(says, 8, ' ')}
`,
		},
	});
