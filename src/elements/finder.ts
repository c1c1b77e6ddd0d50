import './search.ts';

/**
 * Opens the search over the page, on every page. Escape or a click beside it closes it and gives the focus back.
 *
 * @param typed what was typed before this code was there; it becomes the query
 */
export function openDialog(base: string, typed = ''): void {
	const dialog = document.querySelector<HTMLDialogElement>('dialog.finder') ?? build(base);
	if (!dialog.open) dialog.showModal();
	const input = dialog.querySelector('input');
	if (!input) return;
	input.focus();
	input.select();
	if (!typed) return;
	input.value = typed;
	input.dispatchEvent(new Event('input', { bubbles: true }));
}

function build(base: string): HTMLDialogElement {
	const dialog = document.createElement('dialog');
	dialog.className = 'finder';
	dialog.setAttribute('aria-label', 'Search');
	dialog.innerHTML = `<handbook-search data-from="dialog"><form class="ask" role="search"><input type="search" aria-label="Search messages and pages" placeholder="A message, a code, a word; or paste a log line" autocomplete="off" autocapitalize="off" spellcheck="false"><button type="button" class="tool px-4" data-close>Close</button></form><p role="status" data-status class="mt-3 text-soft"></p><div data-filters></div><div class="results" data-results></div></handbook-search>`;
	const search = dialog.querySelector<HTMLElement>('handbook-search');
	if (search) search.dataset.base = base;
	dialog.addEventListener('click', (event) => {
		if (event.target === dialog || (event.target as HTMLElement).closest('[data-close]')) dialog.close();
	});
	// In a search field with words in it, browsers take Escape to empty the field; here it always means "close".
	dialog.addEventListener('keydown', (event) => {
		if (event.key !== 'Escape') return;
		event.preventDefault();
		dialog.close();
	});
	document.body.append(dialog);
	return dialog;
}
