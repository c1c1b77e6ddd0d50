import type { Outcome, RecordedAnswer } from '../../lab/recording.ts';

/** What a gateway did before and after a fix, for all fixes that one version of it was tried with. */
export interface ScenarioRecordings {
	format: 1;
	gateway: string;
	product: string;
	version: string;
	source: string;
	system: string;
	/** By the id of the scenario. */
	scenarios: Record<string, ScenarioRecording>;
}

export interface ScenarioRecording {
	/** What is broken, in one sentence for people. */
	says: string;
	/** What mends it, in one sentence. */
	fix: string;
	/** Where the change is made. */
	changes: 'gateway' | 'application server' | 'application' | 'system';
	/** The mode that shows the same failure, if there is one. */
	like?: string;
	/** Application servers behind the gateway: product → version. */
	apps: Record<string, string>;
	/** Product → where it comes from: `Debian package gunicorn`. */
	sources?: Record<string, string>;
	recorded: string;
	before: ScenarioState;
	after: ScenarioState;
}

export interface ScenarioState {
	/** File → lines: all that the programs were told. */
	files: Record<string, readonly string[]>;
	commands: readonly string[];
	request: string;
	outcome: Outcome;
	/** The outcomes of the requests before the one that counts. */
	before?: readonly Outcome[];
	elapsed: string;
	answer?: RecordedAnswer;
	died?: string;
	log?: Record<string, readonly string[]>;
}
