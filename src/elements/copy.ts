/**
 * Puts text on the clipboard and says so on the button. Where the browser refuses (a frame without permission, an
 * insecure address), the text is offered selected, ready to copy by hand; nothing is lost.
 */
export async function copy(text: string, button: HTMLElement): Promise<void> {
	const label = button.textContent ?? '';
	const say = (words: string) => {
		button.textContent = words;
		setTimeout(() => {
			button.textContent = label;
		}, 2000);
	};
	try {
		await navigator.clipboard.writeText(text);
		say('Copied');
	} catch {
		const area = document.createElement('textarea');
		area.value = text;
		area.readOnly = true;
		area.rows = 6;
		area.className = 'w-full border p-2 font-mono text-sm';
		area.setAttribute('aria-label', 'Text to copy by hand');
		(button.closest('.tools, .signature, .command, figcaption') ?? button).after(area);
		area.focus();
		area.select();
		say('Press Ctrl+C');
	}
}
