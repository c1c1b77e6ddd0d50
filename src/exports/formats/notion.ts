import type { Writer } from '../checklist.ts';
import { escapes } from '../markdown.ts';
import { writeOutline } from '../outline.ts';

/**
 * To-dos for Notion, to be pasted, imported as a file or sent to its API: headings of level 2, no table, the details of
 * each step in a list that Notion keeps inside the to-do.
 *
 * Notion's developer guide (Enhanced markdown) asks for tabs before the children of a to-do and for backslashes before
 * these characters outside code: \ * ~ ` $ [ ] < > { } | ^
 */
export const write: Writer = (checklist, ticked) => writeOutline(checklist, ticked, { unsafe: escapes('\\$]<>{}|^') });
