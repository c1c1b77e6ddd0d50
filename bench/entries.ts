import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { skeletonOf } from '../src/knowledge/skeletons.ts';
import { readContent } from '../src/loading/read-content.ts';
import {
	type CollectionName,
	collectionNames,
	momentSlugs,
	type PageCollection,
	pageCollections,
	schemas,
} from '../src/schemas/index.ts';
import { type JsonSchema, type Making, makeValue } from './from-schema.ts';
import { Deck, Random } from './random.ts';
import { Words } from './words.ts';

/** An entry as it is written: front matter and body. */
export interface MadeEntry {
	collection: CollectionName;
	id: string;
	data: Record<string, unknown>;
	body: string;
}

type Ids = Record<CollectionName, string[]>;

/** How pages spread over the collections, like the real content; a collection that is not named gets `newcomer`. Symptoms are the rest, about half. */
const shares: Partial<Record<CollectionName, number>> = {
	causes: 0.15,
	mitigations: 0.21,
	checklists: 0.04,
	guides: 0.04,
	products: 0.03,
};
const newcomer = 0.03;

/** Sources for each page. They are no pages of their own and come on top. */
const sourcesPerPage = 1;

/** Words of a whole entry, front matter and body: chosen so that the built pages are as long as those of the real content (seen in "words" of bytes.ts). */
const wordsOf: Partial<Record<CollectionName, number>> = {
	products: 900,
	symptoms: 500,
	causes: 620,
	mitigations: 420,
	checklists: 1100,
	guides: 900,
};

const lengths: Making['lengths'] = {
	...Object.fromEntries(
		collectionNames.flatMap((name) => [
			[`${name}.history`, [1, 2]],
			[`${name}.aliases`, [4, 9]],
			[`${name}.related`, [0, 2]],
		]),
	),
	'symptoms.causes': [2, 6],
	'checklists.steps': [8, 12],
	'checklists.steps[].about': [0, 3],
	'products.defaults': [4, 12],
	'mitigations.recipes[].grounds': [1, 2],
};

const likeness: Making['likeness'] = {
	'symptoms.status': ({ random }) => random.pick([502, 502, 502, 502, 504, 503, 500, 520, null]),
	'symptoms.evidence[].quote': (words) => words.code(words.random.integer(1, 3)),
	'symptoms.known.*': (words) => words.phrase(1, 4),
	'mitigations.recipes[].code': (words) => words.code(words.random.integer(2, 8)),
	'causes.confirm[].command': (words) => words.code(1),
	'checklists.steps[].minutes': ({ random }) => random.integer(1, 10),
	'checklists.steps[].expect': (words) => words.phrase(1, 3),
	'sources.short': (words) => words.phrase(2, 4),
};
for (const name of collectionNames) likeness[`${name}.aliases[]`] = (words) => words.phrase(2, 5);

/**
 * Makes a valid handbook of so many pages, always the same one.
 *
 * @param projectRoot where the real content and the pages' code lie: entries that the code names by id are among the made ones
 */
export async function makeEntries(pages: number, projectRoot: string): Promise<MadeEntry[]> {
	const random = new Random(`handbook of ${pages}`);
	const ids = planIds(pages, await namedByCode(projectRoot), random);
	const keys = pageCollections.flatMap((collection) => ids[collection].map((id) => `${collection}/${id}`));
	const decks = new Map<string, Deck>();
	const deal = (target: CollectionName | 'any', field: string, avoid: ReadonlySet<string>) => {
		let deck = decks.get(field);
		if (!deck) {
			deck = new Deck(target === 'any' ? keys : ids[target], random);
			decks.set(field, deck);
		}
		return deck.deal(avoid);
	};
	return collectionNames.flatMap((collection) => ids[collection].map((id) => makeEntry(collection, id, deal)));
}

function planIds(pages: number, named: Ids, random: Random): Ids {
	const ids = Object.fromEntries(collectionNames.map((name) => [name, [...named[name]]])) as Ids;
	const words = new Words(random);
	const slug = () => `${words.word()}-${words.word()}`;
	const fill = (collection: CollectionName, count: number, idAt: (index: number) => string) => {
		for (let index = ids[collection].length; index < count; index += 1) ids[collection].push(`${idAt(index)}-${index}`);
	};
	const others = pageCollections.filter((name) => name !== 'symptoms');
	for (const name of others) fill(name, Math.round(pages * (shares[name] ?? newcomer)), slug);
	const rest = pages - others.reduce((sum, name) => sum + ids[name].length, 0);
	fill('symptoms', rest, (index) => `${ids.products[index % ids.products.length]}/${slug()}`);
	fill('sources', Math.round(pages * sourcesPerPage), slug);
	const planned = pageCollections.reduce((sum, name) => sum + ids[name].length, 0);
	if (planned !== pages || rest < ids.products.length)
		throw new Error(`${pages} pages are too few for a handbook with the entries that its code names.`);
	return ids;
}

/** The ids of real entries that stand in the pages' code: the front page and the footer lead to them. */
async function namedByCode(projectRoot: string): Promise<Ids> {
	const src = join(projectRoot, 'src');
	const files = (await readdir(src, { recursive: true })).filter((path) => /\.(ts|astro)$/.test(path));
	const code = (await Promise.all(files.map((path) => readFile(join(src, path), 'utf8')))).join('\n');
	const ids = Object.fromEntries(collectionNames.map((name) => [name, [] as string[]])) as Ids;
	const { files: real } = await readContent(projectRoot);
	for (const { collection, id } of real) {
		if (collection !== 'sources' && (code.includes(`'${id}'`) || code.includes(`/${collection}/${id}/`)))
			ids[collection].push(id);
	}
	ids.products = [...new Set([...ids.products, ...ids.symptoms.map((id) => id.split('/')[0] ?? '')])];
	return ids;
}

