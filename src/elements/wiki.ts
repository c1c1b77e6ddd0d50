import type { ExportedChecklist } from '../exports/checklist.ts';

/** The checklist on this page, with its ticks, in a format. */
export async function exported(id: string): Promise<string> {
	const data = document.querySelector('handbook-checklist [data-export]')?.textContent ?? '';
	const boxes = document.querySelectorAll<HTMLInputElement>('handbook-checklist input:checked');
	const { formats } = await import('../exports/formats.ts');
	const format = formats.find((item) => item.id === id);
	if (!format) throw new Error(`There is no format "${id}".`);
	const { write } = await format.load();
	return write(JSON.parse(data) as ExportedChecklist, new Set([...boxes].map(({ value }) => value)));
}

/**
 * `<handbook-wiki>`: choose a wiki and what to take, and get the text with the ticks that stand on the page.
 *
 * Without this, the list of wikis with their files and the snippet are all there. Writers of formats are loaded when
 * their format is chosen.
 */
class WikiPanel extends HTMLElement {
	#snippet = '';
	/** What is shown, as it is: a text area turns line ends into its own. */
	#text = '';
	/** Counts the choices, so that a writer that arrives late does not overwrite a later choice. */
	#turn = 0;

	#find = <Found extends HTMLElement>(selector: string) => this.querySelector<Found>(selector) as Found;

	get #area() {
		return this.#find<HTMLTextAreaElement>('textarea');
	}

	get #link() {
		const take = this.#find<HTMLSelectElement>('[data-take]').value;
		return take === 'frame'
			? undefined
			: (this.#row?.querySelector<HTMLAnchorElement>(`[data-format="${take}"]`) ?? undefined);
	}

	get #row() {
		const wiki = this.#find<HTMLSelectElement>('[data-wiki]').value;
		return this.querySelector<HTMLElement>(`[data-wiki-row="${wiki}"]`);
	}

	connectedCallback() {
		this.#snippet = this.#area.value;
		this.#find('[data-wiki]').addEventListener('change', () => this.#choose());
		this.#find('[data-take]').addEventListener('change', () => void this.#show());
		this.#find('[data-download]').addEventListener('click', () => this.#download());
		this.#find('[data-preview]').addEventListener('click', () => this.#preview());
		// Ticks that change on the page change the text.
		document.addEventListener('ticks', () => void this.#show());
		this.#choose();
		this.dataset.ready = '';
	}

	#choose() {
		const row = this.#row;
		for (const item of this.querySelectorAll<HTMLElement>('[data-wiki-row]')) item.hidden = item !== row;
		const options = [...(row?.querySelectorAll<HTMLElement>('[data-format]') ?? [])].map(
			(link) => new Option(link.textContent ?? '', link.dataset.format),
		);
		const frame = new Option('a frame', 'frame');
		// What surely works comes first.
		const kind = row?.dataset.frame;
		this.#find<HTMLSelectElement>('[data-take]').replaceChildren(
			...(kind === 'yes' ? [frame] : []),
			...options,
			...(kind === 'setting' ? [frame] : []),
		);
		void this.#show();
	}

	async #show() {
		this.#turn += 1;
		const turn = this.#turn;
		const link = this.#link;
		const text = link ? await this.#write(link) : this.#snippet;
		if (turn !== this.#turn) return;
		this.#text = text;
		this.#area.value = text;
		this.#find('[data-wiki-label]').textContent = link ? (link.textContent ?? '') : 'Snippet for a frame';
		this.#find('[data-download]').hidden = !link;
		const preview = this.#find('[data-preview]');
		preview.hidden = link !== undefined && link.dataset.format !== 'html';
		if (preview.getAttribute('aria-pressed') === 'true') this.#drawPreview(!preview.hidden);
	}

	async #write(link: HTMLAnchorElement): Promise<string> {
		try {
			return await exported(link.dataset.format ?? '');
		} catch {
			return `The program that writes this could not be loaded. The text without ticks lies at ${link.href}`;
		}
	}

	#download() {
		const link = this.#link;
		if (!link) return;
		const file = document.createElement('a');
		file.href = URL.createObjectURL(new Blob([this.#text], { type: `${link.dataset.type};charset=utf-8` }));
		file.download = `${this.getAttribute('checklist')}.${link.dataset.extension}`;
		file.click();
		setTimeout(() => URL.revokeObjectURL(file.href), 60_000);
	}

	#preview() {
		const button = this.#find('[data-preview]');
		const shown = button.getAttribute('aria-pressed') !== 'true';
		button.setAttribute('aria-pressed', String(shown));
		this.#drawPreview(shown);
	}

	/** The frame as a wiki would show it, or the HTML file. */
	#drawPreview(shown: boolean) {
		const place = this.#find('[data-previewed]');
		place.replaceChildren();
		place.hidden = !shown;
		if (!shown) return;
		const frame = document.createElement('iframe');
		frame.title = 'Preview';
		frame.height = '600';
		frame.className = 'w-full';
		frame.setAttribute('sandbox', 'allow-scripts allow-popups allow-popups-to-escape-sandbox');
		// The file on the server, without ticks: a document made here would be under this page's own policy.
		frame.src = (this.#link ?? this.#find<HTMLAnchorElement>('a[href*="/embed/"]')).href;
		place.append(frame);
	}
}

customElements.define('handbook-wiki', WikiPanel);
