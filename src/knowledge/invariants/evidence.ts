import type { Evidence, Fix, Observed, Shown } from '../../evidence/evidence.ts';
import { type Message, messagesOf } from '../../evidence/messages.ts';
import type { LeftOut } from '../../schemas/index.ts';
import type { Knowledge } from '../knowledge.ts';
import { isEvidenceAddress, linksIn } from '../links.ts';
import { type Entry, leftOutFile } from '../parse.ts';
import { type Problem, suggestion } from '../problem.ts';
import { type EvidencePlace, findRecording, isRecorded, placeOf, recordedItems } from '../recorded.ts';
import { findTemplate, type Pasted, prepare, type Template } from '../template.ts';

const statusOf = ({ status, outcome }: Observed) => (status === null ? `no status (${outcome})` : String(status));

/** Every field and every `<Recorded>` names a recording that exists, and a part that it has. */
export function recordingsExist(knowledge: Knowledge, evidence: Evidence): Problem[] {
	const fixes = evidence.fixes.map(({ id }) => id);
	const modes = evidence.modes.map(({ id }) => id);
	const problems: Problem[] = [];
	const check = (
		file: string,
		field: string,
		named: { at?: string | undefined; scenario?: string | undefined; show?: string | undefined },
	) => {
		const report = (message: string): void => {
			problems.push({ file, check: 'recordingsExist', message: `${field} ${message}` });
		};
		const name = named.at ?? named.scenario;
		if (name === undefined) return report('names no recording. Write at="gateway/mode" or scenario="id".');
		const found = findRecording(evidence, named);
		if (!found) {
			return report(
				`names the recording "${name}", which does not exist.${suggestion(name, named.at === undefined ? fixes : evidence.places())}`,
			);
		}
		const { log, answer } = found.observed;
		if (named.show !== undefined && !['log', 'answer', 'headers'].includes(named.show))
			report(`shows "${named.show}", expected one of "log", "answer", "headers".`);
		if (named.show === 'log' && log.length === 0) report(`shows the log of "${name}", in which nothing was logged.`);
		if ((named.show === 'answer' || named.show === 'headers') && answer === '')
			report(`shows what came back in "${name}", in which not a byte came.`);
	};
	for (const symptom of knowledge.all('symptoms')) {
		for (const { item, index } of recordedItems(symptom)) check(symptom.file, `evidence[${index}]`, item);
	}
	for (const entry of knowledge.pages()) {
		for (const { line, ...named } of entry.body.recorded) check(entry.file, `line ${line}`, named);
	}
	for (const { file, data } of knowledge.all('mitigations')) {
		for (const [index, { proved }] of data.recipes.entries()) {
			for (const [place, scenario] of proved.entries()) check(file, `recipes[${index}].proved[${place}]`, { scenario });
		}
	}
	for (const { file, data } of knowledge.all('causes')) {
		for (const [index, mode] of data.modes.entries()) {
			if (modes.includes(mode)) continue;
			problems.push({
				file,
				check: 'recordingsExist',
				message: `modes[${index}] names "${mode}", which is no mode of the lab.${suggestion(mode, modes)}`,
			});
		}
	}
	return problems;
}

/** The status of a symptom is the one that was recorded, wherever it names a recording. */
export function recordedStatusAgrees(knowledge: Knowledge, evidence: Evidence): Problem[] {
	return knowledge.all('symptoms').flatMap((symptom) =>
		recordedItems(symptom).flatMap(({ item, index }): Problem[] => {
			const found = findRecording(evidence, item);
			if (!found) return [];
			const { observed } = found;
			const name = item.at ?? item.scenario;
			const problem = (message: string) => [{ file: symptom.file, check: 'recordedStatusAgrees', message }];
			const said = item.status === undefined ? symptom.data.status : item.status;
			if (said !== observed.status) {
				return problem(
					item.status === undefined
						? `status is ${said}, but the recording "${name}" shows ${statusOf(observed)}. Correct the status, or give evidence[${index}] its own "status" and a "note" that says why it differs.`
						: `evidence[${index}].status is ${said}, but the recording "${name}" shows ${statusOf(observed)}.`,
				);
			}
			return item.status !== undefined && item.status === symptom.data.status
				? problem(`evidence[${index}].status is the status of the symptom. Leave it out.`)
				: [];
		}),
	);
}

