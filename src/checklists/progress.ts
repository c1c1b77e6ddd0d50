/**
 * Which steps of a checklist are ticked.
 *
 * Ticks are a set of step ids, never positions: a step that is reworded, moved or added leaves everybody's ticks where
 * they were. Ids that the checklist no longer has are kept, so that an older page or a copy elsewhere loses nothing.
 *
 * Life cycle: made from storage or from a link, changed by the reader, written back as `{"v":1,"done":[…]}` under
 * `handbook:checklist:<id>`. A record of another version is left alone and read as empty.
 */
export type Ticks = ReadonlySet<string>;

export const storageKey = (checklist: string) => `handbook:checklist:${checklist}`;

export const serialise = (ticks: Ticks) => JSON.stringify({ v: 1, done: [...ticks] });

const isStepId = (id: unknown): id is string => typeof id === 'string' && /^[a-z][a-z0-9-]*$/.test(id);

/** Reads what `serialise` wrote; anything else is no ticks. */
export function deserialise(text: string | null): Ticks {
	try {
		const value: unknown = JSON.parse(text ?? '');
		if (
			typeof value === 'object' &&
			value !== null &&
			'v' in value &&
			value.v === 1 &&
			'done' in value &&
			Array.isArray(value.done)
		) {
			return new Set(value.done.filter(isStepId));
		}
	} catch {
		// Not ours, or damaged.
	}
	return new Set();
}

/** The ticks as a fragment for a link: `#done=reload.others`. Step ids hold no dots. */
export const toFragment = (ticks: Ticks) => `#done=${[...ticks].join('.')}`;

/** The ticks that a link carries; `undefined` when it carries none. */
export function fromFragment(fragment: string): Ticks | undefined {
	const value = new URLSearchParams(fragment.replace(/^#/, '')).get('done');
	if (value === null) return undefined;
	return new Set(value.split('.').filter(isStepId));
}

export function toggle(ticks: Ticks, step: string, ticked: boolean): Ticks {
	const next = new Set(ticks);
	if (ticked) next.add(step);
	else next.delete(step);
	return next;
}

/** How far it is, counting only the steps that the checklist has now. */
export function progress(ticks: Ticks, steps: readonly string[]): { done: number; of: number; words: string } {
	const done = steps.filter((step) => ticks.has(step)).length;
	return { done, of: steps.length, words: `${done} of ${steps.length}` };
}
