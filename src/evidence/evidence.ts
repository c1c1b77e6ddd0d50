import {
	answerOf,
	type Cell,
	type DescribedMode,
	type Outcome,
	partsOf,
	type RecordedAnswer,
	type Recording,
	type ScenarioRecording,
	type ScenarioRecordings,
	type ScenarioState,
} from '../../lab/recording.ts';
import { momentSlugs } from '../schemas/index.ts';
import { compareVersions } from './order.ts';

/** A gateway in one version: a column of the truth table. */
export interface Column {
	/** `nginx` for the newest version of a gateway, `nginx-1.18.0` for an older one: permanent, used in links and fields. */
	name: string;
	recording: Recording;
}

/** What came back and what was logged, of a cell or of one side of a fix. */
export interface Observed {
	outcome: Outcome;
	/** The status sent; null when none was. */
	status: number | null;
	/** The words beside the outcome: `Bad Gateway`, `cut short`, `no answer`. */
	word: string;
	request: string;
	elapsed: string;
	/** How the gateway's process ended, when it did. */
	died: string | undefined;
	/** The very bytes: status line, headers, blank line, body; empty when not a byte came. */
	answer: string;
	/** Status line and headers alone. */
	headers: string;
	/** The body alone. */
	body: string;
	/** Of a body that is not here as a whole: how long it was and what it hashes to. */
	whole: { bytes: number; sha256: string } | undefined;
	/** Log lines, in the order of the recording's files. */
	log: readonly { file: string; lines: readonly string[] }[];
}

/** What one gateway did in one mode. */
export interface Shown extends Observed {
	column: Column;
	mode: DescribedMode;
	cell: Cell;
	/** Address of the recording on the site, without the base path. */
	path: string;
}

/** A row of the truth table. */
export interface Row {
	mode: DescribedMode;
	/** One for each column, in their order; nothing where a gateway cannot be put into the mode. */
	cells: readonly (Shown | undefined)[];
	/** How many different outcomes the gateways have: 1 when all agree. */
	outcomes: number;
}

/** A fix, tried with one version of a gateway. */
export interface FixRecording {
	/** `nginx` for the newest version that was tried, `nginx-1.18.0` for an older one. */
	name: string;
	gateway: Omit<ScenarioRecordings, 'scenarios'>;
	scenario: ScenarioRecording;
	before: Observed;
	after: Observed;
}

/** A fix that was seen to work: one scenario, with every version it was tried with, newest first. */
export interface Fix {
	id: string;
	path: string;
	/** Never empty. */
	recordings: readonly [FixRecording, ...FixRecording[]];
}

/** Everything the lab recorded, ready to be asked. Pure: made from recordings, asked by pages, checks and tests. */
export class Evidence {
	readonly columns: readonly Column[];
	/** In the order of the moments. */
	readonly modes: readonly DescribedMode[];
	readonly fixes: readonly Fix[];
	readonly #rows = new Map<string, Row>();

	/** @param order how gateways follow each other; those that it does not name come after, by name */
	constructor(
		recordings: readonly Recording[],
		modes: readonly DescribedMode[],
		scenarios: readonly ScenarioRecordings[] = [],
		order: readonly string[] = [],
	) {
		const rank = ({ product }: { product: string }) =>
			order.includes(product) ? order.indexOf(product) : order.length;
		const sorted = <Item extends { product: string; gateway: string; version: string }>(items: readonly Item[]) =>
			[...items].sort(
				(a, b) =>
					rank(a) - rank(b) ||
					compareText(a.product, b.product) ||
					compareVersions(b.version, a.version) ||
					compareText(a.gateway, b.gateway),
			);
		const inOrder = sorted(recordings);
		this.columns = inOrder.map((recording) => ({ name: nameIn(inOrder, recording), recording }));
		this.modes = [...modes].sort((a, b) => momentSlugs.indexOf(a.moment) - momentSlugs.indexOf(b.moment));

		const tried = new Map<string, [ScenarioRecordings, ScenarioRecording][]>();
		for (const gateway of sorted(scenarios)) {
			for (const [id, scenario] of Object.entries(gateway.scenarios)) {
				tried.set(id, [...(tried.get(id) ?? []), [gateway, scenario]]);
			}
		}
		this.fixes = [...tried]
			.map(([id, list]): Fix => {
				const gateways = list.map(([gateway]) => gateway);
				const recordings = list.map(
					([{ scenarios: _scenarios, ...gateway }, scenario]): FixRecording => ({
						name: nameIn(gateways, gateway),
						gateway,
						scenario,
						before: observeState(scenario.before),
						after: observeState(scenario.after),
					}),
				);
				return { id, path: `/evidence/fixes/${id}/`, recordings: recordings as [FixRecording, ...FixRecording[]] };
			})
			.sort((a, b) => compareText(a.id, b.id));
	}

