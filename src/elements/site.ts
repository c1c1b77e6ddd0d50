import { copy } from './copy.ts';
import { storage } from './storage.ts';

// What every page has: copying, printing, the theme, and the way to the search. Buttons that need script are marked
// data-scripted: the style sheet draws them only where there is script, from the first paint on.

const base = document.documentElement.dataset.base ?? '/';
const onClick = <Found extends HTMLElement>(selector: string, act: (element: Found) => void) => {
	for (const element of document.querySelectorAll<Found>(selector)) {
		element.addEventListener('click', () => act(element));
	}
};

// Blocks and commands are many on a page, and each would carry a button that needs script anyway.
for (const place of document.querySelectorAll('.evidence > .block:not(.diff) > p, .command')) {
	const button = document.createElement('button');
	button.type = 'button';
	button.className = 'tool copy';
	button.dataset.copy = '';
	button.textContent = 'Copy';
	place.append(button);
}

onClick('[data-copy]', (button) => {
	const block = button.closest('.block, .evidence, .command, .signature, .box');
	const source = block?.querySelector<HTMLElement>('textarea, samp, code');
	void copy(source instanceof HTMLTextAreaElement ? source.value : (source?.textContent ?? ''), button);
});

onClick('[data-copy-twin]', async (button) => {
	try {
		const response = await fetch(button.dataset.copyTwin ?? '');
		if (!response.ok) throw new Error(String(response.status));
		await copy(await response.text(), button);
	} catch {
		location.href = button.dataset.copyTwin ?? '';
	}
});

onClick('[data-print]', () => print());

const themes = { '': 'as the system', light: 'light', dark: 'dark' } as const;
const showTheme = (button: HTMLElement) => {
	const theme = (document.documentElement.dataset.theme ?? '') as keyof typeof themes;
	button.setAttribute('aria-label', `Colours: ${themes[theme] ?? themes['']}`);
	button.title = `Colours: ${themes[theme] ?? themes['']}`;
};
onClick('[data-theme-switch]', (button) => {
	const order = Object.keys(themes);
	const next = order[(order.indexOf(document.documentElement.dataset.theme ?? '') + 1) % order.length] ?? '';
	if (next) document.documentElement.dataset.theme = next;
	else delete document.documentElement.dataset.theme;
	storage.write('handbook:theme', next);
	showTheme(button);
});
for (const button of document.querySelectorAll<HTMLElement>('[data-theme-switch]')) showTheme(button);

// The search is fetched when somebody wants it, not before. On its own page the field is already there.
const openFinder = async () => {
	const field = document.querySelector<HTMLInputElement>('handbook-search input');
	if (field) {
		field.focus();
		field.select();
		return;
	}
	// What is typed while the search is on its way belongs into its field.
	let typed = '';
	const keep = (event: KeyboardEvent) => {
		if (event.key.length === 1 && !event.ctrlKey && !event.metaKey) typed += event.key;
	};
	addEventListener('keydown', keep);
	try {
		const { openDialog } = await import('./finder.ts');
		openDialog(base, typed);
	} catch {
		location.href = `${base}search/`;
	} finally {
		removeEventListener('keydown', keep);
	}
};
for (const link of document.querySelectorAll<HTMLElement>('[data-search]')) {
	link.addEventListener('click', (event) => {
		if (event.ctrlKey || event.metaKey || event.shiftKey) return;
		event.preventDefault();
		void openFinder();
	});
}
addEventListener('keydown', (event) => {
	const typing = (event.target as HTMLElement).closest('input, textarea, select, [contenteditable]');
	if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || typing) return;
	event.preventDefault();
	void openFinder();
});

// What is pasted on the home page goes to the search in the fragment, which browsers do not send to any server.
const paste = document.querySelector('[data-paste]');
if (paste) {
	const box = paste.querySelector('textarea');
	const go = () => {
		if (box?.value.trim()) location.href = `${base}search/#q=${encodeURIComponent(box.value)}`;
		else box?.focus();
	};
	paste.querySelector('button')?.addEventListener('click', go);
	box?.addEventListener('keydown', (event) => {
		if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) go();
	});
}
