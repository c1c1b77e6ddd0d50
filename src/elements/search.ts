import type { Filters, Result, SearchEngine } from './search-engine.ts';

/**
 * `<handbook-search>`: the field, its filters and its results; on the search page, in the dialog and on the page for
 * addresses that do not exist. Nothing is fetched before the first query.
 */
export class Search extends HTMLElement {
	#engine: SearchEngine | undefined;
	#view: typeof import('./search-view.ts') | undefined;
	#turn = 0;
	#filters: Filters = {};

	/** Path of the site. The page may name it relative to itself, in a copy that works under any path. */
	get #base() {
		return new URL(this.dataset.base ?? '/', document.baseURI).pathname;
	}

	get #input() {
		return this.querySelector('input');
	}

	connectedCallback() {
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
		// What was typed before this script ran comes first.
		const first = this.#input?.value || this.#firstQuery();
		if (first && this.#input) {
			this.#input.value = first;
			void this.run();
		}
	}

	/** `#q=` is what this site uses, because browsers send no fragment to a server; `?q=` is for links from elsewhere. */
	#firstQuery(): string {
		if (this.dataset.from === 'address') {
			// An address can be cut in the middle of an encoded letter; then it is taken as it stands.
			let path = location.pathname;
			try {
				path = decodeURIComponent(path);
			} catch {}
			return (
				path
					.slice(this.#base.length)
					// The kind of page says nothing that a search should look for.
					.replace(/^(symptoms|causes|mitigations|products|checklists|guides)\//, '')
					.replace(/\.(html?|md|json)$|index$/g, '')
					.split(/[/_-]+/)
					.filter(Boolean)
					.join(' ')
			);
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
				const [{ SearchEngine }, view] = await Promise.all([import('./search-engine.ts'), import('./search-view.ts')]);
				this.#view = view;
				this.#engine = new SearchEngine(this.#base);
			}
			const results = await this.#engine.search(text, this.#filters);
			const filters = this.querySelector('[data-filters]');
			if (filters?.childElementCount === 0) filters.append(this.#view?.drawFilters(await this.#engine.filters()) ?? '');
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
		list.replaceChildren(...results.map((result) => this.#view?.drawResult(result) ?? ''));
		if (results.length === 0 && (text.trim() || Object.values(this.#filters).some(Boolean)))
			list.append(this.#view?.drawNothing(this.#base) ?? '');
		this.#say(
			results.length > 0
				? `${results.length} result${results.length === 1 ? '' : 's'}`
				: text.trim()
					? 'Nothing found'
					: '',
		);
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

if (!customElements.get('handbook-search')) customElements.define('handbook-search', Search);
