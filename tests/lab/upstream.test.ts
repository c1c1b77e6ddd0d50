import { X509Certificate } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { makeCertificates } from '../../lab/runner/certificates.ts';
import { reply } from '../../lab/runner/dns.ts';
import { lengthOfRequest } from '../../lab/runner/upstream.ts';

const head = 'GET / HTTP/1.1\r\nHost: a\r\n\r\n';
const post = 'POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\n';
const chunked = 'POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n';

test.each([
	[head, false, head.length],
	[`${head}${head}`, false, head.length],
	[head.slice(0, -1), false, 0],
	[`${post}ab`, false, 0],
	[`${post}abc`, false, post.length + 3],
	[`${post}abcGET`, false, post.length + 3],
	[`${post}ab`, true, post.length],
	[`${chunked}3\r\nabc\r\n`, false, 0],
	[`${chunked}3\r\nabc\r\n0\r\n\r\n`, false, chunked.length + 13],
])('the first request in %j (head only: %s) is %d bytes long', (text, headOnly, length) => {
	expect(lengthOfRequest(text, headOnly)).toBe(length);
});

describe('the certificates', () => {
	const { authority, upstreams } = makeCertificates();
	const issuer = new X509Certificate(authority);
	const read = (name: keyof typeof upstreams) => new X509Certificate(upstreams[name].certificate);

	test('are issued by the authority, all but one', () => {
		expect(issuer.ca).toBe(true);
		expect(['good', 'expired', 'other-name'].map((name) => read(name as 'good').verify(issuer.publicKey))).toEqual([
			true,
			true,
			true,
		]);
		expect(read('self-signed').verify(issuer.publicKey)).toBe(false);
		expect(read('self-signed').verify(read('self-signed').publicKey)).toBe(true);
	});

	test('name the upstream, all but one', () => {
		expect(read('good').checkHost('upstream.lab')).toBe('upstream.lab');
		expect(read('other-name').checkHost('upstream.lab')).toBeUndefined();
	});

	test('are valid, all but one', () => {
		expect(read('good').validToDate.getUTCFullYear()).toBe(2040);
		expect(read('expired').validToDate.getUTCFullYear()).toBe(2021);
	});
});

describe('the resolver', () => {
	const query = (name: string, type: number): Buffer => {
		const labels = name.split('.').flatMap((label) => [label.length, ...Buffer.from(label)]);
		return Buffer.from([0xab, 0xcd, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, ...labels, 0, 0, type, 0, 1]);
	};
	const known = ['upstream.lab'];

	test('knows the address of a name', () => {
		const answer = reply(query('Upstream.lab', 1), known);
		expect([...answer.subarray(0, 8)]).toEqual([0xab, 0xcd, 0x85, 0x80, 0, 1, 0, 1]);
		expect([...answer.subarray(-4)]).toEqual([127, 0, 0, 1]);
	});

	test('knows no other record of it', () => {
		expect([...reply(query('upstream.lab', 28), known).subarray(2, 8)]).toEqual([0x85, 0x80, 0, 1, 0, 0]);
	});

	test('says of every other name that it does not exist', () => {
		expect([...reply(query('no-such-host.lab', 1), known).subarray(2, 8)]).toEqual([0x85, 0x83, 0, 1, 0, 0]);
	});
});
