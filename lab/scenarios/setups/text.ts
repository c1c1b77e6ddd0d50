/** Lines with as many tabs before them; an empty text is no line. */
export const indented = (text: string, tabs: number, tab = '\t'): string =>
	text === '' ? '' : text.replace(/^/gm, tab.repeat(tabs));
