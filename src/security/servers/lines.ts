/** Lines as the text of a file, without trailing blanks. Nested lists are further lines; `undefined` is none. */
export type Lines = readonly (string | undefined | Lines)[];

const flat = (lines: Lines): string[] =>
	lines.flatMap((line) => (line === undefined ? [] : typeof line === 'string' ? [line] : flat(line)));

export const written = (lines: Lines) => `${flat(lines).join('\n').trimEnd()}\n`;

/** Lines one step further in; empty ones stay empty. */
export const indented = (lines: Lines, by = '\t'): string[] => flat(lines).map((line) => (line ? by + line : line));

/** Lines as comments. */
export const comments = (...lines: string[]) => lines.map((line) => (line ? `# ${line}` : '#'));

/** What every file says of the one header that it does not set. */
export const withoutHsts = comments(
	'Strict-Transport-Security is not set here. It binds every address of the host name for as long as it says, so it is',
	'for whoever runs the host to decide.',
);

const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, (sign) => `\\${sign}`);

/** A regular expression for one of several texts, each taken as it stands. */
export const anyOf = (...texts: string[]) =>
	texts.length === 1 ? texts.map(literally).join() : `(?:${texts.map(literally).join('|')})`;
