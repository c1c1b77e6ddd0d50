import { expect } from 'vitest';
import type { ExportedChecklist, Ticked } from '../../../src/exports/checklist.ts';
import { type Inline, plainOf } from '../../../src/knowledge/inline.ts';

/** What an independent reader of a format found in an export. */
export interface Reading {
	/** All that a person would see, in order; runs of blanks do not matter. */
	text: string;
	/** Every piece of code, byte for byte, in order. */
	codes: string[];
	/** Addresses of all links, in order. */
	links: string[];
	/** For each step, in order, whether it is ticked; `undefined` for languages that have no ticks. */
	ticks: boolean[] | undefined;
}

const codesIn = (inline: readonly Inline[]): string[] =>
	inline.flatMap((part) => {
		if (typeof part === 'string') return [];
		if ('code' in part) return [part.code];
		return codesIn('link' in part ? part.text : 'strong' in part ? part.strong : part.emphasis);
	});

const linksIn = (inline: readonly Inline[]): string[] =>
	inline.flatMap((part) => {
		if (typeof part === 'string' || 'code' in part) return [];
		return 'link' in part ? [part.link] : linksIn('strong' in part ? part.strong : part.emphasis);
	});

/** Blanks between words differ between languages, and the no-break space is one of them to most. */
export const normal = (text: string) => text.replace(/[\s\u200b]+/gu, ' ').trim();

/** Marks that an export may add between the checklist's own texts; anything else left over is markup shown as text. */
const added = /^[\p{L}\p{N}\s.,:;()→☐☑·#\-–—/]*$/u;

/**
 * Compares what a reader found with what was exported: every text in its order and exactly, every code, every link, every
 * tick, the revision; and nothing else that looks like markup shown to people.
 *
 * @param language.codes false where the language cannot mark code inside text
 * @param language.links false where the language shows addresses as text only
 */
export function expectSame(
	reading: Reading,
	checklist: ExportedChecklist,
	ticked: Ticked,
	language: { codes?: boolean; links?: boolean } = {},
): void {
	const { steps } = checklist;
	if (reading.ticks) expect(reading.ticks).toEqual(steps.map(({ id }) => ticked.has(id)));
	if (language.codes !== false) {
		expect(reading.codes).toEqual([
			...codesIn(checklist.summary),
			...steps.flatMap(({ how, why }) => [...codesIn(how), ...codesIn(why)]),
		]);
	}
	if (language.links !== false) {
		const links = [
			...linksIn(checklist.summary),
			...steps.flatMap(({ url, how, why, no, more }) => [
				url,
				...linksIn(how),
				...(no ? [no.url] : []),
				...linksIn(why),
				...more.map((page) => page.url),
			]),
			checklist.url,
		];
		expect(inOrder(reading.links, links)).toEqual([]);
	}
	const texts = [
		checklist.title,
		plainOf(checklist.summary),
		...steps.flatMap(({ check, expect: reads, how, no, why, more }) => [
			check,
			reads,
			plainOf(how),
			...(no ? [no.say, no.title] : []),
			plainOf(why),
			...more.map(({ title }) => title),
		]),
		`revision ${checklist.revision} of ${checklist.revised}`,
	].map(normal);
	const { missing, left } = takeInOrder(normal(reading.text), texts);
	expect(missing).toEqual([]);
	expect(left.filter((rest) => !added.test(rest))).toEqual([]);
}

/** Which of the wanted things do not stand in the list, in their order. */
function inOrder(found: readonly string[], wanted: readonly string[]): string[] {
	let at = 0;
	return wanted.filter((item) => {
		const next = found.indexOf(item, at);
		if (next < 0) return true;
		at = next + 1;
		return false;
	});
}

/** Takes texts out of a text in their order; tells which are missing, and what is left between the others. */
function takeInOrder(text: string, texts: readonly string[]): { missing: string[]; left: string[] } {
	const missing: string[] = [];
	const left: string[] = [];
	let at = 0;
	for (const wanted of texts) {
		const next = text.indexOf(wanted, at);
		if (next < 0) {
			missing.push(wanted);
			continue;
		}
		left.push(text.slice(at, next));
		at = next + wanted.length;
	}
	left.push(text.slice(at));
	return { missing, left };
}
