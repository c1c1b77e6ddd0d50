import type { CollectionName, Data, Moment, PageCollection } from '../schemas/index.ts';
import { momentSlugs, pageCollections } from '../schemas/index.ts';
import type { AnyEntry, Entry } from './parse.ts';
import { referencesIn, targetOf } from './references.ts';

/** A link from one page to another, with the field that makes it. */
interface Edge {
	from: AnyEntry;
	field: string;
	to: string;
	fragment: string | undefined;
}

/** Where a page cites a source: the field or the line, and the place in the source. */
export interface Citation {
	source: Entry<'sources'>;
	at: string[];
}

/**
 * All entries, linked in both directions once.
 *
 * Pure: made from parsed entries, asked by the pages, the command line, the API and the tests. Lists come in the order
 * a reader wants: causes and symptoms by rank of likelihood, entries of a moment by moment, the rest by title.
 */
export class Knowledge {
	readonly entries: ReadonlyMap<string, AnyEntry>;
	readonly edges: readonly Edge[];
	readonly #incoming = new Map<string, Edge[]>();
	readonly #outgoing = new Map<string, Edge[]>();
	readonly #byCollection = new Map<CollectionName, AnyEntry[]>();

	constructor(entries: Iterable<AnyEntry>) {
		const sorted = [...entries].sort((a, b) => (a.key < b.key ? -1 : 1));
		this.entries = new Map(sorted.map((entry) => [entry.key, entry]));
		for (const entry of sorted) append(this.#byCollection, entry.collection, entry);
		this.edges = sorted.flatMap((from) => [
			...referencesIn(from).map((reference) => {
				const { key, fragment } = targetOf(reference);
				return { from, field: reference.field, to: key, fragment };
			}),
			...from.body.citations.map(({ source }) => ({
				from,
				field: 'body',
				to: `sources/${source}`,
				fragment: undefined,
			})),
		]);
		for (const edge of this.edges) {
			append(this.#incoming, edge.to, edge);
			append(this.#outgoing, edge.from.key, edge);
		}
	}

	/** All entries of a collection, by id. */
	all<Name extends CollectionName>(collection: Name): Entry<Name>[] {
		return (this.#byCollection.get(collection) ?? []) as unknown as Entry<Name>[];
	}

	/** @throws when there is no such entry; after the invariants have held, that is a mistake in our code. */
	get<Name extends CollectionName>(collection: Name, id: string): Entry<Name> {
		const entry = this.find(collection, id);
		if (!entry) throw new Error(`There is no entry ${collection}/${id}.`);
		return entry;
	}

	find<Name extends CollectionName>(collection: Name, id: string): Entry<Name> | undefined {
		return this.entries.get(`${collection}/${id}`) as Entry<Name> | undefined;
	}

	/** Every page that has an address of its own. */
	pages(): Entry<PageCollection>[] {
		return pageCollections.flatMap((name) => this.all(name) as Entry<PageCollection>[]);
	}

	/** The entries of `collection` that refer to `entry` in a field that starts with `field`. */
	#referrers<Name extends CollectionName>(entry: { key: string }, collection: Name, field: string): Entry<Name>[] {
		const found = (this.#incoming.get(entry.key) ?? [])
			.filter((edge) => edge.from.collection === collection && edge.field.startsWith(field))
			.map((edge) => edge.from as unknown as Entry<Name>);
		return [...new Set(found)];
	}

	/** The symptoms that a cause can show as; those that name it first come first. */
	symptomsOf(cause: Entry<'causes'>): Entry<'symptoms'>[] {
		const rank = (symptom: Entry<'symptoms'>) => symptom.data.causes.findIndex((item) => item.cause === cause.id);
		return this.#referrers(cause, 'symptoms', 'causes').sort((a, b) => rank(a) - rank(b));
	}

	symptomsOfProduct(product: Entry<'products'>): Entry<'symptoms'>[] {
		// What does not tell its moment (null) comes first: it is the page or the code that people start from.
		const rank = ({ data }: Entry<'symptoms'>) => (data.moment ? momentSlugs.indexOf(data.moment) : -1);
		return this.#referrers(product, 'symptoms', 'product').sort((a, b) => rank(a) - rank(b));
	}

	causesOfMitigation(mitigation: Entry<'mitigations'>): Entry<'causes'>[] {
		return this.#referrers(mitigation, 'causes', 'mitigations');
	}

	/** The mitigations that have a recipe for a product. */
	recipesFor(product: Entry<'products'>): Entry<'mitigations'>[] {
		return this.#referrers(product, 'mitigations', 'recipes');
	}

	checklistsOf(product: Entry<'products'>): Entry<'checklists'>[] {
		return this.#referrers(product, 'checklists', 'product');
	}

	/** The mitigations of a symptom: those of its causes, each once, likeliest cause first. */
	mitigationsOf(symptom: Entry<'symptoms'>): Entry<'mitigations'>[] {
		const ids = symptom.data.causes.flatMap(({ cause }) => this.get('causes', cause).data.mitigations);
		return [...new Set(ids)].map((id) => this.get('mitigations', id));
	}

	/** The steps of checklists that lead to an entry, or are explained by it. */
	stepsAbout(entry: { key: string }): { checklist: Entry<'checklists'>; step: Data['checklists']['steps'][number] }[] {
		const found = (this.#incoming.get(entry.key) ?? []).flatMap((edge) => {
			const index = /^steps\[(\d+)\]/.exec(edge.field)?.[1];
			if (edge.from.collection !== 'checklists' || index === undefined) return [];
			const step = edge.from.data.steps[Number(index)];
			return step ? [{ checklist: edge.from, step }] : [];
		});
		return found.filter((item, index) => found.findIndex((other) => other.step === item.step) === index);
	}

	causesAt(moment: Moment): Entry<'causes'>[] {
		return this.all('causes').filter((cause) => cause.data.moment === moment);
	}

	/** Guides in their reading order. */
	guides(): Entry<'guides'>[] {
		return [...this.all('guides')].sort((a, b) => a.data.order - b.data.order);
	}

	/** What `related` names on this page and what names this page there: the link runs both ways. */
	relatedTo(entry: AnyEntry): Entry<PageCollection>[] {
		const outgoing = (this.#outgoing.get(entry.key) ?? [])
			.filter((edge) => edge.field.startsWith('related'))
			.map((edge) => edge.to);
		const incoming = (this.#incoming.get(entry.key) ?? [])
			.filter((edge) => edge.field.startsWith('related'))
			.map((edge) => edge.from.key);
		return [...new Set([...outgoing, ...incoming])]
			.map((key) => this.entries.get(key))
			.filter((found): found is AnyEntry => found !== undefined) as unknown as Entry<PageCollection>[];
	}

	/** The sources that a page rests on, each once with the places cited, in the order in which they are first named. */
	citationsOf(entry: AnyEntry): Citation[] {
		const cited = new Map<string, Set<string>>();
		const add = (id: string, at: string | undefined) => {
			const places = cited.get(id) ?? new Set();
			if (at) places.add(at);
			cited.set(id, places);
		};
		for (const { source, at } of groundsIn(entry.data)) add(source, at);
		for (const { source, at } of entry.body.citations) add(source, at);
		return [...cited].map(([id, at]) => ({ source: this.get('sources', id), at: [...at] }));
	}

	/** The pages that cite a source. */
	citersOf(source: Entry<'sources'>): Entry<PageCollection>[] {
		return [
			...new Set((this.#incoming.get(source.key) ?? []).map((edge) => edge.from as unknown as Entry<PageCollection>)),
		];
	}
}

function append<Key, Item>(map: Map<Key, Item[]>, key: Key, item: Item) {
	const list = map.get(key);
	if (list) list.push(item);
	else map.set(key, [item]);
}

/** Every `{ source, at }` in an entry's data, wherever it stands. */
function groundsIn(value: unknown): { source: string; at: string | undefined }[] {
	if (typeof value !== 'object' || value === null) return [];
	if (Array.isArray(value)) return value.flatMap(groundsIn);
	const record = value as Record<string, unknown>;
	const own =
		typeof record.source === 'string'
			? [{ source: record.source, at: typeof record.at === 'string' ? record.at : undefined }]
			: [];
	return [...own, ...Object.values(record).flatMap(groundsIn)];
}