	/** Whether nothing was recorded, as in content of a benchmark or a test. */
	get isEmpty(): boolean {
		return this.columns.length === 0 && this.fixes.length === 0;
	}

	/** The number of cells with a recording. */
	get cells(): number {
		return this.columns.reduce((sum, { recording }) => sum + Object.keys(recording.modes).length, 0);
	}

	/** The products of which there is a recording. */
	products(): string[] {
		return [...new Set(this.columns.map(({ recording }) => recording.product))];
	}

	columnsOf(product: string): Column[] {
		return this.columns.filter(({ recording }) => recording.product === product);
	}

	column(name: string): Column | undefined {
		return this.columns.find((column) => column.name === name);
	}

	mode(id: string): DescribedMode | undefined {
		return this.modes.find((mode) => mode.id === id);
	}

	fix(id: string): Fix | undefined {
		return this.fixes.find((fix) => fix.id === id);
	}

	/** The cell at `nginx/refuse`: the name of a column and the id of a mode. */
	at(place: string): Shown | undefined {
		const [name = '', mode = ''] = place.split('/');
		const index = this.columns.findIndex((column) => column.name === name);
		const described = this.mode(mode);
		return index < 0 || !described ? undefined : this.row(described).cells[index];
	}

	/** Everything that was seen a product do: its cells, and the states of its fixes before them. */
	observationsOf(product: string): Observed[] {
		return [
			...this.rows().flatMap(({ cells }) =>
				cells.flatMap((shown) => (shown?.column.recording.product === product ? [shown] : [])),
			),
			...this.fixes.flatMap(({ recordings }) =>
				recordings.flatMap(({ gateway, before }) => (gateway.product === product ? [before] : [])),
			),
		];
	}

	/** Every place that `at` knows. */
	places(): string[] {
		return this.columns.flatMap(({ name, recording }) => Object.keys(recording.modes).map((mode) => `${name}/${mode}`));
	}

	row(mode: DescribedMode): Row {
		let made = this.#rows.get(mode.id);
		if (!made) {
			const cells = this.columns.map((column) => show(column, mode));
			made = { mode, cells, outcomes: new Set(cells.flatMap((cell) => (cell ? [cell.outcome] : []))).size };
			this.#rows.set(mode.id, made);
		}
		return made;
	}

	/** The truth table: modes down, gateways across. */
	rows(): Row[] {
		return this.modes.map((mode) => this.row(mode));
	}
}

/** Content without recordings. */
export const noEvidence = new Evidence([], []);

/** The address of a way to break an upstream, without the base path. */
export const modePath = (mode: string) => `/evidence/${mode}/`;

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** What a version of a gateway is called among others, of which the newest comes first. */
function nameIn(sorted: readonly { gateway: string; version: string }[], one: { gateway: string; version: string }) {
	const newest = sorted.find(({ gateway }) => gateway === one.gateway);
	return newest?.version === one.version ? one.gateway : `${one.gateway}-${one.version}`;
}

const endings = { whole: '', cut: 'cut short', hang: 'hangs', nothing: '' } as const;
const silences: Record<string, string> = {
	empty: 'closed without a byte',
	reset: 'reset without a byte',
	raw: 'not HTTP',
	'raw hang': 'not HTTP, hangs',
	hang: 'no answer',
	'no start': 'does not start',
};

/** What stands beside an outcome, so that no colour has to say it alone. */
export function wordOf(outcome: Outcome, answer: RecordedAnswer | undefined): string {
	const { status, ended } = partsOf(outcome);
	if (status === undefined) return silences[outcome] ?? outcome;
	const reason = (answer?.status ?? '').split(' ').slice(2).join(' ');
	return [reason, endings[ended]].filter(Boolean).join(', ');
}

