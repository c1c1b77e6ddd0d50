import { each, type Gateway, type Target, urlOf } from '../gateway.ts';

const address = (target: Target): string => (target.socket ? `http://[unix:${target.socket}]/` : `${urlOf(target)}/`);

const verified = (target: Target): string =>
	target.scheme === 'https' ? `\n        proxy.ssl.verify-peer: ${target.verify ? 'ON' : 'OFF'}` : '';

export default {
	id: 'h2o',
	product: 'h2o',
	install: { debian: 'h2o' },
	program: 'h2o',
	version: { arguments: ['-v'], pattern: /h2o version ([\d.]+)/ },
	logs: [{ file: 'error.log' }, { file: 'stderr.log' }, { file: 'access.log', access: true }],
	setup: ({ directory, port, targets, authority, limits }) => ({
		command: ['h2o', '-c', `${directory}/h2o.conf`],
		files: {
			'h2o.conf': `num-threads: 1
error-log: ${directory}/error.log
access-log: ${directory}/access.log
pid-file: ${directory}/h2o.pid
temp-buffer-path: ${directory}
proxy.timeout.io: ${limits.read * 1000}
proxy.ssl.cafile: ${authority}
hosts:
  default:
    listen:
      host: 127.0.0.1
      port: ${port}
    paths:
${each(
	targets,
	(target) => `      "${target.path}":
        proxy.reverse.url: "${address(target)}"${verified(target)}`,
)}
`,
		},
	}),
} satisfies Gateway;
