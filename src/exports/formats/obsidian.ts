import type { Writer } from '../checklist.ts';
import { escapes } from '../markdown.ts';
import { writeOutline } from '../outline.ts';

/**
 * A task list for a note in Obsidian, whose boxes can be clicked. Each step has its id as a block id, so that other
 * notes can link to it: `[[A 502 from nginx#^find-the-error-line]]`.
 *
 * Obsidian's help (Basic formatting syntax, Internal links, Tags): a backslash makes a mark plain text; marks of its own
 * are `[[link]]`, `![[embed]]`, `#tag`, `%%comment%%`, `==highlight==`, `$math$`, `[^note]`, `^[note]` and, at the end of
 * a line after a blank, `^block-id`, which takes letters, digits and dashes. Its parser is not public, so no character
 * of theirs is left bare, not even the second of a pair.
 */
export const write: Writer = (checklist, ticked) =>
	writeOutline(checklist, ticked, { unsafe: escapes('$%=#^]'), anchor: (id) => `^${id}` });
