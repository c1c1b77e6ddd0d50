import { answerOf, type Cell, type RecordedAnswer, type Recording } from '../recording.ts';

/** Compares a cell of today with the recorded one: outcome, headers that matter, and what the log says. */

export type Verdict =
	| { is: 'same' }
	/** Differs, as it may: the outcome is one of those that the mode allows for this gateway. */
	| { is: 'allowed' }
	| { is: 'drifted'; because: string };

/**
 * @param allowed the outcomes of a race, when there is one
 */
export function compareCells(
	recorded: Recording,
	today: Recording,
	mode: string,
	allowed: readonly string[] = [],
): Verdict {
	const [before, now] = [recorded.modes[mode], today.modes[mode]];
	if (!before || !now) return { is: 'drifted', because: before ? 'is not there any more' : 'was not recorded' };
	const because = differenceOf(
		{ ...before, answer: answerOf(recorded, before) },
		{ ...now, answer: answerOf(today, now) },
	);
	if (because === undefined) return { is: 'same' };
	return allowed.includes(now.outcome) ? { is: 'allowed' } : { is: 'drifted', because };
}

/** What was seen of one visit: all that counts in a comparison. */
export type Seen = Pick<Cell, 'outcome' | 'before' | 'died' | 'log'> & { answer?: RecordedAnswer };

/** In what two visits differ, in words; `undefined` when nothing that counts differs. */
export function differenceOf(before: Seen, now: Seen): string | undefined {
	if (before.outcome !== now.outcome) return `the visitor got "${now.outcome}" instead of "${before.outcome}"`;
	if (String(before.before) !== String(now.before))
		return `the earlier answers were ${now.before} instead of ${before.before}`;
	if ((before.died === undefined) !== (now.died === undefined)) {
		return now.died === undefined ? 'the gateway does not die any more' : `the gateway died (${now.died})`;
	}
	const [old, young] = [before.answer, now.answer];
	if (old?.status !== young?.status) return `the status line is "${young?.status}" instead of "${old?.status}"`;
	return (
		differenceBetween('header', headersOf(old), headersOf(young)) ??
		differenceBetween('log line', phrasesOf(before), phrasesOf(now))
	);
}

/** Headers in any order: some gateways write them as a hash table gives them. */
const headersOf = (answer: { headers?: readonly string[] } | undefined): string[] =>
	(answer?.headers ?? []).map(digitless);

/** What the log says, without numbers: a byte more or a retry more is no drift. */
export const phrasesOf = ({ log = {} }: Pick<Cell, 'log'>): string[] =>
	Object.entries(log).flatMap(([file, lines]) => lines.map((line) => `${file}: ${digitless(line)}`));

const digitless = (text: string): string => text.replace(/\d+/g, '#').replace(/\s+/g, ' ').trim();

function differenceBetween(what: string, before: readonly string[], now: readonly string[]): string | undefined {
	const gone = before.find((item) => !now.includes(item));
	const come = now.find((item) => !before.includes(item));
	if (gone !== undefined && come !== undefined) return `${what} "${come}" instead of "${gone}"`;
	if (gone !== undefined) return `${what} "${gone}" is missing`;
	return come === undefined ? undefined : `${what} "${come}" is new`;
}
