import { copy } from './copy.ts';
import { storage } from './storage.ts';

// What every page has: copying, printing, the theme, and the way to the search. Buttons that need script are hidden in
// the HTML and shown here, so that nobody without script sees a button that does nothing.

const base = document.documentElement.dataset.base ?? '/';
const reveal = <Found extends HTMLElement>(selector: string, act: (element: Found) => void) => {
	for (const element of document.querySelectorAll<Found>(selector)) {
		element.hidden = false;
		element.addEventListener('click', () => act(element));
	}
};

reveal('[data-copy]', (button) => {
	const block = button.closest('.evidence, .command, .signature, .box');
	const source = block?.querySelector<HTMLElement>('textarea, samp, code');
	void copy(source instanceof HTMLTextAreaElement ? source.value : (source?.textContent ?? ''), button);
});

reveal('[data-copy-twin]', async (button) => {
	try {
		const response = await fetch(button.dataset.copyTwin ?? '');
		if (!response.ok) throw new Error(String(response.status));
		await copy(await response.text(), button);
	} catch {
		location.href = button.dataset.copyTwin ?? '';
	}
});

reveal('[data-print]', () => print());

const themes = { '': 'as the system', light: 'light', dark: 'dark' } as const;
const showTheme = (button: HTMLElement) => {
	const theme = (document.documentElement.dataset.theme ?? '') as keyof typeof themes;
	button.setAttribute('aria-label', `Colours: ${themes[theme] ?? themes['']}`);
	button.title = `Colours: ${themes[theme] ?? themes['']}`;
};
reveal('[data-theme-switch]', (button) => {
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
	try {
		const { openDialog } = await import('./finder.ts');
		openDialog(base);
	} catch {
		location.href = `${base}search/`;
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
const paste = document.querySelector<HTMLFormElement>('form[data-paste]');
if (paste) {
	paste.hidden = false;
	const box = paste.querySelector('textarea');
	const go = () => {
		if (box?.value.trim()) location.href = `${base}search/#q=${encodeURIComponent(box.value)}`;
		else box?.focus();
	};
	paste.addEventListener('submit', (event) => {
		event.preventDefault();
		go();
	});
	box?.addEventListener('keydown', (event) => {
		if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) go();
	});
}
