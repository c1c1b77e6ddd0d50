// What the address of a frame asks for, applied before the checklist begins: ?theme=, ?h=, ?steps=, ?lang=.
const root = document.documentElement;
const asked = new URLSearchParams(location.search);

/** The colours follow the host page, unless the address or a message says otherwise. */
export function setTheme(theme: unknown) {
	if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
	else delete root.dataset.theme;
}
setTheme(asked.get('theme'));

// The heading takes the level that fits the host's outline.
const heading = document.querySelector('h1');
const level = asked.get('h');
if (heading && level && /^[2-4]$/.test(level)) {
	const other = document.createElement(`h${level}`);
	other.id = heading.id;
	other.append(...heading.childNodes);
	heading.replaceWith(other);
}

// Only some of the steps. Ids that do not exist are nobody's; a list of nothing else shows them all.
const wanted = new Set(asked.get('steps')?.split(/[,.]/));
const steps = [...document.querySelectorAll('[data-step]')];
if (steps.some(({ id }) => wanted.has(id))) for (const step of steps) if (!wanted.has(step.id)) step.remove();

// The only language there is, said to whoever asks for another.
const language = asked.get('lang');
const note = document.querySelector<HTMLElement>('[data-language]');
if (note && language && language.toLowerCase().split('-')[0] !== root.lang) note.hidden = false;
