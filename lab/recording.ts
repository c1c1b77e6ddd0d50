/**
 * The form of a recording: what one gateway in one version did in each mode. This is the one file of the lab that the
 * site may import; everything in it is types and pure functions.
 *
 * Everything that varies from run to run is replaced: `<upstream>`, `<gateway>` and `<port>` stand for ports, `<time>`,
 * `<pid>` and the like for themselves. The lab serves all modes from one gateway at /app_refuse/, /app_no_answer/ …;
 * a recording says `/app/` for each of them, and `x` for the unique part of the path.
 */

/** The moments of a proxied request at which it can break, in the order in which a gateway goes through them. */
export const moments = ['route', 'resolve', 'connect', 'secure', 'send', 'wait', 'head', 'body', 'relay'] as const;

export type Moment = (typeof moments)[number];

/**
 * What the visitor got, in one or two words:
 * - `502`: an answer with that status, whole;
 * - `200 cut`: the connection ended before the answer was whole; `200 hang`: nothing more came, and the visitor gave up;
 * - `empty`: the connection was closed without a byte; `reset`: it was reset without a byte;
 * - `raw`: bytes that are not an HTTP/1 answer; `raw hang`: and the connection stayed open;
 * - `hang`: not a byte came, and the visitor gave up;
 * - `no start`: the gateway refused to start with that upstream in its configuration.
 */
export type Outcome = string;

/** What came back, without what varies. Answers are shared: many modes get the very same page. */
export interface RecordedAnswer {
	/** The status line, when there was one. */
	status?: string;
	/** `Name: value` in the order in which they came, without those that say nothing here, such as Date. */
	headers?: readonly string[];
	/** Interim answers (100 to 199) that came before. */
	interim?: readonly string[];
	/** The body, one character a byte; of a long one the beginning. For `raw`, the bytes. */
	body?: string;
	/** Of a body that is not here as a whole: how long it was and what it hashes to. */
	whole?: { bytes: number; sha256: string };
}

export interface Cell {
	outcome: Outcome;
	/** What the visitor sent: `GET /app/x`; `2 × POST /app/x, one connection`. */
	request: string;
	/** The outcomes of the requests before the one that counts. */
	before?: readonly Outcome[];
	/** The key of the answer in `answers`; nothing when not a byte came. */
	answer?: string;
	/** `at once`, or `about 2 s`. */
	elapsed: string;
	/** How the gateway's process ended, when it did: `signal SIGABRT`, `exit code 1`. */
	died?: string;
	/** What the operator finds: log file → lines. */
	log?: Record<string, readonly string[]>;
	/** The key of what the configuration says of this upstream, in `configuration.parts`. */
	part: string;
}

/** Lines to put into a file: before the line of that number (from 0) of its common text. */
export type Insertions = Record<string, readonly string[]>;

export interface Configuration {
	/** The program and its arguments. */
	command: readonly string[];
	environment?: Record<string, string>;
	/** File → the lines that all modes have in common. */
	files: Record<string, readonly string[]>;
	/** Key → file → what a mode adds. */
	parts: Record<string, Record<string, Insertions>>;
}

export interface Recording {
	format: 1;
	gateway: string;
	product: string;
	/** `1.22.1`. */
	version: string;
	/** The version as the program says it. */
	reported: string;
	/** `Debian package nginx-light`. */
	source: string;
	/** The operating system it ran on: `Debian GNU/Linux 12 (bookworm)`. */
	system: string;
	/** The day on which something in it last changed. */
	recorded: string;
	/** Seconds: what the gateway was told, and after how long the visitor gives up. */
	limits: { connect: number; read: number; visitor: number };
	configuration: Configuration;
	answers: Record<string, RecordedAnswer>;
	modes: Record<string, Cell>;
	/** Mode → why this gateway cannot be put into it. */
	ignored: Record<string, string>;
}

/** A mode as the site needs it; `modes.json` beside the recordings holds them all, in order. */
export interface DescribedMode {
	id: string;
	/** One sentence for people. */
	says: string;
	moment: Moment;
	/** A well-behaved twin. */
	healthy?: true;
	/** Two events at once: what the log calls the failure varies from run to run, with every gateway. */
	race?: true;
	/** Where even the outcome varies: gateway → all outcomes that were seen. */
	allowed?: Readonly<Record<string, readonly Outcome[]>>;
}

