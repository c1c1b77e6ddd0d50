import { each, type Gateway, type Target, urlOf } from '../gateway.ts';

export default {
	id: 'go-reverse-proxy',
	product: 'go-reverse-proxy',
	install: { project: 'go-reverse-proxy' },
	source: "net/http/httputil of Go's standard library, in lab/programs/go-reverse-proxy",
	program: 'bin/go-reverse-proxy',
	version: { arguments: ['version'], pattern: /go(\d[\d.]*)/ },
	logs: [
		// Of a panic, what it said is enough.
		{ file: 'stderr.log', ignore: /^(?:goroutine \d|\t|created by |[\w/.*()]+\(.*\)$)/ },
		{ file: 'stdout.log', access: true },
	],
	setup: ({ directory, port, targets, authority, limits }) => {
		const route = (target: Target) => ({
			Path: target.path,
			Upstream: target.socket ? 'http://localhost' : urlOf(target),
			...(target.socket && { Socket: target.socket }),
			...(target.verify && { Authority: authority }),
			ConnectTimeout: limits.connect,
			ReadTimeout: limits.read,
		});
		return {
			command: ['go-reverse-proxy', `127.0.0.1:${port}`, `${directory}/routes.json`],
			files: { 'routes.json': `${each(targets, (target) => JSON.stringify(route(target)))}\n` },
		};
	},
} satisfies Gateway;
