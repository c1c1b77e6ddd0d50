import type { AnyEntry } from './parse.ts';

/** Pages that are not entries: lists and tools, by address. Bodies may link to them. */
export const standingPages = [
	'/',
	'/search/',
	'/causes/',
	'/symptoms/',
	'/products/',
	'/mitigations/',
	'/checklists/',
	'/guides/',
	'/api/',
] as const;

/** Links to the evidence are checked against the recordings, not against the entries: see invariants/evidence.ts. */
export const isEvidenceAddress = (url: string) => /^\/evidence\/(.*\/)?(#.*)?$/.test(url);

export interface InnerLink {
	field: string;
	url: string;
	text: string;
}

const inProse = /\[([^\]]*)\]\(([^)\s]+)\)/g;

/** Every Markdown link of an entry, in its body and in the prose of its front matter. */
export function linksIn(entry: AnyEntry): InnerLink[] {
	const found: InnerLink[] = entry.body.links.map(({ url, text, line }) => ({ field: `line ${line}`, url, text }));
	const walk = (value: unknown, field: string) => {
		if (typeof value === 'string') {
			for (const [, text = '', url = ''] of value.matchAll(inProse)) found.push({ field, url, text });
		} else if (Array.isArray(value)) {
			for (const [index, item] of value.entries()) walk(item, `${field}[${index}]`);
		} else if (typeof value === 'object' && value !== null) {
			for (const [key, item] of Object.entries(value)) walk(item, field ? `${field}.${key}` : key);
		}
	};
	// Quotes and code are other people's words: what looks like a link there is not one.
	const { data } = entry;
	walk({ ...data, evidence: undefined, recipes: undefined, signatures: undefined, title: undefined }, '');
	if (entry.collection === 'mitigations')
		walk(
			entry.data.recipes.map(({ note }) => note),
			'recipes',
		);
	if (entry.collection === 'symptoms')
		walk(
			entry.data.evidence.map(({ note }) => note),
			'evidence',
		);
	return found;
}

/** The fragments that a page of an entry has: its headings, its steps, and the sections its layout draws. */
export function fragmentsOf(entry: AnyEntry): string[] {
	const headings = entry.body.headings.map(({ id }) => id);
	const steps = entry.collection === 'checklists' ? entry.data.steps.map(({ id }) => id) : [];
	return [...headings, ...steps];
}
