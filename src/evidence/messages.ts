import type { Column, Evidence } from './evidence.ts';

/** A line that a gateway logged, once for all modes in which it says the same. */
export interface Message {
	column: Column;
	file: string;
	/** The line as it was first recorded. */
	line: string;
	/** The modes in which it came. */
	modes: readonly string[];
}

/** What varies in a line without changing what it says: the lab's own placeholders, and numbers. */
const skeleton = (line: string) => line.replace(/<[a-z]+>/g, '').replace(/\d+/g, '0');

/** Logs with a line for each request, good or bad: they show a status, not a message. */
const isAccessLog = (file: string) => /access/.test(file);

/** The distinct messages of all recordings, without access logs. */
export function messagesOf(evidence: Evidence): Message[] {
	return evidence.columns.flatMap((column) => {
		const found = new Map<string, { file: string; line: string; modes: Set<string> }>();
		for (const [mode, { log = {} }] of Object.entries(column.recording.modes)) {
			for (const [file, lines] of Object.entries(log)) {
				if (isAccessLog(file)) continue;
				for (const line of lines) {
					if (!/\w/.test(line)) continue;
					const key = `${file}\n${skeleton(line)}`;
					const message = found.get(key) ?? { file, line, modes: new Set() };
					message.modes.add(mode);
					found.set(key, message);
				}
			}
		}
		return [...found.values()].map((message) => ({ column, ...message, modes: [...message.modes] }));
	});
}
