import {
	answerOf,
	type Cell,
	configurationOf,
	type DescribedMode,
	partsOf,
	type Recording,
} from '../../lab/recording.ts';

/** All recordings, with the modes that they are recordings of. */
export interface Evidence {
	/** By product and version. */
	recordings: readonly Recording[];
	/** In the order of the moments. */
	modes: readonly DescribedMode[];
}

/** What one gateway did in one mode, ready to be shown. */
export interface Shown {
	recording: Recording;
	cell: Cell;
	/** The words beside the outcome: `Bad Gateway`, `cut short`, `no answer`. */
	word: string;
	/** The status, when there was one. */
	status: number | undefined;
	/** The very bytes: status line, headers, blank line, body. */
	answer: string;
	/** Log lines in the order of the files, access logs last. */
	log: readonly { file: string; lines: readonly string[] }[];
	/** The part of the configuration that belongs to this upstream, and the rest of its file. */
	configuration: Readonly<Record<string, string>>;
}

/** A row of the truth table. */
export interface Row {
	mode: DescribedMode;
	/** One for each recording, in their order; nothing where a gateway cannot be put into the mode. */
	cells: readonly (Shown | undefined)[];
	/** How many different outcomes the gateways have: 1 when all agree. */
	outcomes: number;
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
export function wordOf(recording: Recording, cell: Cell): string {
	const { status, ended } = partsOf(cell.outcome);
	if (status === undefined) return silences[cell.outcome] ?? cell.outcome;
	const line = answerOf(recording, cell)?.status ?? '';
	const reason = line.split(' ').slice(2).join(' ');
	return [reason, endings[ended]].filter(Boolean).join(', ');
}

export function show(recording: Recording, mode: string): Shown | undefined {
	const cell = recording.modes[mode];
	if (!cell) return undefined;
	const answer = answerOf(recording, cell);
	const head = answer?.status
		? [...(answer.interim ?? []).flatMap((line) => [line, '']), answer.status, ...(answer.headers ?? []), '']
		: [];
	return {
		recording,
		cell,
		word: wordOf(recording, cell),
		status: partsOf(cell.outcome).status,
		answer: answer ? [...head, answer.body ?? ''].join('\n') : '',
		log: Object.entries(cell.log ?? {}).map(([file, lines]) => ({ file, lines })),
		configuration: configurationOf(recording, cell),
	};
}

/** The truth table: modes down, gateways across. */
export const truthTable = ({ recordings, modes }: Evidence): Row[] =>
	modes.map((mode) => {
		const cells = recordings.map((recording) => show(recording, mode.id));
		return { mode, cells, outcomes: new Set(cells.flatMap((shown) => (shown ? [shown.cell.outcome] : []))).size };
	});

/** The table for programs: one object for each cell. */
export const tableRows = (rows: readonly Row[]) =>
	rows.flatMap(({ mode, cells }) =>
		cells.flatMap((shown) =>
			shown
				? [
						{
							mode: mode.id,
							moment: mode.moment,
							says: mode.says,
							gateway: shown.recording.gateway,
							product: shown.recording.product,
							version: shown.recording.version,
							outcome: shown.cell.outcome,
							status: shown.status ?? null,
							elapsed: shown.cell.elapsed,
							died: shown.cell.died ?? null,
							log: shown.log.flatMap(({ lines }) => lines),
						},
					]
				: [],
		),
	);