/** What a symptom with recordings says is in its recordings, word for word, or says of itself that it is not. */
export function signaturesAreRecorded(knowledge: Knowledge, evidence: Evidence): Problem[] {
	return knowledge.all('symptoms').flatMap((symptom) => {
		const items = recordedItems(symptom);
		const found = items.flatMap(({ item }) => findRecording(evidence, item) ?? []);
		// One that does not exist is reported as such.
		if (found.length < items.length) return [];
		const names = items.map(({ item }) => item.at ?? item.scenario).join(', ');
		return symptom.data.signatures.flatMap((signature, index): Problem[] => {
			const problem = (message: string) => [
				{ file: symptom.file, check: 'signaturesAreRecorded', message: `signatures[${index}]${message}` },
			];
			if (items.length === 0) {
				return signature.unrecorded
					? problem(
							'.unrecorded says why these words alone are not recorded, but the evidence names no recording. Leave it out.',
						)
					: [];
			}
			if (signature.unrecorded) {
				const where = recordingWith(evidence, symptom.data.product, [signature]);
				return where
					? problem(
							`.unrecorded is not true: "${signature.text}" stands in ${where}. Name that recording and leave this out.`,
						)
					: [];
			}
			if (found.some(({ observed }) => isRecorded(signature, observed))) return [];
			return problem(
				`.text is not in the recordings that the evidence names (${names}): "${signature.text}". Name the recording that has it, or say in "unrecorded" why there is none.`,
			);
		});
	});
}

/** The first recording of a product in which one of the messages stands, in words. */
function recordingWith(evidence: Evidence, product: string, templates: readonly Template[]): string | undefined {
	const found = evidence
		.observationsOf(product)
		.find((observed) => templates.some((template) => isRecorded(template, observed)));
	if (!found) return undefined;
	return 'column' in found
		? `the recording "${(found as Shown).column.name}/${(found as Shown).mode.id}"`
		: 'the recording of a scenario';
}

/** A symptom of a product that the lab runs was recorded, or says why it cannot be. */
export function labSymptomsAreRecorded(knowledge: Knowledge, evidence: Evidence): Problem[] {
	const products = evidence.products();
	return knowledge.all('symptoms').flatMap((symptom): Problem[] => {
		const recorded = recordedItems(symptom).length > 0;
		const { notRecorded, product } = symptom.data;
		const problem = (message: string) => [{ file: symptom.file, check: 'labSymptomsAreRecorded', message }];
		if (notRecorded && recorded)
			return problem('notRecorded says why there is no recording, but the evidence names one. Leave it out.');
		if (notRecorded && !products.includes(product))
			return problem(`notRecorded is not needed: the lab does not run ${product}. Leave it out.`);
		const where = notRecorded ? recordingWith(evidence, product, symptom.data.signatures) : undefined;
		if (where)
			return problem(`notRecorded is not true: a signature stands in ${where}. Name that recording as evidence.`);
		if (recorded || notRecorded || !products.includes(product)) return [];
		return problem(
			`evidence has no recording, although the lab runs ${product}. Add "kind: recorded" with "at: ${(evidence.column(product) ?? evidence.columnsOf(product)[0])?.name}/…", or say in "notRecorded" why there is none.`,
		);
	});
}

