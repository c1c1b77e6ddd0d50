import { describe, expect, test } from 'vitest';
import { type Ending, outcomeOf, readAnswer } from '../../lab/runner/answer.ts';

const head = 'HTTP/1.1 200 OK\r\n';

/** What came, how it ended, what a recording says. */
const cases: readonly [name: string, bytes: string, ending: Ending, outcome: string, method?: string][] = [
	['a whole answer', `${head}Content-Length: 2\r\n\r\nok`, 'closed', '200'],
	['a whole answer on a connection that stays open', `${head}Content-Length: 2\r\n\r\nok`, 'gave up', '200'],
	['a whole answer before a reset', `${head}Content-Length: 2\r\n\r\nok`, 'reset', '200'],
	['more than was promised', `${head}Content-Length: 2\r\n\r\nokay`, 'closed', '200'],
	['less than was promised', `${head}Content-Length: 9\r\n\r\nok`, 'closed', '200 cut'],
	['less than was promised, then silence', `${head}Content-Length: 9\r\n\r\nok`, 'gave up', '200 hang'],
	['chunks', `${head}Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n`, 'whole', '200'],
	['chunks without the last', `${head}Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n`, 'closed', '200 cut'],
	['half a chunk', `${head}Transfer-Encoding: chunked\r\n\r\n9\r\nok`, 'closed', '200 cut'],
	[
		'a chunk whose size is no number',
		`${head}Transfer-Encoding: chunked\r\n\r\nzz\r\nok\r\n0\r\n\r\n`,
		'closed',
		'200 cut',
	],
	['a body until the end', `${head}\r\nok`, 'closed', '200'],
	['a body until a reset', `${head}\r\nok`, 'reset', '200 cut'],
	['a length that is no number', `${head}Content-Length: abc\r\n\r\nok`, 'closed', '200 cut'],
	['a negative length', `${head}Content-Length: -1\r\n\r\nok`, 'closed', '200 cut'],
	['two lengths', `${head}Content-Length: 2\r\nContent-Length: 3\r\n\r\nokk`, 'closed', '200 cut'],
	['one length twice', `${head}Content-Length: 2\r\nContent-Length: 2\r\n\r\nok`, 'closed', '200'],
	['an answer to HEAD', `${head}Content-Length: 20\r\n\r\n`, 'closed', '200', 'HEAD'],
	['a 204', 'HTTP/1.1 204 No Content\r\n\r\n', 'whole', '204'],
	['a 304 with a length', 'HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n', 'closed', '304'],
	['an interim answer first', `HTTP/1.1 103 Early Hints\r\n\r\n${head}Content-Length: 2\r\n\r\nok`, 'closed', '200'],
	['an interim answer only', 'HTTP/1.1 100 Continue\r\n\r\n', 'closed', 'raw'],
	['an upgrade', 'HTTP/1.1 101 Switching Protocols\r\n\r\nraw bytes', 'closed', '101'],
	['a status without a reason', 'HTTP/1.1 502\r\nContent-Length: 0\r\n\r\n', 'closed', '502'],
	['a status of two digits', 'HTTP/1.1 20 OK\r\nContent-Length: 2\r\n\r\nok', 'closed', 'raw'],
	['a status of zeros', 'HTTP/1.1 000 Zero\r\nContent-Length: 2\r\n\r\nok', 'closed', '0'],
	['a bare page', '<html>hello</html>\n', 'closed', 'raw'],
	['half a head', 'HTTP/1.1 200 OK\r\nContent-', 'closed', 'raw'],
	['bytes, then silence', 'SSH-2.0-OpenSSH\r\n', 'gave up', 'raw hang'],
	['nothing', '', 'closed', 'empty'],
	['nothing but a reset', '', 'reset', 'reset'],
	['nothing at all', '', 'gave up', 'hang'],
];

describe('the outcome of an exchange', () => {
	test.each(cases.map(([name, ...exchange]) => [name, exchange] as const))(
		'%s',
		(_name, [text, ending, outcome, method = 'GET']) => {
			const bytes = Buffer.from(text, 'latin1');
			expect(outcomeOf(bytes, readAnswer(bytes, method), ending)).toBe(outcome);
		},
	);
});

test('an answer is read into its parts', () => {
	const bytes = Buffer.from(
		`HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n${head}A: 1\r\nB:2\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n1\r\n!\r\n0\r\n\r\n`,
	);
	const { body, ...answer } = readAnswer(bytes, 'GET');
	expect(body.toString()).toBe('ok!');
	expect(answer).toEqual({
		status: 200,
		statusLine: 'HTTP/1.1 200 OK',
		headers: [
			['A', '1'],
			['B', '2'],
			['Transfer-Encoding', 'chunked'],
		],
		interim: ['HTTP/1.1 103 Early Hints'],
		whole: true,
		untilClose: false,
	});
});
