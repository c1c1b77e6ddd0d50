import type { DescribedMode } from '../../lab/recording.ts';
import { type Evidence, type Fix, type Observed, type Shown, textsOf } from '../evidence/evidence.ts';
import type { Data } from '../schemas/index.ts';
import type { Knowledge } from './knowledge.ts';
import type { Entry } from './parse.ts';
import { findTemplate, type Pasted, prepare, type Template } from './template.ts';

// The links between what the handbook says and what the lab recorded.

type EvidenceItem = Data['symptoms']['evidence'][number];
type RecordedItem = Extract<EvidenceItem, { kind: 'recorded' }>;

/** The recorded evidence of a symptom, with the place of each item in the list. */
export const recordedItems = (symptom: Entry<'symptoms'>): { item: RecordedItem; index: number }[] =>
	symptom.data.evidence.flatMap((item, index) => (item.kind === 'recorded' ? [{ item, index }] : []));

/** A recording that a field or a component names. */
export interface Found {
	observed: Observed;
	product: string;
	gateway: string;
	version: string;
	/** The mode or the scenario. */
	what: string;
	/** The day of the recording. */
	recorded: string;
	/** Address on the site, without the base path. */
	path: string;
}

/** The recording at a cell, or of a scenario before its fix; `undefined` when there is none. */
export function findRecording(
	evidence: Evidence,
	{ at, scenario }: { at?: string | undefined; scenario?: string | undefined },
): Found | undefined {
	const shown = at === undefined ? undefined : evidence.at(at);
	if (shown) {
		const { product, gateway, version, recorded } = shown.column.recording;
		return { observed: shown, product, gateway, version, what: shown.mode.id, recorded, path: shown.path };
	}
	const fix = scenario === undefined ? undefined : evidence.fix(scenario);
	if (!fix) return undefined;
	const [{ before, gateway: tried, scenario: recording }] = fix.recordings;
	const { product, gateway, version } = tried;
	return { observed: before, product, gateway, version, what: fix.id, recorded: recording.recorded, path: fix.path };
}

const prepared = new WeakMap<Observed, Pasted[]>();

/** The texts of an observation, made ready once to be looked through. */
function pastedOf(observed: Observed): Pasted[] {
	let texts = prepared.get(observed);
	if (!texts) {
		texts = [...new Set(textsOf(observed))].map(prepare);
		prepared.set(observed, texts);
	}
	return texts;
}

/** Whether a message stands in what was recorded: in a log line, a header, the body, or the page that it makes. */
export const isRecorded = (template: Template, observed: Observed): boolean =>
	pastedOf(observed).some((text) => findTemplate(template, text) !== undefined);

/** The part of a recording in which one of the signatures stands. */
export function partWith(templates: readonly Template[], { log, headers }: Observed): 'log' | 'answer' | 'headers' {
	const stands = (text: string) => {
		const pasted = prepare(text);
		return templates.some((template) => findTemplate(template, pasted) !== undefined);
	};
	if (log.some(({ lines }) => lines.some(stands) || stands(lines.join('\n')))) return 'log';
	return headers.split('\n').some(stands) ? 'headers' : 'answer';
}

/** The symptoms that a cell belongs to: those that name it as their evidence, then those whose message stands in it. */
export function symptomsAt(knowledge: Knowledge, shown: Shown): Entry<'symptoms'>[] {
	const product = knowledge.find('products', shown.column.recording.product);
	if (!product) return [];
	const place = `${shown.column.name}/${shown.mode.id}`;
	const symptoms = knowledge.symptomsOfProduct(product);
	const named = symptoms.filter((symptom) => recordedItems(symptom).some(({ item }) => item.at === place));
	const said = symptoms.filter(({ data }) => data.signatures.some((signature) => isRecorded(signature, shown)));
	return [...new Set([...named, ...said])];
}

/** The recipes that a scenario proves, with the mitigation that each belongs to. */
export const recipesProvedBy = (knowledge: Knowledge, scenario: string) =>
	knowledge
		.all('mitigations')
		.flatMap((mitigation) =>
			mitigation.data.recipes
				.filter(({ proved }) => proved.includes(scenario))
				.map((recipe) => ({ mitigation, recipe })),
		);

/** The causes that a way to break an upstream belongs to: those that name it. */
export const causesOfMode = (knowledge: Knowledge, mode: string): Entry<'causes'>[] =>
	knowledge.all('causes').filter(({ data }) => data.modes.includes(mode));

/** The fixes that belong to a cause: those that prove a recipe of one of its mitigations. */
export function fixesOfCause(knowledge: Knowledge, evidence: Evidence, cause: Entry<'causes'>): Fix[] {
	const mitigations = cause.data.mitigations.map((id) => knowledge.get('mitigations', id));
	const proved = mitigations.flatMap(({ data }) => data.recipes.flatMap(({ proved }) => proved));
	return evidence.fixes.filter(({ id }) => proved.includes(id));
}

/**
 * The modes that show a cause: those that it names; where it names none, those recorded for the messages whose
 * likeliest cause it is.
 */
export function modesOfCause(knowledge: Knowledge, evidence: Evidence, cause: Entry<'causes'>): DescribedMode[] {
	const ids =
		cause.data.modes.length > 0
			? cause.data.modes
			: knowledge
					.symptomsOf(cause)
					.filter(({ data }) => data.moment !== null && data.causes[0]?.cause === cause.id)
					.flatMap((symptom) => recordedItems(symptom).flatMap(({ item }) => item.at?.split('/')[1] ?? []));
	return evidence.modes.filter(({ id }) => ids.includes(id));
}

/** Where an address of the evidence leads. */
export type EvidencePlace =
	| { kind: 'list' }
	| { kind: 'mode'; mode: DescribedMode; shown: Shown | undefined }
	| { kind: 'fix'; fix: Fix };

/**
 * Reads an address such as `/evidence/refuse/#nginx`.
 *
 * @returns the place, or a sentence that says what does not exist
 */
export function placeOf(evidence: Evidence, url: string): EvidencePlace | string {
	const [path = '', fragment] = url.split('#');
	const [, , first = '', second = ''] = path.split('/');
	if (first === '') {
		if (evidence.isEmpty) return 'there are no recordings';
		return fragment && !evidence.column(fragment) ? `there is no column "${fragment}"` : { kind: 'list' };
	}
	if (first === 'fixes') {
		if (second === '') return evidence.fixes.length > 0 ? { kind: 'list' } : 'there are no recordings of fixes';
		const fix = evidence.fix(second);
		if (!fix) return `there is no scenario "${second}"`;
		return fragment && !fix.recordings.some(({ name }) => name === fragment)
			? `the scenario "${second}" was not tried with "${fragment}"`
			: { kind: 'fix', fix };
	}
	if (first === 'gateways') {
		return evidence.column(second) ? { kind: 'list' } : `there is no recording of a gateway "${second}"`;
	}
	const mode = evidence.mode(first);
	if (!mode || second !== '') return `there is no mode "${first}"`;
	if (!fragment || fragment === 'not-recorded') return { kind: 'mode', mode, shown: undefined };
	const shown = evidence.at(`${fragment}/${mode.id}`);
	return shown ? { kind: 'mode', mode, shown } : `there is no recording of "${fragment}" in it`;
}
