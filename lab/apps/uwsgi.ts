import type { AppServer } from '../scenario.ts';

export default {
	id: 'uwsgi',
	product: 'uwsgi',
	install: { debian: 'uwsgi-plugin-python3' },
	program: 'uwsgi_python3',
	version: { arguments: ['--version'], pattern: /([\d.]+)/ },
	output: 'uwsgi.log',
	logs: [{ file: 'uwsgi.log' }],
	settles: 1200,
	varies: [
		[/\b(pid|worker) \d{2,}\b/g, '$1 <pid>'],
		[/\[pid: \d+\|/g, '[pid: <pid>|'],
		[/\b\d+ vars in \d+ bytes/g, '<n> vars in <n> bytes'],
		[/since \d{10}/g, 'since <time>'],
		[/in \d+ msecs/g, 'in <ms> msecs'],
		[/\bcores? \d+\b/g, 'core <n>'],
	],
} satisfies AppServer;
