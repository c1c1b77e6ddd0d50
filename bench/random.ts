/** Random numbers that come out the same in every run (mulberry32), so that two runs build the same pages. */
export class Random {
	#state: number;

	/** @param seed any text; the same text gives the same numbers */
	constructor(seed: string) {
		let hash = 2166136261;
		for (const character of seed) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 16777619);
		this.#state = hash >>> 0;
	}

	/** From 0 up to, but not including, 1. */
	next(): number {
		this.#state = (this.#state + 0x6d2b79f5) >>> 0;
		let mixed = this.#state;
		mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
	}

	/** From `least` to `most`, both included. */
	integer(least: number, most: number): number {
		return least + Math.floor(this.next() * (most - least + 1));
	}

	chance(probability: number): boolean {
		return this.next() < probability;
	}

	pick<Item>(items: readonly Item[]): Item {
		const item = items[this.integer(0, items.length - 1)];
		if (item === undefined) throw new Error('There is nothing to pick from.');
		return item;
	}

	shuffled<Item>(items: readonly Item[]): Item[] {
		const keyed = items.map((item) => ({ item, key: this.next() }));
		return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
	}
}

/** Deals every id once before it deals any again: with enough draws, each one is referred to. */
export class Deck {
	readonly #ids: readonly string[];
	readonly #random: Random;
	#left: string[] = [];

	constructor(ids: readonly string[], random: Random) {
		this.#ids = ids;
		this.#random = random;
	}

	/** @returns an id that is not in `avoid`; `undefined` when there is none */
	deal(avoid: ReadonlySet<string>): string | undefined {
		const take = () => {
			const at = this.#left.findLastIndex((id) => !avoid.has(id));
			return at < 0 ? undefined : this.#left.splice(at, 1)[0];
		};
		const dealt = take();
		if (dealt !== undefined) return dealt;
		this.#left = [...this.#random.shuffled(this.#ids), ...this.#left];
		return take();
	}
}
