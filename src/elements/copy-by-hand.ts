/** Offers a text selected, ready to copy by hand, where the browser refuses its clipboard. Loaded only then. */
export function offerByHand(text: string, button: HTMLElement) {
	const area = document.createElement('textarea');
	area.value = text;
	area.readOnly = true;
	area.rows = 6;
	area.className = 'w-full border p-2 font-mono text-sm';
	area.setAttribute('aria-label', 'Text to copy by hand');
	(button.closest('.tools, .signature, .command, figcaption') ?? button).after(area);
	area.focus();
	area.select();
}
