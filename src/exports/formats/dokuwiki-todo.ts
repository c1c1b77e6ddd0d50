import type { Writer } from '../checklist.ts';
import { textIn, type Wikitext, wikitextOf } from '../wikitext.ts';
import { dokuwiki } from './dokuwiki.ts';

const wiki: Wikitext = {
	...dokuwiki,
	// Text between the tags is literal up to the end tag; the plugin counts the tags to know which box was ticked.
	check: ({ check }, ticked) => {
		const [start, end] = [ticked ? '<todo #>' : '<todo>', '</todo>'];
		const text = check.replace(/\s+/g, ' ');
		return /<\/?todo/.test(text)
			? `${start}${end} ${dokuwiki.strong(textIn(dokuwiki, text))}`
			: dokuwiki.strong(start + text + end);
	},
};

/**
 * A list in DokuWiki's language with boxes of the plugin "todo" (dokuwiki.org/plugin:todo): ticking one saves the page.
 * Without the plugin its tags are shown as text and nothing is lost.
 */
export const write: Writer = (checklist, ticked) => wikitextOf(checklist, ticked, wiki);
