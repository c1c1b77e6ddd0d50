import type { Mode } from '../mode.ts';

const framed = (headers: string, body: string): Mode['upstream'] => ({
	behaves: { send: `HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n${headers}\r\n${body}`, ends: 'close' },
});

const chunkedHello = '5\r\nhello\r\n0\r\n\r\n';

/** Varnish answers with a length when it has all chunks before it answers, else with chunks of its own. */
const allowed = { varnish: ['200'] };

/** Content-Length and Transfer-Encoding are broken, or contradict each other or the body. */
export const modes: readonly Mode[] = [
	{
		id: 'chunked-ok',
		says: 'The upstream answers 200 with a body in chunks.',
		moment: 'relay',
		healthy: true,
		upstream: framed('Transfer-Encoding: chunked\r\n', chunkedHello),
		allowed,
	},
	{
		id: 'chunked-truncated',
		says: 'A body in chunks ends without the last chunk.',
		moment: 'body',
		upstream: framed('Transfer-Encoding: chunked\r\n', '10\r\n0123456789abcdef\r\n'),
	},
	{
		id: 'chunked-bad-size',
		says: 'A chunk has a size that is not a number.',
		moment: 'body',
		// One thread of Varnish fetches and another answers. The fetch fails before the answer has begun (503) or while it is
		// being sent (200 cut); or it has failed and is put away in between: then what is there is sent as if it were all (200).
		// bin/varnishd/storage/storage_simple.c of 7.1.1, sml_iterator: without a busy object nobody asks whether it is whole.
		allowed: { varnish: ['200', '200 cut', '503'] },
		upstream: framed('Transfer-Encoding: chunked\r\n', '5\r\nhello\r\nZZ\r\nnope\r\n0\r\n\r\n'),
	},
	{
		id: 'dup-cl-conflict',
		says: 'There are two Content-Length headers with different values.',
		moment: 'head',
		upstream: framed('Content-Length: 5\r\nContent-Length: 10\r\n', 'helloworld'),
	},
	{
		id: 'dup-cl-same',
		says: 'There are two Content-Length headers with the same value.',
		moment: 'head',
		upstream: framed('Content-Length: 5\r\nContent-Length: 5\r\n', 'hello'),
	},
	{
		id: 'cl-invalid',
		says: 'Content-Length is not a number.',
		moment: 'head',
		upstream: framed('Content-Length: abc\r\n', 'hello'),
	},
	{
		id: 'cl-negative',
		says: 'Content-Length is negative.',
		moment: 'head',
		upstream: framed('Content-Length: -1\r\n', 'hello'),
	},
	{
		id: 'cl-too-short',
		says: 'The body is longer than Content-Length says.',
		moment: 'body',
		upstream: framed('Content-Length: 5\r\n', 'hello and much more than five'),
	},
	{
		id: 'cl-and-te',
		says: 'There are both Content-Length and Transfer-Encoding.',
		moment: 'head',
		upstream: framed('Content-Length: 5\r\nTransfer-Encoding: chunked\r\n', chunkedHello),
	},
	{
		id: 'te-dup-chunked',
		says: 'Transfer-Encoding: chunked is there twice.',
		moment: 'head',
		upstream: framed('Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n', chunkedHello),
		allowed,
	},
	{
		id: 'te-unknown',
		says: 'Transfer-Encoding names an encoding that nobody knows.',
		moment: 'head',
		upstream: framed('Transfer-Encoding: wibble\r\n', 'hello'),
	},
];
