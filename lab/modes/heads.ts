import type { Mode } from '../mode.ts';
import { cookie, hello, ok } from './wire.ts';

const short = (statusLine: string): string => `${statusLine}\r\nContent-Length: 2\r\n\r\nok`;
const withHeader = (line: string): Mode['upstream'] => ({ behaves: { send: ok(`${line}\r\n`), ends: 'close' } });
const sends = (bytes: string): Mode['upstream'] => ({ behaves: { send: bytes, ends: 'close' } });

const cutHead = 'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nX-Par';

const withCookie = (kibibytes: number): Mode => ({
	id: `header-${kibibytes}k`,
	says: `The head of the answer holds a cookie of ${kibibytes} KiB.`,
	moment: 'head',
	upstream: { behaves: { send: ok(cookie(kibibytes * 1024)), ends: 'close' } },
});

/** What comes where the status line and the headers should be is cut, malformed or too large. */
export const modes: readonly Mode[] = [
	{
		id: 'close-mid-headers',
		says: 'The upstream closes the connection in the middle of the headers.',
		moment: 'head',
		upstream: { behaves: { send: cutHead, ends: 'close' } },
	},
	{
		id: 'rst-mid-headers',
		says: 'The upstream resets the connection in the middle of the headers.',
		moment: 'head',
		upstream: { behaves: { send: cutHead, ends: 'reset' } },
	},
	{
		id: 'garbage',
		says: 'The upstream answers with binary bytes.',
		moment: 'head',
		upstream: sends('\x16\x03\x01\x00\xa5 not http at all \x00\x01\x02\r\n\r\n'),
	},
	{
		id: 'http09',
		says: 'The upstream answers with a bare HTML page, without a status line or headers.',
		moment: 'head',
		upstream: sends('<html><body>hello</body></html>\n'),
	},
	{
		id: 'http10',
		says: 'The upstream answers in HTTP/1.0, without a length; the end of the connection ends the body.',
		moment: 'head',
		upstream: sends(`HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\n${hello}`),
	},
	{
		id: 'bad-status-text',
		says: 'The status line has a word where the number should be.',
		moment: 'head',
		upstream: sends(short('HTTP/1.1 OK')),
	},
	{
		id: 'bad-status-2digit',
		says: 'The status has two digits.',
		moment: 'head',
		upstream: sends(short('HTTP/1.1 20 OK')),
	},
	{ id: 'bad-status-0', says: 'The status is 000.', moment: 'head', upstream: sends(short('HTTP/1.1 000 Zero')) },
	{
		id: 'status-999',
		says: 'The status is 999, which no standard knows.',
		moment: 'head',
		upstream: sends(short('HTTP/1.1 999 Custom')),
	},
	{
		id: 'status-no-reason',
		says: 'The status line ends after the number, without the space that should follow.',
		moment: 'head',
		upstream: sends(short('HTTP/1.1 200')),
	},
	{
		id: 'bad-version',
		says: 'The status line claims HTTP/7.3.',
		moment: 'head',
		upstream: sends(short('HTTP/7.3 200 OK')),
	},
	{
		id: 'leading-crlf',
		says: 'Two empty lines come before the status line.',
		moment: 'head',
		upstream: sends(`\r\n\r\n${ok()}`),
	},
	{
		id: 'bare-lf',
		says: 'The lines of the head end in LF instead of CRLF.',
		moment: 'head',
		upstream: sends(ok().replaceAll('\r\n', '\n')),
	},
	{
		id: 'header-name-space',
		says: 'A header has a space in its name.',
		moment: 'head',
		upstream: withHeader('Bad Header: 1'),
	},
	{
		id: 'header-space-before-colon',
		says: 'A header has a space before its colon.',
		moment: 'head',
		upstream: withHeader('X-Bad : 1'),
	},
	{
		id: 'header-no-colon',
		says: 'A line among the headers has no colon.',
		moment: 'head',
		upstream: withHeader('thisisnotaheader'),
	},
	{
		id: 'header-nul',
		says: 'A header has a NUL byte in its value.',
		moment: 'head',
		upstream: withHeader('X-Nul: a\0b'),
	},
	{
		id: 'header-ctrl',
		says: 'A header has a control character in its value.',
		moment: 'head',
		upstream: withHeader('X-Ctl: a\x01b'),
	},
	{
		id: 'header-obs-fold',
		says: 'A header is continued on the next line, a form that HTTP has given up.',
		moment: 'head',
		upstream: withHeader('X-Fold: a\r\n b'),
	},
	{
		id: 'header-utf8',
		says: 'A header has UTF-8 in its value.',
		moment: 'head',
		upstream: withHeader('X-Utf: Gr\xc3\xbc\xc3\x9fe'),
	},
	...[5, 9, 16, 64, 256].map(withCookie),
	{
		id: 'headers-count-300',
		says: 'The answer has 300 headers.',
		moment: 'head',
		upstream: {
			behaves: { send: ok(Array.from({ length: 300 }, (_, index) => `X-H${index}: v\r\n`).join('')), ends: 'close' },
		},
	},
];