/**
 * An answer without what decorates its page: style sheets, scripts and drawings are counted, not shown, so that the words
 * can be read. The same text when there is nothing of the kind.
 */
export const undecorated = (answer: string): string =>
	answer.replace(
		/(<(style|script|svg)\b[^>]*>)([\s\S]*?)(<\/\2>|$)/gi,
		(all, begin: string, _name: string, inside: string, end: string) =>
			inside.length > 100 ? `${begin}… (${inside.length} characters)${end}` : all,
	);

/** What else came of the same cell in other runs, in words, where chance decides: `503`; `closed without a byte`. */
export const otherOutcomes = ({ mode, outcome, column }: Shown): string[] =>
	(mode.allowed?.[column.recording.gateway] ?? [])
		.filter((other) => other !== outcome)
		.map((other) => [partsOf(other).status, wordOf(other, undefined)].filter(Boolean).join(', '));

interface Raw {
	outcome: Outcome;
	request: string;
	elapsed: string;
	died?: string;
	log?: Record<string, readonly string[]>;
}

function observe({ outcome, request, elapsed, died, log }: Raw, answer: RecordedAnswer | undefined): Observed {
	const head = answer?.status ? [answer.status, ...(answer.headers ?? [])] : [];
	const interim = (answer?.interim ?? []).flatMap((line) => [line, '']);
	const body = answer?.body ?? '';
	return {
		outcome,
		status: partsOf(outcome).status ?? null,
		word: wordOf(outcome, answer),
		request,
		elapsed,
		died,
		answer: [...interim, ...(head.length > 0 ? [...head, '', body] : answer ? [body] : [])].join('\n'),
		headers: [...interim, ...head].join('\n'),
		body,
		whole: answer?.whole,
		log: Object.entries(log ?? {}).map(([file, lines]) => ({ file, lines })),
	};
}

const observeState = (state: ScenarioState) => observe(state, state.answer);

function show(column: Column, mode: DescribedMode): Shown | undefined {
	const { recording, name } = column;
	const cell = recording.modes[mode.id];
	if (!cell) return undefined;
	const path = `${modePath(mode.id)}#${name}`;
	return { ...observe(cell, answerOf(recording, cell)), column, mode, cell, path };
}

/** What the configuration says of this upstream alone: file → lines, without the indentation that they share. */
export function linesFor({ column, cell }: Shown): { file: string; lines: string[] }[] {
	const part = column.recording.configuration.parts[cell.part] ?? {};
	return Object.entries(part).map(([file, insertions]) => {
		const lines = Object.keys(insertions)
			.map(Number)
			.sort((a, b) => a - b)
			.flatMap((at) => insertions[at] ?? []);
		const shared = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/)));
		return { file, lines: lines.map((line) => line.slice(Number.isFinite(shared) ? shared : 0)) };
	});
}

/** Where the words of a message can stand: each line of a log, each log as a whole, the headers, the body, and the page that it makes. */
export function textsOf({ log, answer, headers, body }: Observed): string[] {
	return [
		...log.flatMap(({ lines }) => [...lines, lines.join('\n')]),
		...headers.split('\n'),
		answer,
		visibleText(body),
	].filter(Boolean);
}

const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', nbsp: ' ', '#39': "'", '#039': "'" };

/** The words of a page as a browser shows them, near enough to look for messages in. */
export const visibleText = (html: string): string =>
	html
		.replace(/<!--[\s\S]*?-->|<(style|script|title)\b[\s\S]*?<\/\1>/gi, ' ')
		.replace(/<[a-z/!][^>]*>/gi, ' ')
		.replace(/&(#?\w+);/g, (whole, name: string) => entities[name.toLowerCase()] ?? whole)
		.replace(/\s+/g, ' ')
		.trim();

/** The table for programs: one object for each cell. */
export const tableRows = (evidence: Evidence) =>
	evidence.rows().flatMap(({ mode, cells }) =>
		cells.flatMap((shown) => {
			if (!shown) return [];
			const { column, outcome, status, word, elapsed, died, log, path } = shown;
			const { gateway, product, version } = column.recording;
			return [
				{
					mode: mode.id,
					moment: mode.moment,
					says: mode.says,
					gateway,
					product,
					version,
					outcome,
					status,
					word,
					elapsed,
					died: died ?? null,
					log: log.flatMap(({ lines }) => lines),
					path,
				},
			];
		}),
	);