/** Every scenario proves a recipe, or stands on the list with the reason why it proves none. */
export function scenariosProveRecipes(knowledge: Knowledge, evidence: Evidence, list: LeftOut): Problem[] {
	const proving = new Set(
		knowledge.all('mitigations').flatMap(({ data }) => data.recipes.flatMap(({ proved }) => proved)),
	);
	const listed = list.scenarios.map(({ scenario }) => scenario);
	const unpaged = list.scenarios.flatMap(({ product }) => product ?? []);
	const productOf = ({ recordings: [{ gateway }] }: Fix) => gateway.product;
	const problem = (file: string, message: string) => ({ file, check: 'scenariosProveRecipes', message });
	const fileOf = ({ recordings: [{ gateway }] }: Fix) =>
		`lab/recordings/scenarios/${gateway.gateway}-${gateway.version}.json`;
	return [
		...evidence.fixes
			.filter((fix) => !proving.has(fix.id) && !listed.includes(fix.id) && !unpaged.includes(productOf(fix)))
			.map((fix) =>
				problem(
					fileOf(fix),
					`the scenario "${fix.id}" is named by no recipe. Add it to "proved" of the recipe that it shows to work, or to the scenarios of ${leftOutFile} with a reason.`,
				),
			),
		...list.scenarios.flatMap(({ scenario: id, product = '' }, index) => {
			const field = `scenarios[${index}]`;
			if (id === undefined) {
				if (knowledge.find('products', product)) {
					return [
						problem(
							leftOutFile,
							`${field} leaves out all scenarios of ${product}, which has a page now. Remove the entry.`,
						),
					];
				}
				return evidence.fixes.some((fix) => productOf(fix) === product && !proving.has(fix.id))
					? []
					: [
							problem(
								leftOutFile,
								`${field} is no longer needed: ${product} has no scenario without a recipe. Remove the entry.`,
							),
						];
			}
			if (listed.indexOf(id) < index)
				return [problem(leftOutFile, `${field} names "${id}" once more. Keep one entry.`)];
			if (!evidence.fix(id)) {
				const known = evidence.fixes.map((fix) => fix.id);
				return [
					problem(leftOutFile, `${field} names the scenario "${id}", which does not exist.${suggestion(id, known)}`),
				];
			}
			return proving.has(id)
				? [problem(leftOutFile, `${field} is no longer needed: a recipe names "${id}". Remove the entry.`)]
				: [];
		}),
	];
}

interface Said extends Message {
	pasted: Pasted;
	/** All lines of that log in those modes, for messages of several lines. */
	explained: boolean;
}

/**
 * Every message in the recordings is the signature of a symptom of its product, or stands on the list with the reason
 * why it is none. Messages of several lines may be explained as a whole.
 */
export function messagesAreExplained(knowledge: Knowledge, evidence: Evidence, list: LeftOut): Problem[] {
	const templates = new Map<string, Template[]>();
	const templatesOf = (product: string) => {
		let made = templates.get(product);
		if (!made) {
			const entry = knowledge.find('products', product);
			made = entry ? knowledge.symptomsOfProduct(entry).flatMap(({ data }) => data.signatures) : [];
			templates.set(product, made);
		}
		return made;
	};
	const messages: Said[] = messagesOf(evidence).map((message) => {
		const { recording } = message.column;
		const pasted = prepare(message.line);
		const known = templatesOf(recording.product);
		const whole = () =>
			message.modes.map((mode) => prepare((recording.modes[mode]?.log?.[message.file] ?? []).join('\n')));
		const stands = (text: Pasted) => known.find((template) => findTemplate(template, text) !== undefined);
		const explained =
			stands(pasted) !== undefined ||
			whole().every((text) => {
				const template = stands(text);
				return template !== undefined && (findTemplate(template, text) ?? '').includes(pasted.shown);
			});
		return { ...message, pasted, explained };
	});
	const problem = (file: string, message: string) => ({ file, check: 'messagesAreExplained', message });
	const covers = ({ product, file, text }: LeftOut['messages'][number], message: Said) =>
		message.column.recording.product === product &&
		(file === undefined || file === message.file) &&
		(text === undefined || findTemplate({ text, exactCase: true }, message.pasted) !== undefined);

	const open = messages.filter(({ explained }) => !explained);
	const unlisted = open.filter((message) => !list.messages.some((entry) => covers(entry, message)));
	const byProduct = Map.groupBy(unlisted, ({ column }) => column.recording.product);
	return [
		...[...byProduct].flatMap(([product, found]) => {
			const fileOf = ({ column: { recording } }: Said) =>
				`lab/recordings/${recording.gateway}-${recording.version}.json`;
			// A product without a page would report each of its messages; one line says it.
			if (!knowledge.find('products', product)) {
				const [first] = found;
				return first
					? [
							problem(
								fileOf(first),
								`logs ${found.length} messages, and ${product} has no page. Write one, or add "product: ${product}" to the messages of ${leftOutFile} with a reason.`,
							),
						]
					: [];
			}
			return found.map((message) =>
				problem(
					fileOf(message),
					`${message.file} says "${shortened(message.line)}" (${message.modes.slice(0, 3).join(', ')}${message.modes.length > 3 ? ' …' : ''}), which is a signature of no symptom of ${product}. Add it to one, or to the messages of ${leftOutFile} with a reason.`,
				),
			);
		}),
		...list.messages.flatMap((entry, index) => {
			const field = `messages[${index}]`;
			if (entry.text === undefined && knowledge.find('products', entry.product)) {
				return [
					problem(
						leftOutFile,
						`${field} leaves out all messages of ${entry.product}, which has a page now. Remove the entry.`,
					),
				];
			}
			return open.some((message) => covers(entry, message))
				? []
				: [
						problem(
							leftOutFile,
							`${field} is no longer needed: no message of ${entry.product} that is without a symptom is ${entry.text === undefined ? 'recorded' : `"${shortened(entry.text)}"`}. Remove the entry.`,
						),
					];
		}),
	];
}

