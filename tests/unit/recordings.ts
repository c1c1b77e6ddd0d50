import type {
	Cell,
	DescribedMode,
	RecordedAnswer,
	Recording,
	ScenarioRecordings,
	ScenarioState,
} from '../../lab/recording.ts';
import { Evidence } from '../../src/evidence/evidence.ts';

/** What a test says of a cell; the rest is the same for all. */
interface Saw {
	outcome: string;
	log?: Record<string, readonly string[]>;
	answer?: RecordedAnswer;
	before?: readonly string[];
}

export const modes: DescribedMode[] = [
	{ id: 'stall', says: 'The upstream stops in the middle of the body.', moment: 'body' },
	{ id: 'refuse', says: 'Nothing listens on the port.', moment: 'connect' },
	{
		id: 'silence',
		says: 'The upstream never answers.',
		moment: 'wait',
		allowed: { nginx: ['hang', '503', '200 cut', 'empty'], apache: ['504'] },
	},
];

/** What nginx says and shows when nobody listens. */
export const refused: Saw = {
	outcome: '502',
	log: {
		'error.log': ['<time> [error] <pid>#<tid>: *<connection> connect() failed (111: Connection refused), client: x'],
		'access.log': ['127.0.0.1 "GET /app/x" 502 157'],
	},
	answer: {
		status: 'HTTP/1.1 502 Bad Gateway',
		headers: ['Server: nginx/1.22.1', 'X-Why: refused'],
		body: '<html><head><title>502 Bad Gateway</title></head>\r\n<body><center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx/1.22.1</center></body></html>',
	},
};

/** A recording of one version of a gateway in some modes. */
export function recordingOf(
	gateway: string,
	version: string,
	saw: Record<string, Saw>,
	{ product = gateway, ignored = {} }: { product?: string; ignored?: Record<string, string> } = {},
): Recording {
	const answers: Record<string, RecordedAnswer> = {};
	const cells = Object.entries(saw).map(([mode, { outcome, log, answer, before }]): [string, Cell] => {
		if (answer) answers[mode] = answer;
		const cell: Cell = { outcome, request: 'GET /app/x', elapsed: 'at once', part: 'one' };
		return [
			mode,
			{ ...cell, ...(log ? { log } : {}), ...(answer ? { answer: mode } : {}), ...(before ? { before } : {}) },
		];
	});
	return {
		format: 1,
		gateway,
		product,
		version,
		reported: `${gateway} version ${version}`,
		source: 'a package',
		system: 'a system',
		recorded: '2026-11-22',
		limits: { connect: 1, read: 2, visitor: 8 },
		configuration: {
			command: [gateway, '-c', 'file.conf'],
			files: { 'file.conf': ['start', 'end'] },
			parts: { one: { 'file.conf': { 1: ['\t\tlocation /app/ {', '\t\t\tpass;', '\t\t}'] } } },
		},
		answers,
		modes: Object.fromEntries(cells),
		ignored,
	};
}

const state = (
	status: 200 | 502,
	lines: readonly string[],
	log?: Record<string, readonly string[]>,
): ScenarioState => ({
	files: { 'nginx.conf': lines, 'app.mjs': ['listen();'] },
	commands: ['node app.mjs', 'nginx -c nginx.conf'],
	request: 'GET /',
	outcome: String(status),
	elapsed: 'at once',
	answer: { status: `HTTP/1.1 ${status} ${status === 200 ? 'OK' : 'Bad Gateway'}`, headers: [], body: '' },
	...(log ? { log } : {}),
});

/** Scenarios of one version of nginx, by their ids; each is broken by a missing line and mended by it. */
export const scenariosOf = (version: string, ...ids: string[]): ScenarioRecordings => ({
	format: 1,
	gateway: 'nginx',
	product: 'nginx',
	version,
	source: 'a package',
	system: 'a system',
	scenarios: Object.fromEntries(
		ids.map((id) => [
			id,
			{
				says: `Something is broken: ${id}.`,
				fix: 'A line more.',
				changes: 'gateway',
				like: 'refuse',
				apps: { nodejs: '24' },
				sources: { nodejs: 'a package' },
				recorded: '2026-11-22',
				before: state(502, ['http {', '}'], { 'error.log': ['<time> [error] upstream sent too big header'] }),
				after: state(200, ['http {', '\tproxy_buffer_size 16k;', '}']),
			},
		]),
	),
});

/** A small lab: nginx in two versions and Apache, in three modes, and one fix. */
export const smallLab = (...scenarios: ScenarioRecordings[]): Evidence =>
	new Evidence(
		[
			recordingOf('apache', '2.4.9', { refuse: { outcome: '503' } }, { ignored: { silence: 'it cannot wait' } }),
			recordingOf('nginx', '1.9.15', { refuse: { outcome: '503' } }),
			recordingOf('nginx', '1.22.1', {
				refuse: refused,
				silence: { outcome: 'hang' },
				stall: { outcome: '200 cut', answer: { status: 'HTTP/1.1 200 OK', headers: [], body: 'half' } },
			}),
		],
		modes,
		scenarios,
		['nginx'],
	);
