import type { Gateway } from './gateway.ts';
import type { CertificateName, Visit } from './mode.ts';
import type { Outcome, ScenarioRecording } from './recording.ts';

/**
 * What a scenario is: a setup of real programs that is broken, and the same with a fix. Like modes and adapters it is
 * data; the runner (lab/runner/scenario.ts) starts what it describes, once before the fix and once after it.
 */

/** A server that the lab knows how to find, ask for its version, and read the logs of. Every gateway is one. */
export type Program = Omit<Gateway, 'setup' | 'ignores' | 'alone' | 'resolvesBothWays'> & {
	/** The file for what it prints; without it, `stdout.log` and `stderr.log`. */
	output?: string;
	/** Why it must be started as root, when it must. All others run as nobody. */
	asRoot?: string;
};

/** An application server: a program that is no gateway. `output` keeps what it prints apart from the gateway's. */
export type AppServer = Program & { output: string };

/** A program that is run and not served by. */
export type Tool = Pick<Gateway, 'id' | 'install' | 'program' | 'version'>;

/** Where a scenario happens. Ports are free, and the same before and after the fix. */
export interface Place {
	/** The folder in which all its programs run. */
	directory: string;
	/** Where the gateway must listen, on 127.0.0.1. */
	port: number;
	/** Where the application may listen. */
	app: number;
	/** Where a second one may. */
	second: number;
	/** Where nobody listens. */
	closed: number;
	/** The file of the authority that issued all certificates but the self-signed one. */
	authority: string;
	/** Files of certificates for `upstream.lab` (`other-name`: for `other.lab`), and of their keys. */
	certificates: Record<CertificateName, { certificate: string; key: string }>;
}

/** One thing that is done to set the stage. Commands are lines for a shell in the folder, as a person would type them. */
export type Act =
	/** Writes files, starts a program, and waits until it listens. */
	| {
			does: 'start';
			program: Program;
			command: string;
			/** Path in the folder → text. All files are there before anything starts. */
			files: Record<string, string>;
			/**
			 * The port or the socket that opens. Part of what is broken may be that there is none: `ends`, when it ends at
			 * once, and `not yet`, when it is not waited for.
			 */
			ready: number | { port: number; host: string } | { socket: string } | 'ends' | 'not yet';
			/** What it logged when it started says what is broken: its log is recorded from the beginning. */
			whole?: true;
	  }
	/** Runs a command, as root if the lab is root, and waits for its end. */
	| { does: 'run'; command: string; files?: Record<string, string> }
	/** Stops a program, and waits for its end. */
	| { does: 'stop'; program: Program; signal?: 'SIGKILL' }
	/** Makes requests that are not the one that counts: one after the other, or all at once and without waiting. */
	| { does: 'ask'; path: string; times: number; atOnce?: true }
	/** Waits, in milliseconds. */
	| { does: 'wait'; for: number };

/** The request that counts; its path is `/` unless it says otherwise. */
export type ScenarioVisit = Partial<Visit> & { path?: string };

interface Said {
	/** Permanent: recordings and links name it. `nginx-big-header`. */
	id: string;
	/** One sentence: what is broken. */
	says: string;
	/** One sentence: what was changed. */
	fix: string;
	/** What the change is in. When only the application is healthy again, this is `application`, and `fix` says so. */
	changes: ScenarioRecording['changes'];
	/** The mode of the matrix that shows the same failure, if there is one. */
	like?: string;
	gateway: Gateway;
	/** What the visitor gets before the fix. After it, it is always 200. */
	expects: Outcome;
	/** The failure is two events at once: the outcome is the expected one, but what the log calls it is left to chance. */
	race?: true;
	visit?: ScenarioVisit;
	/** Why it works only in the namespace of the lab: a name that must resolve, a setting of the kernel. */
	needsNamespace?: string;
	/** Why it cannot be run here, for whatever other reason; `undefined` when it can. */
	unless?: () => string | undefined;
	/** Programs of its commands that not every system has. */
	tools?: readonly Tool[];
	/** Nothing else may run beside it, because it changes what all share. */
	alone?: true;
	/** A command that puts back what its stage changed outside of the folder. */
	cleanup?: string;
}

/** A scenario as the runner needs it. */
export interface Scenario extends Said {
	before: (place: Place) => readonly Act[];
	after: (place: Place) => readonly Act[];
}

/**
 * Defines a scenario: one stage with a part that differs, so that the two configurations differ by nothing but the fix.
 *
 * @param definition `before` and `after` are that part; `stage` makes acts of it
 */
export function scenario<Part>({
	before,
	after,
	stage,
	...said
}: Said & { before: Part; after: Part; stage: (part: Part, place: Place) => readonly Act[] }): Scenario {
	return { ...said, before: (place) => stage(before, place), after: (place) => stage(after, place) };
}

type Start = Extract<Act, { does: 'start' }>;

/** Starts a program. See `Act`. */
export const start = (program: Program, rest: Omit<Start, 'does' | 'program'>): Act => ({
	does: 'start',
	program,
	...rest,
});

/** Runs a command. */
export const run = (command: string, files: Record<string, string> = {}): Act => ({ does: 'run', command, files });

/** Stops a program. */
export const stop = (program: Program, signal?: 'SIGKILL'): Act => ({
	does: 'stop',
	program,
	...(signal && { signal }),
});

/** Makes a request before the one that counts, or several, one after the other. */
export const ask = (path: string, times = 1): Act => ({ does: 'ask', path, times });

/** Makes requests that all wait for their answers while the one that counts is made. */
export const occupy = (path: string, times: number): Act => ({ does: 'ask', path, times, atOnce: true });

/** Waits. */
export const wait = (milliseconds: number): Act => ({ does: 'wait', for: milliseconds });

/** Why something cannot be done without root; for `unless`. */
export const withoutRoot = (because: string) => (): string | undefined =>
	process.getuid?.() === 0 ? undefined : `it needs root: ${because}`;

/** All files that a stage has. */
export const filesOf = (acts: readonly Act[]): Record<string, string> =>
	Object.assign({}, ...acts.map((act) => ('files' in act ? act.files : {})));

/** The programs that a stage starts, the gateway among them, each once. */
export const programsOf = (acts: readonly Act[]): readonly Program[] => [
	...new Set(acts.flatMap((act) => (act.does === 'start' ? [act.program] : []))),
];

/** A place that does not exist, to see what a scenario would do. */
export const nowhere: Place = {
	directory: '/run/lab',
	port: 8080,
	app: 8000,
	second: 8001,
	closed: 8002,
	authority: '/run/lab/certificates/authority.pem',
	certificates: Object.fromEntries(
		(['good', 'self-signed', 'expired', 'other-name'] as const).map((name) => [
			name,
			{ certificate: `/run/lab/certificates/${name}.pem`, key: `/run/lab/certificates/${name}.key` },
		]),
	) as Place['certificates'],
};

/** The application servers of a scenario. */
export const appsOf = ({ before, after, gateway }: Scenario): readonly Program[] =>
	[...new Set([...programsOf(before(nowhere)), ...programsOf(after(nowhere))])].filter(
		(program) => program.id !== gateway.id,
	);
