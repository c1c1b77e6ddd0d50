/** The bytes from which the modes are made. */

export const hello = 'hello from upstream\n';

/** A whole answer, with further header lines (each with its CRLF) when there are any. */
export const ok = (headers = '', body = hello): string =>
	`HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: ${body.length}\r\n${headers}\r\n${body}`;

/** A whole answer with a status of the application's own. */
export const answer = (status: string, body: string): string =>
	`HTTP/1.1 ${status}\r\nContent-Type: text/plain\r\nContent-Length: ${body.length}\r\n\r\n${body}`;

/** The head and the first tenth of a body of 1,000 bytes. */
export const firstTenth = `HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 1000\r\n\r\n${'x'.repeat(100)}`;

/** A header line of so many bytes: a cookie, because in life it is cookies that grow. */
export const cookie = (bytes: number): string => `Set-Cookie: sid=${'a'.repeat(bytes - 16)}\r\n`;
