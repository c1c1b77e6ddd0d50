import type { AppServer } from '../scenario.ts';

export default {
	id: 'gunicorn',
	product: 'gunicorn',
	install: { debian: 'gunicorn' },
	program: 'gunicorn',
	version: { arguments: ['--version'], pattern: /version ([\d.]+)/ },
	output: 'gunicorn.log',
	// Not the frames of a traceback: they name lines of gunicorn and of Python.
	logs: [{ file: 'gunicorn.log', ignore: /^ {2}/ }],
	// A worker that dies is replaced, and both are logged, within a second.
	settles: 1200,
	varies: [
		[/ \+0000\] \[\d+\]/g, '] [<pid>]'],
		[/\[\d+\] (?=\[[A-Z]+\])/g, '[<pid>] '],
		[/pid:\s*\d+/g, 'pid:<pid>'],
		[/(?<=Listening at: \S+ )\(\d+\)/g, '(<pid>)'],
	],
} satisfies AppServer;
