import type { AppServer } from '../scenario.ts';

export default {
	id: 'nodejs',
	product: 'nodejs',
	source: 'the Node.js that runs the lab',
	install: { debian: 'nodejs' },
	program: 'node',
	version: { arguments: ['--version'], pattern: /v(\d+)\./ },
	output: 'node.log',
	logs: [{ file: 'node.log' }],
} satisfies AppServer;
