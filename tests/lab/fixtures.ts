import type { Recording } from '../../lab/recording.ts';

/** A small recording, complete in its parts. */
export const recording: Recording = {
	format: 1,
	gateway: 'toy',
	product: 'toy',
	version: '1.0',
	reported: 'toy version 1.0',
	source: 'Debian package toy',
	system: 'Debian GNU/Linux 12 (bookworm)',
	recorded: '2026-11-22',
	limits: { connect: 1, read: 2, visitor: 8 },
	configuration: {
		command: ['toy', '-f', '/run/lab/toy.conf'],
		files: { 'toy.conf': ['listen <gateway>', 'end'] },
		parts: { ok: { 'toy.conf': { '1': ['upstream 127.0.0.1:<upstream>'] } } },
	},
	answers: {
		'200-0a': { status: 'HTTP/1.1 200 OK', headers: ['Server: toy', 'Content-Length: 2'], body: 'ok' },
		'502-0b': { status: 'HTTP/1.1 502 Bad Gateway', headers: ['Server: toy'], body: '<h1>Grüße\u0001</h1>\r\n' },
	},
	modes: {
		'close-mid-body': { outcome: 'hang', request: 'GET /app/x', elapsed: 'about 8 s', part: 'ok' },
		ok: { outcome: '200', request: 'GET /app/x', answer: '200-0a', elapsed: 'at once', part: 'ok' },
		refuse: {
			outcome: '502',
			request: 'GET /app/x',
			answer: '502-0b',
			elapsed: 'at once',
			log: { 'error.log': ['<time> connect() failed (111: Connection refused)'] },
			part: 'ok',
		},
	},
	ignored: { 'unix-ok': 'toys know no sockets' },
};

/** The recording with one cell changed, and with its answer. */
export function changed(
	mode: string,
	cell: Partial<Recording['modes'][string]>,
	answer?: Recording['answers'][string],
): Recording {
	const before = recording.modes[mode];
	if (!before) throw new Error(`The fixture has no ${mode}.`);
	return {
		...recording,
		recorded: '2027-01-01',
		modes: { ...recording.modes, [mode]: { ...before, ...cell, ...(answer && { answer: 'new' }) } },
		answers: answer ? { ...recording.answers, new: answer } : recording.answers,
	};
}
