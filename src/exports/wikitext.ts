import type { Inline } from '../knowledge/inline.ts';
import type { ExportedChecklist, ExportedStep, Ticked } from './checklist.ts';
import { linesOf } from './lines.ts';
import { words } from './words.ts';

/** How one wiki writes what a checklist is made of. */
export interface Wikitext {
	heading: (title: string) => string;
	/** What begins an item of a list, and an item of the list inside of it. */
	bullets: readonly [item: string, inner: string];
	/** The box of a step, with the check beside it. */
	check: (step: ExportedStep, ticked: boolean) => string;
	/** Fits a whole word, from blank to blank, that no rule of the language looks at. */
	harmless: RegExp;
	/** Writes a run of words, with the blanks between them, so that nothing in it is a mark. */
	literal: (text: string) => string;
	/** Code inside of text. */
	code: (code: string) => string;
	link: (url: string, label: readonly Inline[]) => string;
	/** Takes text that is in the wiki's language already, as does `emphasis`. */
	strong: (wikitext: string) => string;
	emphasis: (wikitext: string) => string;
}

/** The checklist as wikis write it: a heading, a list with one item for each step, and where it comes from. */
export function wikitextOf(checklist: ExportedChecklist, ticked: Ticked, wiki: Wikitext): string {
	const { heading, bullets, check, link } = wiki;
	const text = (plain: string) => textIn(wiki, plain);
	const inline = (parts: readonly Inline[]) => inlineIn(wiki, parts);
	const [item, inner] = bullets;
	const steps = checklist.steps.flatMap((step) => {
		const [, ...details] = linesOf(step);
		const reading = `${text(step.expect)} (${link(step.url, [words.minutes(step.minutes)])})`;
		return [`${item}${check(step, ticked.has(step.id))} → ${reading}`, ...details.map((line) => inner + inline(line))];
	});
	return [
		heading(checklist.title),
		startingLine(wiki, inline(checklist.summary)),
		steps.join('\n'),
		`${words.from} ${link(checklist.url, [words.handbook])}, ${words.revision(checklist)}.`,
	]
		.filter(Boolean)
		.join('\n\n')
		.concat('\n');
}

/** Text with its marks, in the language of a wiki. */
export const inlineIn = (wiki: Wikitext, parts: readonly Inline[]): string =>
	parts
		.map((part) => {
			if (typeof part === 'string') return textIn(wiki, part);
			if ('code' in part) return wiki.code(part.code);
			if ('link' in part) return wiki.link(part.link, part.text);
			return 'strong' in part ? wiki.strong(inlineIn(wiki, part.strong)) : wiki.emphasis(inlineIn(wiki, part.emphasis));
		})
		.join('');

/** What follows a piece of code or a link: no language reads more in it in the middle of a line. */
const sign = /^\)?[,.;:]?$/;

/** At the start of a line a sign may begin a list, and a blank a block of code. */
const startingLine = ({ literal }: Wikitext, wikitext: string): string =>
	wikitext.trimStart().replace(/^[,.;:)]/, (first) => literal(first));

/** Whether a word may stand as it is: it means nothing to the language, and no normal form would change it. */
export const isHarmless = ({ harmless }: Wikitext, word: string): boolean =>
	harmless.test(word) && word === word.normalize();

/**
 * Plain text in the language of a wiki. The words that mean nothing to the language stay as they are and the others
 * become literal: prose can be read in the source, and what is not known to be harmless is never left to the parser.
 */
export function textIn(wiki: Wikitext, text: string): string {
	let written = '';
	let run = '';
	let blank = '';
	const endRun = (isLast = false) => {
		// A sign after the run is not part of it, unless it may become one of what follows.
		const end = !isLast && /[,.;:]$/.test(run) && run.length > 1 ? run.length - 1 : run.length;
		if (run) written += wiki.literal(run.slice(0, end)) + run.slice(end);
		run = '';
	};
	const pieces = text.split(/(\s+)/u);
	// Words stand at even places, the blanks between them at odd ones.
	for (const [place, piece] of pieces.entries()) {
		if (piece === '') continue;
		if (place % 2 === 1) {
			// A line break would end the paragraph or the item.
			blank = /[\n\r]/.test(piece) ? ' ' : piece;
			continue;
		}
		// What follows the last word at once could make an address of it, `https:` and then `//emphasis//`.
		const opensAddress = place === pieces.length - 1 && piece.endsWith(':');
		if (!opensAddress && (isHarmless(wiki, piece) || sign.test(piece))) {
			endRun();
			written += blank + piece;
		} else if (run) {
			run += blank + piece;
		} else {
			written += blank;
			run = piece;
		}
		blank = '';
	}
	endRun(blank === '');
	return written + blank;
}

/** An address with those characters percent-encoded that the pattern finds, each at a time. */
export const encodeIn = (url: string, pattern: RegExp): string =>
	url.replace(pattern, (character) =>
		character < '\u0080'
			? `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
			: encodeURIComponent(character),
	);
