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
		(await import('./copy-by-hand.ts')).offerByHand(text, button);
		say('Press Ctrl+C');
	}
}
