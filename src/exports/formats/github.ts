import type { Writer } from '../checklist.ts';
import { markdownTree, writeMarkdown } from '../markdown.ts';

/** A task list in GitHub Flavored Markdown: for issues, pull requests, wikis and README files. */
export const write: Writer = (checklist, ticked) => writeMarkdown(markdownTree(checklist, ticked));
