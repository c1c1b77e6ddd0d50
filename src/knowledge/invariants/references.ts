import type { Knowledge } from '../knowledge.ts';
import { fragmentsOf, isEvidenceAddress, linksIn, standingPages } from '../links.ts';
import type { AnyEntry } from '../parse.ts';
import { type Problem, suggestion } from '../problem.ts';
import { referencesIn, targetOf } from '../references.ts';

const idsOf = (knowledge: Knowledge, collection: string) =>
	[...knowledge.entries.values()].filter((entry) => entry.collection === collection).map((entry) => entry.id);

/** Every reference names an entry that exists, and every fragment a place on it. */
export function referencesResolve(knowledge: Knowledge): Problem[] {
	return [...knowledge.entries.values()].flatMap((entry) =>
		referencesIn(entry).flatMap((reference): Problem[] => {
			const { key, fragment } = targetOf(reference);
			const target = knowledge.entries.get(key);
			const named = `${reference.field} names "${reference.value}"`;
			const problem = (message: string) => ({ file: entry.file, check: 'referencesResolve', message });
			if (!target) {
				const known = reference.target === 'any' ? [...knowledge.entries.keys()] : idsOf(knowledge, reference.target);
				const found = reference.target === 'any' ? key : reference.value;
				return [problem(`${named}, which does not exist.${suggestion(found, known)}`)];
			}
			if (fragment && !fragmentsOf(target).includes(fragment)) {
				return [problem(`${named}, but ${key} has no "#${fragment}".${suggestion(fragment, fragmentsOf(target))}`)];
			}
			return [];
		}),
	);
}

/** No entry refers to itself: a page that sends its reader to where they are is a dead end. */
export function noSelfReference(knowledge: Knowledge): Problem[] {
	return [...knowledge.entries.values()].flatMap((entry) =>
		referencesIn(entry)
			.filter((reference) => targetOf(reference).key === entry.key && !targetOf(reference).fragment)
			.map((reference) => ({
				file: entry.file,
				check: 'noSelfReference',
				message: `${reference.field} names "${reference.value}", which is this very entry. Name another one or leave it out.`,
			})),
	);
}

/** Every `<Cite source="…" />` in a body names a source that exists. */
export function citationsResolve(knowledge: Knowledge): Problem[] {
	const known = idsOf(knowledge, 'sources');
	return [...knowledge.entries.values()].flatMap((entry) =>
		entry.body.citations
			.filter(({ source }) => !knowledge.find('sources', source))
			.map(({ source, line }) => ({
				file: entry.file,
				check: 'citationsResolve',
				message: `line ${line} cites the source "${source}", which does not exist.${suggestion(source, known)} Sources are files in content/sources/.`,
			})),
	);
}

/** Every source is cited: one that nothing rests on is left over. */
export function sourcesAreCited(knowledge: Knowledge): Problem[] {
	return knowledge
		.all('sources')
		.filter((source) => knowledge.citersOf(source).length === 0)
		.map((source) => ({
			file: source.file,
			check: 'sourcesAreCited',
			message: 'is cited nowhere. Cite it where it supports a claim, or delete the file.',
		}));
}

/** Every Markdown link within the handbook leads to a page, and to a place on it, that exists. */
export function linksResolve(knowledge: Knowledge): Problem[] {
	const pages = new Map<string, AnyEntry>(
		[...knowledge.entries.values()]
			.filter((entry) => entry.collection !== 'sources')
			.map((entry) => [entry.path, entry]),
	);
	const known = [...pages.keys(), ...standingPages];
	return [...knowledge.entries.values()].flatMap((entry) =>
		linksIn(entry).flatMap(({ field, url }): Problem[] => {
			const problem = (message: string) => ({
				file: entry.file,
				check: 'linksResolve',
				message: `${field} links to "${url}"${message}`,
			});
			if (/^https?:/.test(url)) {
				return [
					problem(
						', another site. Make it a source in content/sources/ and cite that, so that it is dated and checked.',
					),
				];
			}
			if (isEvidenceAddress(url)) return [];
			const [path = '', fragment] = url.split('#');
			const target = path === '' ? entry : pages.get(path);
			if (!target && !(standingPages as readonly string[]).includes(path)) {
				return [problem(`, which does not exist.${suggestion(path, known)} Links start and end with "/".`)];
			}
			if (target && fragment && !fragmentsOf(target).includes(fragment)) {
				return [problem(`, but that page has no "#${fragment}".${suggestion(fragment, fragmentsOf(target))}`)];
			}
			return [];
		}),
	);
}

/** A link says where it leads; "here" says nothing to somebody who hears the links of a page read out. */
export function linksSayWhere(knowledge: Knowledge): Problem[] {
	const empty = new Set(['', 'here', 'click here', 'this', 'this page', 'link', 'more', 'read more']);
	return [...knowledge.entries.values()].flatMap((entry) =>
		linksIn(entry)
			.filter(({ text }) => empty.has(text.trim().toLowerCase()))
			.map(({ field, text, url }) => ({
				file: entry.file,
				check: 'linksSayWhere',
				message: `${field} has a link to ${url} that reads "${text}". Let the link's words say what is there.`,
			})),
	);
}
