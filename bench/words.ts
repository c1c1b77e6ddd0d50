import { Random } from './random.ts';

const frequent =
	'the a of and to in is it for that on with as by or an at from when not this which gateway upstream server request answer connection visitor status header log line timeout address name port client response proxy application process error setting default configuration page body cache network message reads sends closes waits fails starts stops listens restarts resolves refuses limits buffers keeps checks has no one after before between same other first only each than because while until without more less second seconds'.split(
		' ',
	);

const vocabularySize = 6000;

/** Words by rank: the frequent ones of this subject, then made-up ones of one to three syllables. */
const vocabulary = (() => {
	const random = new Random('vocabulary');
	const starts = 'b br c ch d f fl g gr h k l m n p pl pr qu r s sc sh st t tr v w'.split(' ');
	const ends = 'a e i o u an en er in on or ist ent al ing ive ate ous'.split(' ');
	const words = new Set(frequent);
	while (words.size < vocabularySize) {
		words.add(Array.from({ length: random.integer(1, 3) }, () => random.pick(starts) + random.pick(ends)).join(''));
	}
	return [...words];
})();

const settingNames = (() => {
	const random = new Random('settings');
	return Array.from({ length: 600 }, () =>
		Array.from({ length: 3 }, () => random.pick(vocabulary.slice(0, 900))).join('_'),
	);
})();

/** The word of a rank: 0 is the most frequent one. */
export const wordOfRank = (rank: number) => vocabulary[rank] ?? '';

/** Running text whose words are as unevenly frequent as those of a language (Zipf), for the search index to be like a real one. */
export class Words {
	readonly random: Random;

	constructor(random: Random) {
		this.random = random;
	}

	word(): string {
		return wordOfRank(Math.floor(vocabularySize ** this.random.next()) - 1);
	}

	/** A few words, the first with a capital. */
	phrase(least: number, most: number): string {
		const text = Array.from({ length: this.random.integer(least, most) }, () => this.word()).join(' ');
		return text.charAt(0).toUpperCase() + text.slice(1);
	}

	/** Whole sentences of together about `words` words, with some `code` in them. */
	sentences(words: number): string {
		const sentences: string[] = [];
		for (let left = words; left > 0; ) {
			const length = Math.min(this.random.integer(8, 20), Math.max(left, 4));
			const code = this.random.chance(0.3) ? ` \`${this.identifier()}\`` : '';
			sentences.push(`${this.phrase(length, length)}${code}.`);
			left -= length;
		}
		return sentences.join(' ');
	}

	/** The name of a setting: `proxy_read_timeout`. Settings are as unevenly frequent as words, and there are far fewer. */
	identifier(): string {
		return settingNames[Math.floor(settingNames.length ** this.random.next()) - 1] ?? '';
	}

	/** Lines of configuration or of a log. */
	code(lines: number): string {
		return Array.from(
			{ length: lines },
			() => `${this.identifier()} ${this.random.integer(1, 600)}s ${this.word()}`,
		).join('\n');
	}
}
