/** `<handbook-filter>`: narrows a long list of steps by words and audience as somebody types. */
class Filter extends HTMLElement {
	connectedCallback() {
		this.addEventListener('input', () => this.#apply());
		this.#apply();
	}

	#apply() {
		const words = (this.querySelector<HTMLInputElement>('[data-filter-text]')?.value ?? '')
			.toLowerCase()
			.split(/\s+/)
			.filter(Boolean);
		const audience = this.querySelector<HTMLSelectElement>('[data-filter-audience]')?.value ?? '';
		let shown = 0;
		for (const group of this.querySelectorAll<HTMLElement>('[data-group]')) {
			const wanted = !audience || group.dataset.audience === audience;
			let inGroup = 0;
			for (const row of group.querySelectorAll<HTMLElement>('[data-row]')) {
				const text = (row.textContent ?? '').toLowerCase();
				row.hidden = !wanted || !words.every((word) => text.includes(word));
				if (!row.hidden) inGroup += 1;
			}
			group.hidden = inGroup === 0;
			shown += inGroup;
		}
		const count = this.querySelector('[data-filter-count]');
		if (count) count.textContent = `${shown} step${shown === 1 ? '' : 's'}`;
		const none = this.querySelector<HTMLElement>('[data-filter-none]');
		if (none) none.hidden = shown > 0;
	}
}

customElements.define('handbook-filter', Filter);
