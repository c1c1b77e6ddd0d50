import { createHash } from 'node:crypto';
import type { Gateway } from '../gateway.ts';
import type { Visit } from '../mode.ts';
import type { Cell, RecordedAnswer } from '../recording.ts';
import { type Answer, outcomeOf } from './answer.ts';
import type { Exchange } from './client.ts';
import type { NotReady, Observation } from './instance.ts';
import { shortened } from './normalise.ts';

/** Makes cells of a recording from what was observed. */

/** A cell with its answer beside it; recordings keep answers apart, because many cells share one. */
export interface Observed {
	cell: Omit<Cell, 'part'>;
	answer?: RecordedAnswer;
}

/** Headers that say when, not what. */
const unimportant = new Set(['date', 'age', 'last-modified', 'expires']);

const headersKept = 40;
const bodyKept = 4096;

/**
 * @param path of the request, as the recording says it
 */
export function observedCell(
	{ visit, exchanges, log, died }: Pick<Observation, 'visit' | 'exchanges' | 'log' | 'died'>,
	normal: (text: string) => string,
	gateway: Pick<Gateway, 'stable'>,
	path = '/app/x',
): Observed {
	const outcomes = exchanges.map(({ bytes, answer, ending }) => outcomeOf(bytes, answer, ending));
	const last = exchanges.at(-1);
	if (!last) throw new Error('A visit without a request was observed.');
	const answer = recordedAnswer(last, normal);
	return {
		cell: {
			outcome: outcomes.at(-1) ?? '',
			request: requestIn(visit, path),
			...(outcomes.length > 1 && { before: outcomes.slice(0, -1) }),
			...(answer && { answer: keyOf(last.answer, answer) }),
			elapsed: elapsedIn(last.elapsed),
			...(died !== undefined && { died }),
			...logOf(log, normal, gateway),
		},
		answer,
	};
}

/** The cell of a mode that keeps a gateway from starting. */
export const cellWithoutStart = (
	{ log, ended }: NotReady,
	normal: (text: string) => string,
	gateway: Pick<Gateway, 'stable'>,
): Observed => ({
	cell: {
		outcome: 'no start',
		request: 'none',
		elapsed: 'at once',
		died: ended ?? 'did not end',
		...logOf(log, normal, gateway),
	},
});

function logOf(
	log: Observation['log'],
	normal: (text: string) => string,
	{ stable = (line) => line }: Pick<Gateway, 'stable'>,
): { log?: Record<string, string[]> } {
	const entries = [...log]
		.map(
			([file, lines]) =>
				[
					file,
					lines.flatMap((line) => line.split('\n')).map((line) => shortened(normal(stable(line))).trimEnd()),
				] as const,
		)
		.filter(([, lines]) => lines.length > 0);
	return entries.length > 0 ? { log: Object.fromEntries(entries) } : {};
}

function recordedAnswer({ bytes, answer }: Exchange, normal: (text: string) => string): RecordedAnswer | undefined {
	if (bytes.length === 0) return undefined;
	const headers = answer.headers
		.filter(([name]) => !unimportant.has(name.toLowerCase()))
		.map(([name, value]) => shortened(normal(value === '' ? `${name}:` : `${name}: ${value}`)));
	const more = headers.length - headersKept;
	const body = normal(answer.body.toString('latin1'));
	return {
		...(answer.statusLine !== undefined && { status: answer.statusLine }),
		...(headers.length > 0 && {
			headers: more > 0 ? [...headers.slice(0, headersKept), `… and ${more} more headers`] : headers,
		}),
		...(answer.interim.length > 0 && { interim: answer.interim }),
		...(body !== '' && { body: body.slice(0, bodyKept) }),
		...(body.length > bodyKept && { whole: { bytes: answer.body.length, sha256: hash(body) } }),
	};
}

const hash = (text: string): string => createHash('sha256').update(text, 'latin1').digest('hex');

/** A key that says what it is, and depends on nothing but the answer: a new mode moves no other line of a recording. */
const keyOf = ({ status }: Answer, answer: RecordedAnswer): string =>
	`${status ?? 'raw'}-${hash(JSON.stringify(answer)).slice(0, 8)}`;

function requestIn({ method, body, times, fresh }: Visit, path: string): string {
	const bytes = typeof body === 'number' ? `, ${body.toLocaleString('en')} bytes` : '';
	const request = `${method} ${path}${bytes}`;
	return times === 1 ? request : `${times} × ${request}, ${fresh ? 'a connection each' : 'one connection'}`;
}

const elapsedIn = (milliseconds: number): string =>
	milliseconds < 700 ? 'at once' : `about ${Math.max(1, Math.round(milliseconds / 1000))} s`;