/** The name of the file of a recording. */
export const fileOf = ({ gateway, version }: Pick<Recording, 'gateway' | 'version'>): string =>
	`${gateway}-${version}.json`;

/** The answer of a cell; `undefined` when not a byte came. */
export const answerOf = (recording: Recording, cell: Cell): RecordedAnswer | undefined =>
	cell.answer === undefined ? undefined : recording.answers[cell.answer];

/** The configuration as it would be for one mode only: file → text. Enough to see the mode with this gateway. */
export function configurationOf(recording: Recording, cell: Cell): Record<string, string> {
	const { files, parts } = recording.configuration;
	const part = parts[cell.part] ?? {};
	return Object.fromEntries(
		Object.entries(files).map(([file, lines]) => {
			const insertions = part[file] ?? {};
			const whole = [...lines, undefined].flatMap((line, index) => [
				...(insertions[index] ?? []),
				...(line === undefined ? [] : [line]),
			]);
			return [file, `${whole.join('\n')}\n`];
		}),
	);
}

/** An outcome in its parts: the status, when there was one, and how the answer ended. */
export function partsOf(outcome: Outcome): { status?: number; ended: 'whole' | 'cut' | 'hang' | 'nothing' } {
	const [first = '', second] = outcome.split(' ');
	if (/^\d/.test(first)) {
		return { status: Number(first), ended: second === 'cut' ? 'cut' : second === 'hang' ? 'hang' : 'whole' };
	}
	return { ended: outcome.endsWith('hang') ? 'hang' : 'nothing' };
}

/**
 * Scenarios of one gateway in one version: something broken, the same with a fix, and what came of both. Real
 * application servers stand behind it. The files are `scenarios/<gateway>-<version>.json` beside the other recordings.
 *
 * Files, commands and logs are as they were, but for what varies: the lab's folder is `/run/lab`, and its ports are
 * those that a person would take: 8080 for the gateway, 8000 and 8001 for applications, 8002 where nobody listens.
 */
export interface ScenarioRecordings {
	format: 1;
	gateway: string;
	product: string;
	/** `1.22.1`. */
	version: string;
	/** `Debian package nginx-light`. */
	source: string;
	/** The operating system it ran on. */
	system: string;
	/** Permanent id, such as `nginx-big-header` → what was recorded. */
	scenarios: Record<string, ScenarioRecording>;
}

export interface ScenarioRecording {
	/** One sentence: what is broken. */
	says: string;
	/** One sentence: what was changed. */
	fix: string;
	/** What the change is in. `application`: it is only in good order again. */
	changes: 'gateway' | 'application server' | 'application' | 'system';
	/** The mode of the matrix that shows the same failure, if there is one. */
	like?: string;
	/** Application servers behind the gateway: slug of the product → version. */
	apps: Record<string, string>;
	/** Slug of the product → where it comes from: `Debian package gunicorn`. */
	sources: Record<string, string>;
	/** The day on which something in it last changed. */
	recorded: string;
	before: ScenarioState;
	/** Its outcome is 200. */
	after: ScenarioState;
}

export interface ScenarioState {
	/** File → lines, whole. All lie in the folder in which the commands are typed. */
	files: Record<string, readonly string[]>;
	/** What was typed, in order: commands that start servers (each in a terminal of its own), and others between them. */
	commands: readonly string[];
	/** `GET /`. */
	request: string;
	outcome: Outcome;
	/** The outcomes of the requests before the one that counts, when it is one of several. */
	before?: readonly Outcome[];
	/** `at once`, or `about 2 s`. */
	elapsed: string;
	/** Nothing when not a byte came. */
	answer?: RecordedAnswer;
	/** How the gateway's process ended, when it did. */
	died?: string;
	/** What the operator finds about the request that counts: log file → lines, of the gateway and of the applications. */
	log?: Record<string, readonly string[]>;
}
