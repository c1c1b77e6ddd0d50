/** `<handbook-truth>`: narrows and orders the truth table, which is whole without it. */
class Truth extends HTMLElement {
	connectedCallback() {
		const rows = [...this.querySelectorAll<HTMLElement>('tr[data-row]')];
		this.addEventListener('change', () => this.#apply(rows));
		this.#apply(rows);
	}

	#chosen = (by: string) => this.querySelector<HTMLSelectElement>(`[data-by="${by}"]`)?.value ?? '';

	/** @param rows in the order of the page */
	#apply(rows: readonly HTMLElement[]) {
		const gateway = this.#chosen('gateway');
		const outcome = this.#chosen('outcome');
		const moment = this.#chosen('moment');
		for (const cell of this.querySelectorAll<HTMLElement>('[data-gateway]'))
			cell.hidden = gateway !== '' && cell.dataset.gateway !== gateway;
		const fits = (cell: HTMLElement) =>
			(!gateway || cell.dataset.gateway === gateway) && matches(cell.dataset.outcome ?? '', outcome);
		let shown = 0;
		for (const row of rows) {
			const cells = [...row.querySelectorAll<HTMLElement>('td[data-gateway]')];
			row.hidden = (moment !== '' && row.dataset.moment !== moment) || (outcome !== '' && !cells.some(fits));
			if (!row.hidden) shown += 1;
		}
		const order = this.#chosen('order') === 'differ' ? [...rows].sort((a, b) => differences(b) - differences(a)) : rows;
		this.querySelector('tbody')?.append(...order);
		const count = this.querySelector('[data-count]');
		if (count) count.textContent = `${shown} of ${rows.length} rows`;
		const none = this.querySelector<HTMLElement>('[data-none]');
		if (none) none.hidden = shown > 0;
	}
}

const differences = (row: HTMLElement) => Number(row.dataset.outcomes);

function matches(outcome: string, wanted: string) {
	if (wanted === '') return true;
	if (wanted === 'empty') return /^(empty|reset)/.test(outcome);
	return outcome.split(' ').includes(wanted);
}

customElements.define('handbook-truth', Truth);
