/** Reads the bytes of an HTTP/1 answer. Pure: what a fetch hides (cuts, interim answers, raw bytes) is what counts here. */

/** How an exchange ended: the answer was whole, the other side closed or reset, or the visitor gave up. */
export type Ending = 'whole' | 'closed' | 'reset' | 'gave up';

export interface Answer {
	/** `undefined` when the bytes are no HTTP/1 answer. */
	status?: number;
	statusLine?: string;
	headers: readonly (readonly [name: string, value: string])[];
	/** Status lines of interim answers. */
	interim: readonly string[];
	/** Without chunk sizes. For bytes that are no answer, all of them. */
	body: Buffer;
	/** All that its framing promised has come. An answer that the end of the connection ends is never whole before it. */
	whole: boolean;
	/** The end of the connection is what ends the body. */
	untilClose: boolean;
}

/**
 * Reads an answer, or as much of it as there is.
 *
 * @param method of the request: the answer to HEAD has no body
 */
export function readAnswer(bytes: Buffer, method: string): Answer {
	const interim: string[] = [];
	for (let rest = bytes; ; ) {
		const end = rest.indexOf('\r\n\r\n');
		if (end < 0) return { headers: [], interim, body: bytes, whole: false, untilClose: false };
		const [statusLine = '', ...lines] = rest.toString('latin1', 0, end).split('\r\n');
		const status = statusOf(statusLine);
		const after = rest.subarray(end + 4);
		if (status === undefined) return { headers: [], interim, body: bytes, whole: false, untilClose: false };
		if (status >= 100 && status < 200 && status !== 101) {
			interim.push(statusLine);
			rest = after;
			continue;
		}
		const headers = lines.map(headerOf);
		return { status, statusLine, headers, interim, ...bodyOf(after, method, status, headers) };
	}
}

/**
 * What the visitor got, in the words of a recording (see `Outcome` there).
 *
 * @param bytes everything that came
 */
export function outcomeOf(bytes: Buffer, answer: Answer, ending: Ending): string {
	if (answer.status === undefined) {
		if (bytes.length > 0) return ending === 'gave up' ? 'raw hang' : 'raw';
		return { 'gave up': 'hang', reset: 'reset', closed: 'empty', whole: 'empty' }[ending];
	}
	const status = String(answer.status);
	if (answer.whole || (answer.untilClose && ending === 'closed')) return status;
	return ending === 'gave up' ? `${status} hang` : `${status} cut`;
}

const statusOf = (line: string): number | undefined => {
	const status = /^HTTP\/\d\.\d (\d{3})(?: |$)/.exec(line)?.[1];
	return status === undefined ? undefined : Number(status);
};

const headerOf = (line: string): [string, string] => {
	const colon = line.indexOf(':');
	return colon < 0 ? [line, ''] : [line.slice(0, colon), line.slice(colon + 1).trim()];
};

type Body = Pick<Answer, 'body' | 'whole' | 'untilClose'>;

/** RFC 9112, section 6.3: what decides how long a body is, in this order. */
function bodyOf(rest: Buffer, method: string, status: number, headers: Answer['headers']): Body {
	const valuesOf = (wanted: string) =>
		headers.filter(([name]) => name.toLowerCase() === wanted).map(([, value]) => value);
	if (method === 'HEAD' || status === 204 || status === 304) return { body: rest, whole: true, untilClose: false };
	if (/\bchunked\b/i.test(valuesOf('transfer-encoding').join())) return { ...withoutChunks(rest), untilClose: false };
	const [length, ...others] = new Set(valuesOf('content-length'));
	if (length === undefined) return { body: rest, whole: false, untilClose: true };
	// Lengths that contradict each other, or are none, cannot be repaired: such an answer is never whole.
	const isValid = others.length === 0 && /^\d+$/.test(length);
	return { body: rest, whole: isValid && rest.length >= Number(length), untilClose: false };
}

function withoutChunks(bytes: Buffer): { body: Buffer; whole: boolean } {
	const parts: Buffer[] = [];
	for (let at = 0; ; ) {
		const lineEnd = bytes.indexOf('\r\n', at);
		const size = lineEnd < 0 ? Number.NaN : Number.parseInt(bytes.toString('latin1', at, lineEnd), 16);
		if (!(size >= 0)) return { body: Buffer.concat(parts), whole: false };
		const start = lineEnd + 2;
		if (size === 0) return { body: Buffer.concat(parts), whole: bytes.indexOf('\r\n', start) >= 0 };
		parts.push(bytes.subarray(start, start + size));
		at = start + size + 2;
	}
}
