import {
	deserialise,
	fromFragment,
	progress,
	serialise,
	storageKey,
	type Ticks,
	toFragment,
	toggle,
} from '../checklists/progress.ts';
import { copy } from './copy.ts';
import { storage } from './storage.ts';

/**
 * `<handbook-checklist checklist="visitor">`: upgrades a checklist that works already.
 *
 * The HTML inside is real checkboxes. This adds: progress in words and as a bar, ticks that are remembered, a link that
 * carries them, a reset that can be undone, and hiding what is done. Texts for wikis are `wiki.ts`'s.
 */
class Checklist extends HTMLElement {
	#ticks: Ticks = new Set();
	#before: Ticks | undefined;

	get #id() {
		return this.getAttribute('checklist') ?? '';
	}

	get #boxes() {
		return [...this.querySelectorAll<HTMLInputElement>('input[type="checkbox"]')];
	}

	connectedCallback() {
		const linked = fromFragment(location.hash);
		const saved = deserialise(storage.read(storageKey(this.#id)));
		// Boxes work before this script runs: what was ticked by then counts when nothing else is known.
		const early = new Set(this.#boxes.filter(({ checked }) => checked).map(({ value }) => value));
		this.#ticks = linked ?? (saved.size > 0 ? saved : early);
		// Ticks that come with a link replace the reader's own; theirs stay one tap away.
		if (linked && saved.size > 0 && serialise(linked) !== serialise(saved)) this.#before = saved;
		if (linked) this.#save();
		this.addEventListener('change', (event) => {
			const box = event.target;
			if (box instanceof HTMLInputElement && box.type === 'checkbox')
				this.#set(toggle(this.#ticks, box.value, box.checked));
		});
		this.addEventListener('click', (event) => {
			const button = (event.target as HTMLElement).closest<HTMLElement>('[data-do]');
			if (button) this.#do(button);
		});
		addEventListener('storage', (event) => {
			if (event.key !== storageKey(this.#id)) return;
			this.#ticks = deserialise(event.newValue);
			this.#show();
		});
		this.#show();
		this.dataset.ready = '';
		// The way to paper from a frame, which would be printed cut off and often may not print at all.
		if (new URLSearchParams(location.hash.slice(1)).has('print'))
			addEventListener('load', () => print(), { once: true });
	}

	#set(ticks: Ticks) {
		this.#ticks = ticks;
		this.#before = undefined;
		this.#save();
		this.#show();
	}

	#save() {
		storage.write(storageKey(this.#id), serialise(this.#ticks));
	}

	#do(button: HTMLElement) {
		const address = location.href.split('#')[0];
		if (button.dataset.do === 'reset') {
			const before = this.#ticks;
			this.#set(new Set());
			this.#before = before;
			this.#show();
		} else if (button.dataset.do === 'undo') {
			if (this.#before) this.#set(this.#before);
		} else if (button.dataset.do === 'collapse') {
			const collapsed = this.classList.toggle('collapsed');
			button.setAttribute('aria-pressed', String(collapsed));
		} else if (button.dataset.do === 'link') {
			void copy(address + toFragment(this.#ticks), button);
		}
	}

	#show() {
		const boxes = this.#boxes;
		for (const box of boxes) box.checked = this.#ticks.has(box.value);
		const { done, of, words } = progress(
			this.#ticks,
			boxes.map((box) => box.value),
		);
		const bar = this.querySelector('progress');
		if (bar) {
			bar.max = of;
			bar.value = done;
		}
		const said = this.querySelector('[data-progress]');
		if (said && said.textContent !== words) said.textContent = words;
		// For whoever else shows or carries the ticks: the frame, the texts for wikis.
		this.dispatchEvent(new CustomEvent('ticks', { bubbles: true, detail: toFragment(this.#ticks) }));
		const undo = this.querySelector<HTMLElement>('[data-do="undo"]');
		if (undo) undo.hidden = this.#before === undefined;
	}
}

export const defineChecklist = () => customElements.define('handbook-checklist', Checklist);