const shortened = (text: string) => (text.length > 160 ? `${text.slice(0, 157)}…` : text);

/** A link into the evidence leads to a recording, and a status or an ending that its words name is the recorded one. */
export function linksAgreeWithRecordings(knowledge: Knowledge, evidence: Evidence): Problem[] {
	return [...knowledge.entries.values()].flatMap((entry) =>
		linksIn(entry)
			.filter(({ url }) => isEvidenceAddress(url))
			.flatMap(({ field, url, text }): Problem[] => {
				const problem = (message: string) => [
					{
						file: (entry as Entry).file,
						check: 'linksAgreeWithRecordings',
						message: `${field} links to "${url}"${message}`,
					},
				];
				const place = placeOf(evidence, url);
				if (typeof place === 'string') return problem(`, but ${place}.`);
				const wrong = contradiction(evidence, place, text);
				return wrong ? problem(` and reads "${text}", but ${wrong}.`) : [];
			}),
	);
}

/** Link texts that say how an answer ended and nothing else, but for its status: `200, cut short`, `hangs`, `empty`. */
const endingWords: readonly [RegExp, (outcome: string) => boolean][] = [
	[/^(\d{3},? )?(it )?(hangs?|no answer)$/i, (outcome) => outcome.endsWith('hang')],
	[/^(\d{3},? )?cut( short| off)?$/i, (outcome) => outcome.endsWith('cut')],
	[/^(empty|not a byte|(closed )?without a byte)$/i, (outcome) => outcome === 'empty' || outcome === 'reset'],
	[/^reset( without a byte)?$/i, (outcome) => outcome === 'reset'],
];

/** What the words of a link say that its recording does not; `undefined` when they agree. */
function contradiction(evidence: Evidence, place: EvidencePlace, text: string): string | undefined {
	if (place.kind === 'list') return undefined;
	const statuses = [...text.matchAll(/(?<![\d.])[1-9]\d\d(?![\d]|\.\d)/g)].map(([status]) => Number(status));
	if (place.kind === 'fix') {
		const seen = place.fix.recordings.map(({ before, after }) => [before, after] as const);
		const ordered = statuses.length === 2;
		const agrees = seen.some(([before, after]) =>
			ordered
				? before.status === statuses[0] && after.status === statuses[1]
				: statuses.every((status) => status === before.status || status === after.status),
		);
		return agrees
			? undefined
			: `the recording shows ${seen.map(([before, after]) => `${statusOf(before)} → ${statusOf(after)}`).join(', ')}`;
	}
	const observed: Observed[] = place.shown
		? [place.shown]
		: evidence.row(place.mode).cells.flatMap((cell) => cell ?? []);
	const has = (test: (one: Observed) => boolean) => observed.some(test);
	const agrees =
		statuses.every((status) => has((one) => one.status === status)) &&
		endingWords.every(([words, fits]) => !words.test(text.trim()) || has((one) => fits(one.outcome)));
	if (agrees) return undefined;
	return place.shown
		? `the recording shows ${statusOf(place.shown)}${place.shown.outcome.includes(' ') ? ` (${place.shown.outcome})` : ''}`
		: 'no recording shows that';
}
