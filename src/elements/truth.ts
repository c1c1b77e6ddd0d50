/**
 * `<handbook-truth>`: narrows and orders the truth table, which is whole without it.
 *
 * Columns are hidden by place, so the cells need no names of their own: with thousands of them each byte counts.
 */
class Truth extends HTMLElement {
	connectedCallback() {
		const rows = [...this.querySelectorAll<HTMLTableRowElement>('tr[data-row]')];
		this.addEventListener('change', () => this.#apply(rows));
		for (const button of this.querySelectorAll<HTMLElement>('[data-choose]')) {
			button.addEventListener('click', () => {
				for (const box of this.#boxes()) box.checked = button.dataset.choose === 'all';
				this.#apply(rows);
			});
		}
		this.#apply(rows);
	}

	#boxes = () => [...this.querySelectorAll<HTMLInputElement>('input[type=checkbox]')];
	#chosen = (by: string) => this.querySelector<HTMLSelectElement>(`[data-by="${by}"]`)?.value ?? '';

	/** @param rows in the order of the page */
	#apply(rows: readonly HTMLTableRowElement[]) {
		const outcome = this.#chosen('outcome');
		const moment = this.#chosen('moment');
		const shown = this.#boxes().map((box) => box.checked);
		const columns = shown.filter(Boolean).length;
		const heads = this.querySelector('thead tr')?.children;
		let count = 0;
		for (const row of [heads, ...rows.map(({ children }) => children)]) {
			for (const [index, visible] of shown.entries()) {
				const cell = row?.[index + 1];
				if (cell instanceof HTMLElement) cell.hidden = !visible;
			}
		}
		const outcomesOf = (row: HTMLTableRowElement) =>
			[...row.cells].slice(1).flatMap((cell, index) => (shown[index] && cell.dataset.outcome) || []);
		const differences = new Map(rows.map((row) => [row, new Set(outcomesOf(row)).size]));
		for (const row of rows) {
			const fits = outcome === '' || outcomesOf(row).some((one) => matches(one, outcome));
			row.hidden = columns === 0 || !fits || (moment !== '' && row.dataset.moment !== moment);
			if (!row.hidden) count += 1;
			for (const cell of [...row.cells].slice(1))
				cell.classList.toggle('hit', outcome !== '' && matches(cell.dataset.outcome ?? '', outcome));
		}
		const order =
			this.#chosen('order') === 'differ'
				? [...rows].sort((a, b) => (differences.get(b) ?? 0) - (differences.get(a) ?? 0))
				: rows;
		const body = this.querySelector('tbody');
		if (order.some((row, index) => row !== body?.children[index])) body?.append(...order);
		this.#say('[data-chosen]', columns === shown.length ? `all ${columns}` : `${columns} of ${shown.length}`);
		this.#say('[data-count]', `${count} of ${rows.length} rows, ${columns} of ${shown.length} gateways`);
		const none = this.querySelector<HTMLElement>('[data-none]');
		if (none) none.hidden = count > 0;
	}

	#say(selector: string, words: string) {
		const element = this.querySelector(selector);
		if (element && element.textContent !== words) element.textContent = words;
	}
}

function matches(outcome: string, wanted: string) {
	if (wanted === 'empty') return /^(empty|reset)/.test(outcome);
	return outcome.split(' ').includes(wanted);
}

customElements.define('handbook-truth', Truth);
