import type { Result } from './search-engine.ts';

// What a search puts on the page. Fetched with the engine, at the first query: a page that nobody searches on does
// without it.

const filterNames = { kind: 'Kind', audience: 'For', product: 'Product', moment: 'Moment' } as const;
const valueNames: Record<string, string> = { visitor: 'Visitors', owner: 'Site owners' };

const element = <Name extends keyof HTMLElementTagNameMap>(
	name: Name,
	properties: Partial<HTMLElementTagNameMap[Name]>,
) => Object.assign<HTMLElement, object>(document.createElement(name), properties);

function link(href: string, words: string) {
	const line = element('p', {});
	line.append(element('a', { href, textContent: words }));
	return line;
}

/** Texts only, never HTML: what somebody pasted comes back in excerpts. */
export function drawResult({ url, title, kind, excerpt }: Result) {
	const item = element('div', { className: 'result' });
	item.dataset.result = '';
	const words = element('p', {});
	words.append(...excerpt.map(({ text, marked }) => (marked ? element('mark', { textContent: text }) : text)));
	item.append(
		element('a', { href: url, textContent: title }),
		element('p', { className: 'kind', textContent: kind }),
		words,
	);
	return item;
}

/** What to do when nothing was found. */
export function drawNothing(base: string) {
	const box = element('div', { className: 'box' });
	box.dataset.noResults = '';
	box.append(
		element('p', { className: 'py-2', textContent: 'No page has these words. Three things to try:' }),
		element('p', {
			textContent:
				'Paste the line of the log, or the page, as it is: exact words find more than a description. Or leave out names, times and addresses of your own.',
		}),
		link(`${base}symptoms/`, 'Look through all messages'),
		link(`${base}guides/who-sent-the-502/`, 'Find out who sent the 502'),
	);
	return box;
}

/** A choice for each filter, of the values that pages have. */
export function drawFilters(counts: Record<string, Record<string, number>>) {
	const row = element('div', { className: 'filters' });
	for (const [name, title] of Object.entries(filterNames)) {
		const label = element('label', { textContent: title });
		const select = element('select', { name });
		select.append(
			new Option('any', ''),
			...Object.keys(counts[name] ?? {})
				.sort()
				.map((value) => new Option(valueNames[value] ?? value, value)),
		);
		label.append(select);
		row.append(label);
	}
	return row;
}