type Deal = (target: CollectionName | 'any', field: string, avoid: ReadonlySet<string>) => string | undefined;

const jsonSchemas = Object.fromEntries(
	collectionNames.map((name) => [name, schemas[name].toJSONSchema({ io: 'input' })]),
) as unknown as Record<CollectionName, JsonSchema>;

function makeEntry(collection: CollectionName, id: string, deal: Deal): MadeEntry {
	const words = new Words(new Random(`${collection}/${id}`));
	const used = new Map<string, Set<string>>();
	const refer: Making['refer'] = (target, field) => {
		const avoid = used.get(field) ?? new Set([id, `${collection}/${id}`]);
		used.set(field, avoid);
		const dealt = deal(target, field, avoid);
		if (dealt) avoid.add(dealt);
		return dealt;
	};
	const making: Making = { words, refer, lengths, likeness };
	const data = makeValue(jsonSchemas[collection], collection, making) as Record<string, unknown>;
	obeyInvariants(collection, id, data, words);
	const page = pageCollections.find((name) => name === collection);
	return { collection, id, data, body: page ? makeBody(page, data, making) : '' };
}

interface Known {
	reviewed?: string;
	history?: { date: string }[];
	title: string;
	product: string;
	moment: (typeof momentSlugs)[number] | null;
	known: Record<string, string>;
	signatures: { text: string; example?: string }[];
	steps: { id: string }[];
}

/** What must hold between fields, which no schema says (`src/knowledge/invariants`). */
function obeyInvariants(collection: CollectionName, id: string, raw: Record<string, unknown>, words: Words) {
	const data = raw as unknown as Known;
	const { random } = words;
	if (data.history && data.reviewed) {
		data.history.sort((a, b) => (a.date < b.date ? 1 : -1));
		data.reviewed = [data.reviewed, data.history[0]?.date ?? ''].sort().at(-1) ?? data.reviewed;
	}
	if (collection === 'symptoms') {
		data.product = id.split('/')[0] ?? '';
		const { moment } = data;
		if (moment)
			data.known = Object.fromEntries(
				Object.entries(data.known).filter(
					([slug]) => momentSlugs.indexOf(slug as never) <= momentSlugs.indexOf(moment),
				),
			);
		data.signatures = data.signatures.map((signature, index) => {
			const start = `${words.phrase(2, 4)} E${id.replace(/\D+/g, '') || id.length}-${id.length}${index} `;
			const number = random.integer(1, 999);
			const [before, after] = [`${start}(`, `: ${words.phrase(2, 3)}) while ${words.word()} ${words.word()}`];
			return random.chance(0.4)
				? { ...signature, text: `${before}{number}${after}`, example: `${before}${number}${after}` }
				: { ...signature, text: `${before}${number}${after}`, example: `${before}${number}${after}` };
		});
	}
	if (collection === 'checklists')
		data.steps = data.steps.map((step, index) => ({ ...step, id: `${step.id}-${index}` }));
}

const countWords = (text: string) => text.split(/[\s"{}[\],]+/).length;

/** A body with the sections of its kind of page, as long as brings the entry to its usual length. */
function makeBody(collection: PageCollection, data: Record<string, unknown>, making: Making): string {
	const { words } = making;
	const { random } = words;
	const { required, optional, free } = skeletonOf(collection);
	const headings = free
		? [...required, ...Array.from({ length: random.integer(5, 8) }, (_, index) => `${words.phrase(2, 4)} ${index + 1}`)]
		: [...required, ...optional.filter(() => random.chance(0.5))];
	const wanted =
		Math.round((wordsOf[collection] ?? 600) * (0.7 + 0.6 * random.next())) - countWords(JSON.stringify(data));
	const each = Math.max(10, Math.round(wanted / headings.length) - 20);
	return headings.map((heading) => `## ${heading}\n\n${makeSection(each, making, `${collection} body`)}`).join('\n\n');
}

function makeSection(wanted: number, { words, refer }: Making, field: string): string {
	const { random } = words;
	const blocks: string[] = [];
	const sentence = (least: number, most: number) => words.sentences(random.integer(least, most));
	for (let left = wanted; left > 0; ) {
		const kind = random.next();
		const block =
			kind < 0.12
				? `\`\`\`nginx\n${words.code(random.integer(2, 6))}\n\`\`\``
				: kind < 0.4
					? Array.from({ length: random.integer(3, 5) }, () => `- ${sentence(8, 16)}`).join('\n')
					: kind < 0.43
						? `| ${words.phrase(1, 2)} | ${words.phrase(1, 2)} |\n|---|---|\n${Array.from({ length: 4 }, () => `| \`${words.identifier()}\` | ${words.phrase(2, 6)} |`).join('\n')}`
						: makeParagraph(sentence(30, 50), { words, refer }, field);
		blocks.push(block);
		left -= countWords(block);
	}
	return blocks.join('\n\n');
}

function makeParagraph(text: string, { words, refer }: Pick<Making, 'words' | 'refer'>, field: string): string {
	const { random } = words;
	const source = random.chance(0.55) && refer('sources', `${field} source`);
	const link = random.chance(0.6) ? refer('any', `${field} link`) : undefined;
	return [
		text,
		source && `<Cite source="${source}" at="line ${random.integer(1, 4000)}" />`,
		link && ` See [${words.phrase(2, 4)}](/${link}/).`,
		random.chance(0.5) && ` ${words.phrase(3, 6)} <Status code="502" />.`,
	]
		.filter(Boolean)
		.join('');
}
