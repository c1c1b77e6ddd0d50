/** Replaces what varies from run to run, so that two runs can be compared and a recording says nothing of the machine. */

export interface Facts {
	/** Folders of the run, the longest first; they become `/run/lab`. */
	directories: readonly string[];
	/** Known ports and what they become: `<upstream>`, `<gateway>`. */
	ports: ReadonlyMap<string, string>;
	/** What varies with this gateway alone. */
	varies?: readonly (readonly [pattern: RegExp, by: string])[];
}

/** The unique part of a path: attribution needs it, recordings do not. */
export const idPattern = /\bx[0-9a-f]{12}\b/g;

const days = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
const months = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';
const clock = '\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d+)?';

const rules: readonly (readonly [RegExp, string])[] = [
	// Sun, 22 Nov 2026 10:00:00 GMT
	[new RegExp(`${days}, \\d\\d ${months} \\d{4} ${clock} GMT`, 'g'), '<time>'],
	// 2026-11-22T10:00:00.123Z, 2026/11/22 10:00:00
	[new RegExp(`\\b\\d{4}[-/]\\d\\d[-/]\\d\\d[ T]${clock}(?:Z|[+-]\\d\\d:?\\d\\d)?`, 'g'), '<time>'],
	// Sun Nov 22 10:00:00.123456 2026
	[new RegExp(`${days} ${months} [ \\d]\\d ${clock} \\d{4}`, 'g'), '<time>'],
	// 22/Nov/2026:10:00:00 +0000, 22-Nov-2026 10:00:00
	[new RegExp(`\\b\\d\\d[/-]${months}[/-]\\d{4}[: ]${clock}(?: [+-]\\d{4})?`, 'g'), '<time>'],
	// [Nov 22 10:00:00.123]
	[new RegExp(`\\b${months} [ \\d]\\d ${clock}`, 'g'), '<time>'],
	// 20261122.10h00m00s
	[/\b\d{8}\.\d\dh\d\dm\d\ds\b/g, '<time>'],
	// Seconds since 1970 with a fraction, as Squid and Caddy write them.
	[/\b1[78]\d{8}\.\d{3,}\b/g, '<time>'],
	[/\b(pid|tid|child)([: =]+)\d+/gi, '$1$2<$1>'],
	[/0x[0-9a-f]{6,}/g, '<address>'],
	[/\b(127\.0\.0\.1|localhost|upstream\.lab)([: ])(?:3[2-9]|[45]\d|6[0-5])\d{3}\b/g, '$1$2<port>'],
];

/** A function that normalises one text. */
export function normaliser({ directories, ports, varies = [] }: Facts): (text: string) => string {
	return (text) => {
		let normal = text;
		for (const directory of directories) normal = normal.replaceAll(directory, '/run/lab');
		normal = normal
			.replace(idPattern, 'x')
			.replace(/\bapp_[a-z0-9_]+/g, 'app')
			.replace(/(?<=[:,/ ])\d{5}\b/g, (number) => ports.get(number) ?? number);
		for (const [pattern, by] of [...varies, ...rules]) normal = normal.replace(pattern, by);
		return normal;
	};
}

/** A long run of one character as its beginning and a number: cookies of 256 KiB are seen in headers and logs. */
export const shortened = (text: string): string => {
	const short = text.replace(/(.)\1{63,}/gs, (run, character: string) => {
		return `${character.repeat(8)}… (${run.length} times)`;
	});
	return short.length <= 1000 ? short : `${short.slice(0, 1000)}… (${short.length} characters)`;
};
