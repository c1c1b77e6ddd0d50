import type { AppServer } from '../scenario.ts';

export default {
	id: 'php-fpm',
	product: 'php-fpm',
	install: { debian: 'php8.2-fpm' },
	program: 'php-fpm8.2',
	version: { arguments: ['-v'], pattern: /PHP ([\d.]+)/ },
	asRoot: 'the master of php-fpm gives its socket and its workers to other users',
	// What it prints is the same as in its log.
	output: 'php-fpm.out',
	logs: [{ file: 'php-fpm.log', ignore: /NOTICE: (?!\[pool)/ }],
	settles: 400,
	varies: [
		[/\bchild \d+/g, 'child <pid>'],
		[/after [\d.]+ seconds from start/g, 'after <s> seconds from start'],
		[/\((\d+)\.\d+ sec\)/g, '($1.<ms> sec)'],
	],
} satisfies AppServer;
