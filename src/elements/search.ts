import type { Filters, Result, SearchEngine } from './search-engine.ts';

const filterNames = { kind: 'Kind', audience: 'For', product: 'Product', moment: 'Moment' } as const;
const valueNames: Record<string, string> = { visitor: 'Visitors', owner: 'Site owners' };

/**
 * `<handbook-search>`: the field, its filters and its results; on the search page, in the dialog and on the page for
 * addresses that do not exist. Nothing is fetched before the first query.
 */
export class Search extends HTMLElement {
	#engine: SearchEngine | undefined;
	#turn = 0;
	#filters: Filters = {};

	get #input() {
		return this.querySelector('input');
	}

	connectedCallback() {
		for (const hidden of this.querySelectorAll<HTMLElement>('[data-scripted]')) hidden.hidden = false;
		let timer: ReturnType<typeof setTimeout>;
		this.addEventListener('input', (event) => {
			if (event.target !== this.#input) return;
			clearTimeout(timer);
			timer = setTimeout(() => void this.run(), 120);
		});
		this.addEventListener('change', (event) => {
			const { target } = event;
			if (!(target instanceof HTMLSelectElement)) return;
			this.#filters = { ...this.#filters, [target.name]: target.value };
			void this.run();
		});
		this.addEventListener('submit', (event) => {
			event.preventDefault();
			clearTimeout(timer);
			void this.run().then(() => {
				if (this.closest('dialog')) this.querySelector<HTMLAnchorElement>('[data-result] a')?.click();
			});
		});
		this.addEventListener('keydown', (event) => this.#walk(event));
		const first = this.#firstQuery();
		if (first && this.#input) {
			this.#input.value = first;
			void this.run();
		}
	}

	/** `#q=` is what this site uses, because browsers send no fragment to a server; `?q=` is for links from elsewhere. */
	#firstQuery(): string {
		if (this.dataset.from === 'address') {
			const path = decodeURIComponent(location.pathname).slice((this.dataset.base ?? '/').length);
			return path
				.replace(/\.(html?|md|json)$|index$/g, '')
				.split(/[/_-]+/)
				.filter(Boolean)
				.join(' ');
		}
		if (this.dataset.from !== 'query') return '';
		return new URLSearchParams(location.hash.slice(1)).get('q') ?? new URLSearchParams(location.search).get('q') ?? '';
	}

	async run(): Promise<void> {
		const turn = ++this.#turn;
		const text = this.#input?.value ?? '';
		if (this.dataset.from === 'query') {
			history.replaceState(null, '', text ? `${location.pathname}#q=${encodeURIComponent(text)}` : location.pathname);
		}
		if (!text.trim() && !Object.values(this.#filters).some(Boolean)) {
			this.#show([], '');
			return;
		}
		this.#say('Searching …');
		try {
			if (!this.#engine) {
				const { SearchEngine } = await import('./search-engine.ts');
				this.#engine = new SearchEngine(this.dataset.base ?? '/');
				void this.#drawFilters();
			}
			const results = await this.#engine.search(text, this.#filters);
			if (turn !== this.#turn) return;
			this.#show(results, text);
		} catch {
			this.#engine = undefined;
			this.querySelector('[data-results]')?.replaceChildren();
			this.#say(
				'The search could not be loaded. Check the connection and try again; the list of all messages is under “Messages”.',
			);
		}
	}

	#say(words: string) {
		const status = this.querySelector('[data-status]');
		if (status) status.textContent = words;
	}

	#show(results: Result[], text: string) {
		const list = this.querySelector('[data-results]');
		if (!list) return;
		list.replaceChildren(...results.map(draw));
		if (results.length === 0 && (text.trim() || Object.values(this.#filters).some(Boolean)))
			list.append(this.#nothing());
		this.#say(
			results.length > 0
				? `${results.length} result${results.length === 1 ? '' : 's'}`
				: text.trim()
					? 'Nothing found'
					: '',
		);
	}

	#nothing() {
		const base = this.dataset.base ?? '/';
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

	async #drawFilters() {
		const place = this.querySelector('[data-filters]');
		const counts = await this.#engine?.filters();
		if (!place || !counts || place.childElementCount > 0) return;
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
		place.append(row);
	}

	/** Arrows walk from the field through the results and back. */
	#walk(event: KeyboardEvent) {
		if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
		if (event.target instanceof HTMLSelectElement) return;
		const stops: (HTMLElement | null)[] = [this.#input, ...this.querySelectorAll<HTMLElement>('[data-results] a')];
		const at = stops.indexOf(document.activeElement as HTMLElement);
		const next = stops[at + (event.key === 'ArrowDown' ? 1 : -1)];
		if (!next) return;
		event.preventDefault();
		next.focus();
	}
}

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
function draw({ url, title, kind, excerpt }: Result) {
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

if (!customElements.get('handbook-search')) customElements.define('handbook-search', Search);
