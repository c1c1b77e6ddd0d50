import type { Mode } from './mode.ts';

/**
 * What a gateway adapter is: data and functions that return data. It spawns nothing, reads nothing and knows no mode;
 * the runner (lab/runner/) starts what it describes.
 */

/** One upstream, as a gateway is told of it. */
export interface Target {
	/** The id of the mode that waits there. */
	mode: string;
	/** A name for whatever the configuration must name: `app_refuse______________________`. */
	name: string;
	/** The requests that go there: the name between slashes. */
	path: string;
	scheme: 'http' | 'https';
	host: string;
	port: number;
	/** The path of a Unix socket; host and port then mean nothing. */
	socket?: string;
	/** Over TLS: whether the certificate must be verified, or the gateway does what it does by default. */
	verify: boolean;
	/** The gateway shall keep connections to it open. */
	keepAlive: boolean;
	/** When the gateway shall resolve `host`, if it can choose; nothing when that does not matter. */
	resolve?: 'at start' | 'per request';
}

/** Seconds. */
export interface Limits {
	connect: number;
	read: number;
}

/** Everything that one running gateway is given. */
export interface Site {
	/** A folder of its own, in which it may write. */
	directory: string;
	port: number;
	targets: readonly Target[];
	/** The file of the authority whose certificates it shall trust. */
	authority: string;
	limits: Limits;
	/** The folder into which the lab has installed it; empty for what is from Debian. `bin` of it is in the PATH. */
	installed: string;
}

/** Packages and their exact versions; the first is the gateway itself. */
export type Packages = Readonly<Record<string, string>>;

/** What has to be installed, always in one exact version (see runner/install.ts for how). */
export type Install =
	/** A package of Debian, by apt-get, in the version that the system has. */
	| { debian: string }
	/**
	 * Packages of npm. What they depend on is taken as it was on a day (`2026-11-22`). The gateway's folder gets a link to
	 * their `node_modules`.
	 */
	| { npm: Packages; asOf: string }
	/** Packages of PyPI, with all that they depend on: nothing that is not named is installed. Wheels only. */
	| { pypi: Packages }
	/** A program of a Go module: `github.com/basecamp/kamal-proxy/cmd/kamal-proxy@v0.9.0` becomes `bin/kamal-proxy`. */
	| { go: string }
	/**
	 * A folder of lab/programs/ with a project that has its own lock: go.mod and go.sum (becomes `bin/<name of the folder>`),
	 * Cargo.toml and Cargo.lock (`bin/<name of the binary>`), or pom.xml (`<name of the folder>.jar`).
	 */
	| { project: string };

export interface LogFile {
	/** Relative to the folder; `stdout.log` and `stderr.log` are what the process prints. */
	file: string;
	/** A line, or several lines that an empty line ends. */
	entries?: 'lines' | 'blocks';
	/** Gets one line for each request, when it has ended: the runner waits for it before it reads the other logs. */
	access?: true;
	/** Lines that say nothing about a request: start-up, shut-down, repeated state. */
	ignore?: RegExp;
}

/** What to write and what to start. */
export interface Setup {
	/** Path in the folder → text. */
	files: Record<string, string>;
	/** The program and its arguments. */
	command: readonly string[];
	environment?: Record<string, string>;
	/** Folders to make. */
	folders?: readonly string[];
	/** Folders to copy into the folder before the files are written: from → to. */
	copies?: Record<string, string>;
	/** A second process, for what the gateway logs only to others. Its output goes to a file. */
	beside?: { command: readonly string[]; output: string };
}

export interface Gateway {
	/** Its name in recordings and on the command line; the name of its file. */
	id: string;
	/** The slug of the product: several gateways may be versions of one. */
	product: string;
	install: Install;
	/** Where it comes from, for people, when that says more than `install`. */
	source?: string;
	/** The program that must be there: of Debian, its name; else its path in the folder of the installation. */
	program?: string;
	/**
	 * Where its version stands, when it is not the one that `install` names: in what the program says to these arguments, or
	 * in a file of the project.
	 */
	version?: { arguments: readonly string[]; pattern: RegExp } | { file: string; pattern: RegExp };
	logs: readonly LogFile[];
	/** Milliseconds for which it may still write to other logs when the access log has its line. */
	settles?: number;
	/** It can be told when to resolve the name of an upstream; without this it is put into `unresolvable` only. */
	resolvesBothWays?: true;
	/** Why it cannot be set up for a target; `undefined` when it can. */
	ignores?: (target: Target) => string | undefined;
	/** Modes that need a process of their own, because they would keep the others from starting or would disturb them. */
	alone?: (target: Target) => boolean;
	setup: (site: Site) => Setup;
	/** What varies in its answers and logs and is not known to the runner (see runner/normalise.ts). */
	varies?: readonly (readonly [pattern: RegExp, by: string])[];
	/** Writes one line of a log in a stable form, when replacing is not enough (maps in random order). */
	stable?: (line: string) => string;
}

/** The address of a target: `https://upstream.lab:20076`. */
export const urlOf = (target: Target): string => `${target.scheme}://${target.host}:${target.port}`;

/** Joins what a configuration says of each target. */
export const each = <T>(items: readonly T[], says: (item: T) => string): string => items.map(says).join('\n');

/**
 * The name of a mode in configurations, in letters, digits and underscores, which are allowed everywhere. All names have
 * one length: a page that shows the address, and a log that counts bytes, then differ by what they say alone.
 */
export const nameOf = (mode: Mode): string => `app_${mode.id.replaceAll('-', '_')}`.padEnd(32, '_');
