import type { AppServer } from '../scenario.ts';

export default {
	id: 'uvicorn',
	product: 'uvicorn',
	install: { pypi: { uvicorn: '0.54.0', click: '8.5.1', h11: '0.16.0' } },
	program: 'bin/uvicorn',
	output: 'uvicorn.log',
	// Not the frames of a traceback.
	logs: [{ file: 'uvicorn.log', ignore: /^ {2}/ }],
	settles: 600,
	varies: [[/\[\d+\]/g, '[<pid>]']],
} satisfies AppServer;
