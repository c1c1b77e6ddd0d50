import { each, type Gateway, type Target, urlOf } from '../gateway.ts';

const uriOf = (target: Target): string => (target.socket ? `unix://${target.socket}` : urlOf(target));

export default {
	id: 'oauth2-proxy',
	product: 'oauth2-proxy',
	install: { project: 'oauth2-proxy' },
	source: 'Go module github.com/oauth2-proxy/oauth2-proxy/v7, without the sign-in',
	version: { file: 'go.mod', pattern: /oauth2-proxy\/v7 v([\d.]+)/ },
	logs: [
		// Of a panic, what it said is enough.
		{ file: 'stderr.log', ignore: /^(?:goroutine \d|\t|created by |\S+\(.*\)$)/ },
		// An answer that is cut gets no line here.
		{ file: 'stdout.log', access: true },
	],
	varies: [
		[/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '<id>'],
		[/ \d+\.\d{3}$/gm, ' <seconds>'],
	],
	setup: ({ directory, port, targets, authority, limits }) => ({
		command: ['oauth2-proxy', `127.0.0.1:${port}`, `${directory}/oauth2-proxy.yaml`],
		// It trusts the authorities of the system, and has no setting for others.
		environment: { SSL_CERT_FILE: authority },
		files: {
			'oauth2-proxy.yaml': `upstreamConfig:
  upstreams:
${each(
	targets,
	(target) => `    - { id: ${target.name}, path: ${target.path}, uri: "${uriOf(target)}", timeout: ${limits.read}s }`,
)}
`,
		},
	}),
} satisfies Gateway;
