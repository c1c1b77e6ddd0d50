import type { AppServer } from '../scenario.ts';

export default {
	id: 'nodejs',
	product: 'nodejs',
	source: 'the Node.js that runs the lab',
	install: { debian: 'nodejs' },
	program: 'node',
	version: { arguments: ['--version'], pattern: /v(\d+)\./ },
	output: 'node.log',
	// Not the frames of stack traces, and not what the garbage collector did last: addresses, and lines of Node.js.
	logs: [{ file: 'node.log', ignore: /^ {4}at |^<--- |^----- |^ ?\d+: 0x|^\[\d+:0x/ }],
} satisfies AppServer;
