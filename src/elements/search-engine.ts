import { matchSignatures } from '../search/match.ts';
import type { SignatureRow } from '../search/pack.ts';
import { isShort, searchWords } from '../search/query.ts';

/** One result, ready to be shown. Texts are plain; `marked` tells which parts of the excerpt were asked for. */
export interface Result {
	url: string;
	title: string;
	kind: string;
	excerpt: { text: string; marked: boolean }[];
}

export type Filters = Partial<Record<'kind' | 'audience' | 'product' | 'moment', string>>;

interface PagefindData {
	url: string;
	excerpt: string;
	content: string;
	meta: Record<string, string>;
	filters: Record<string, string[]>;
}
interface PagefindResult {
	id: string;
	score: number;
	data(): Promise<PagefindData>;
}
interface Pagefind {
	options(options: object): Promise<void>;
	init(): Promise<void>;
	search(query: string | null, options?: object): Promise<{ results: PagefindResult[] }>;
	filters(): Promise<Record<string, Record<string, number>>>;
}

/** Results shown at most; beyond these, another word is the better way. */
const shown = 12;

/**
 * Searches the handbook: exact messages by our own matcher, everything else by Pagefind.
 *
 * Pagefind wants every word of a query on one page, so a pasted log line finds nothing and a code such as SH-- cannot be
 * told from sH--. What the matcher finds therefore comes first, and a text that Pagefind finds nothing for is asked
 * again word by word, rare words counting more.
 */
export class SearchEngine {
	readonly #base: string;
	#pack: Promise<SignatureRow[]> | undefined;
	#pagefind: Promise<Pagefind> | undefined;

	/** @param base the base path of the site, with slashes at both ends */
	constructor(base: string) {
		this.#base = base;
	}

	/** @throws when the index or the signatures cannot be fetched */
	async search(text: string, filters: Filters): Promise<Result[]> {
		const [pack, pagefind] = await Promise.all([this.#signatures(), this.#index()]);
		const exact = matchSignatures(text, pack).filter(
			({ row }) =>
				(!filters.kind || filters.kind === 'Message') &&
				(!filters.product || filters.product === row.product) &&
				(!filters.audience || filters.audience === row.audience) &&
				(!filters.moment || filters.moment === row.moment),
		);
		const exactResults = exact.slice(0, 6).map(
			({ row, matched }): Result => ({
				url: this.#base + row.url.slice(1),
				title: row.title,
				kind: `Message · ${row.product}${row.status ? ` · ${row.status}` : ''}`,
				excerpt: [{ text: matched, marked: true }],
			}),
		);
		const known = new Set(exactResults.map(({ url }) => url));
		const found = await this.#prose(pagefind, text, filters);
		return [...exactResults, ...found.filter(({ url }) => !known.has(url))].slice(0, shown);
	}

	/** The values that results can be filtered by, with how many pages each has. */
	async filters(): Promise<Record<string, Record<string, number>>> {
		return (await this.#index()).filters();
	}

	async #prose(pagefind: Pagefind, text: string, filters: Filters): Promise<Result[]> {
		const options = { filters: Object.fromEntries(Object.entries(filters).filter(([, value]) => value)) };
		const words = searchWords(text);
		if (text.trim() === '')
			return Object.keys(options.filters).length > 0
				? this.#show((await pagefind.search(null, options)).results, [])
				: [];
		if (isShort(text)) {
			const whole = await this.#show(
				(await pagefind.search(text, options)).results,
				words.length > 0 ? words : [text.trim()],
			);
			if (whole.length > 0) return whole;
		}
		const scores = new Map<string, { result: PagefindResult; score: number }>();
		for (const word of words) {
			const { results } = await pagefind.search(word, options);
			const [first] = results;
			if (!first || !holds(await first.data(), word)) continue;
			// A word that few pages have tells more than one that all have; but a word that stands on one or two pages
			// stands there in passing. Pagefind's own score tells whether it is in the title or somewhere below.
			const rarity = Math.log2(1 + 400 / Math.max(results.length, 12));
			for (const result of results) {
				const entry = scores.get(result.id) ?? { result, score: 0 };
				entry.score += rarity * Math.log2(1 + result.score);
				scores.set(result.id, entry);
			}
		}
		const ranked = [...scores.values()].sort((a, b) => b.score - a.score).map(({ result }) => result);
		return this.#show(ranked, words);
	}

	async #show(results: PagefindResult[], words: string[]): Promise<Result[]> {
		const data = await Promise.all(results.slice(0, shown).map((result) => result.data()));
		return data
			.filter((page) => words.length === 0 || words.some((word) => holds(page, word)))
			.map((page) => ({
				url: page.url,
				title: page.meta.title ?? page.url,
				kind: [page.meta.kind ?? page.filters.kind?.[0], page.filters.product?.[0]].filter(Boolean).join(' · '),
				excerpt: readExcerpt(page.excerpt),
			}));
	}

	#signatures() {
		this.#pack ??= fetch(`${this.#base}api/v1/signatures.json`).then(async (response) => {
			if (!response.ok) throw new Error(`The list of messages answered ${response.status}.`);
			return ((await response.json()) as { signatures: SignatureRow[] }).signatures;
		});
		return this.#pack;
	}

	#index() {
		this.#pagefind ??= (async () => {
			const pagefind = (await import(/* @vite-ignore */ `${this.#base}pagefind/pagefind.js`)) as Pagefind;
			await pagefind.options({ excerptLength: 24, ranking: { termSaturation: 1.6, pageLength: 0.4 } });
			await pagefind.init();
			return pagefind;
		})();
		return this.#pagefind;
	}
}

/** Pagefind falls back to the beginning of an unknown word and then returns pages that lack it; those are no results. */
function holds({ content, meta }: PagefindData, word: string): boolean {
	const stem = word.toLowerCase().slice(0, Math.max(3, Math.ceil(word.length * 0.7)));
	return `${meta.title} ${content}`.toLowerCase().includes(stem);
}

/** Pagefind's excerpt is HTML of our own pages with `<mark>`; it is taken apart into texts, so that none is set as HTML. */
function readExcerpt(html: string): Result['excerpt'] {
	const document = new DOMParser().parseFromString(html, 'text/html');
	return [...document.body.childNodes].map((node) => ({
		text: node.textContent ?? '',
		marked: node.nodeName === 'MARK',
	}));
}
