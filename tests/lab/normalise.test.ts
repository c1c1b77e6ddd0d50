import { describe, expect, test } from 'vitest';
import { normaliser, shortened } from '../../lab/runner/normalise.ts';

const normal = normaliser({
	directories: ['/tmp/lab-Abc123/nginx-1', '/tmp/lab-Abc123/upstreams'],
	ports: new Map([
		['21007', '<upstream>'],
		['21300', '<gateway>'],
	]),
	varies: [[/\b\d+#\d+: \*\d+ /g, '<pid>#<tid>: *<connection> ']],
});

const cases: readonly (readonly [text: string, normalised: string])[] = [
	['GET /app_refuse______________________/x0123456789ab HTTP/1.1', 'GET /app/x HTTP/1.1'],
	['backend app_close_mid_body______________: fail', 'backend app: fail'],
	['unix:/tmp/lab-Abc123/upstreams/app_unix_ok_____________________.sock failed', 'unix:/run/lab/app.sock failed'],
	['in /tmp/lab-Abc123/nginx-1/nginx.conf:27', 'in /run/lab/nginx.conf:27'],
	['connect to 127.0.0.1:21007 (upstream.lab:21007)', 'connect to 127.0.0.1:<upstream> (upstream.lab:<upstream>)'],
	['TCP connection to upstream.lab/21007 failed', 'TCP connection to upstream.lab/<upstream> failed'],
	['Host: lab.example:21300', 'Host: lab.example:<gateway>'],
	['[client 127.0.0.1:40712]', '[client 127.0.0.1:<port>]'],
	['read tcp 127.0.0.1:33001->127.0.0.1:21007', 'read tcp 127.0.0.1:<port>->127.0.0.1:<upstream>'],
	['(20014)Internal error', '(20014)Internal error'],
	['(111: Connection refused)', '(111: Connection refused)'],
	['2026/11/22 10:03:10 [error] 17#18: *19 upstream', '<time> [error] <pid>#<tid>: *<connection> upstream'],
	['[22/Nov/2026:10:03:10 +0000] "GET', '[<time>] "GET'],
	['[22/Nov/2026:10:03:10.123] lab', '[<time>] lab'],
	['[Sun Nov 22 10:03:10.123456 2026] [pid 17:tid 18]', '[<time>] [pid <pid>:tid <tid>]'],
	['Generated Sun, 22 Nov 2026 10:03:10 GMT by', 'Generated <time> by'],
	['current time 2026-11-22T10:03:10Z is after', 'current time <time> is after'],
	['20261122.10h03m10s CONNECT', '<time> CONNECT'],
	['1795341790.123 127.0.0.1', '<time> 127.0.0.1'],
	['DCONN:0x55d0c8a3b2f0]', 'DCONN:<address>]'],
];

describe('what varies is replaced', () => {
	test.each(cases)('%s', (text, normalised) => {
		expect(normal(text)).toBe(normalised);
	});

	test('and nothing else varies by doing it twice', () => {
		for (const [text] of cases) expect(normal(normal(text))).toBe(normal(text));
	});
});

test('a long run of one character is told, not shown', () => {
	expect(shortened(`sid=${'a'.repeat(5000)};`)).toBe('sid=aaaaaaaa… (5000 times);');
	expect(shortened('a'.repeat(60))).toBe('a'.repeat(60));
	expect(shortened('ab'.repeat(800))).toBe(`${'ab'.repeat(500)}… (1600 characters)`);
});
