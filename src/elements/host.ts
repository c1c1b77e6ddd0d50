// What embed.js is: for wikis and sites that allow a script, an element that shows a checklist at its full height.
//
//   <script src="https://handbook.example.com/embed.js" async></script>
//   <handbook-checklist src="https://handbook.example.com/embed/checklists/nginx/">
//     <a href="https://handbook.example.com/checklists/nginx/">A 502 from nginx</a>
//   </handbook-checklist>
//
// Attributes: src; theme, h, steps, lang (as in the frame's address); height (pixels until the frame has told its own);
// remember (the frame may keep ticks in the browser). What stands inside is shown where no script runs.

const fromAddress = ['theme', 'h', 'steps', 'lang'];

/** Heights that a checklist cannot have are somebody's mistake. */
const tallest = 20_000;

class EmbeddedChecklist extends HTMLElement {
	static observedAttributes = ['src', 'theme'];

	#frame: HTMLIFrameElement | undefined;

	connectedCallback() {
		addEventListener('message', this);
		this.#draw();
	}

	disconnectedCallback() {
		removeEventListener('message', this);
		this.#frame?.remove();
		this.#frame = undefined;
	}

	attributeChangedCallback(name: string) {
		if (!this.#frame) return;
		if (name === 'src') this.#draw();
		else this.#frame.contentWindow?.postMessage({ type: 'kb502:theme', theme: this.getAttribute('theme') }, '*');
	}

	handleEvent({ source, data }: MessageEvent) {
		if (!this.#frame || source !== this.#frame.contentWindow || data?.type !== 'kb502:height') return;
		const { height } = data;
		if (Number.isFinite(height) && height > 0 && height <= tallest) this.#frame.style.height = `${height}px`;
	}

	#draw() {
		const src = this.getAttribute('src') ?? '';
		if (!URL.canParse(src, document.baseURI)) return;
		const address = new URL(src, document.baseURI);
		if (!/^https?:$/.test(address.protocol)) return;
		for (const name of fromAddress) {
			const value = this.getAttribute(name);
			if (value) address.searchParams.set(name, value);
		}
		const frame = document.createElement('iframe');
		frame.title = this.textContent?.trim() || 'Checklist';
		frame.loading = 'lazy';
		frame.referrerPolicy = 'no-referrer';
		frame.setAttribute(
			'sandbox',
			`allow-scripts allow-popups allow-popups-to-escape-sandbox${this.hasAttribute('remember') ? ' allow-same-origin' : ''}`,
		);
		frame.allow = 'clipboard-write';
		frame.style.cssText = `display: block; width: 100%; border: 0; height: ${Number(this.getAttribute('height')) || 600}px`;
		frame.src = address.href;
		this.#frame = frame;
		this.replaceChildren(frame);
	}
}

if (!customElements.get('handbook-checklist')) customElements.define('handbook-checklist', EmbeddedChecklist);
