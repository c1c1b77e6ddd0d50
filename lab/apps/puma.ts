import type { AppServer } from '../scenario.ts';

export default {
	id: 'puma',
	product: 'puma',
	install: { debian: 'puma' },
	program: 'puma',
	version: { arguments: ['--version'], pattern: /version ([\d.]+)/ },
	output: 'puma.log',
	// Not the frames of a backtrace.
	logs: [{ file: 'puma.log', ignore: /^\tfrom / }],
	settles: 1500,
	varies: [
		[/^\[\d+\]/gm, '[<pid>]'],
		[/\(PID: \d+\)/g, '(PID: <pid>)'],
		[/booted in [\d.]+s/g, 'booted in <s>s'],
	],
} satisfies AppServer;
