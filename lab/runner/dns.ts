import { createSocket, type Socket } from 'node:dgram';

/** A DNS server that knows the names of the lab and says of every other that it does not exist (RFC 1035). */
export function startDns(known: readonly string[]): Promise<Socket> {
	const socket = createSocket('udp4');
	socket.on('message', (query, { port, address }) => socket.send(reply(query, known), port, address));
	return new Promise((resolve, reject) => {
		socket.once('error', reject);
		socket.bind(53, '127.0.0.1', () => resolve(socket));
	});
}

/** Answers a query with one question: 127.0.0.1 for an A record of a known name, nothing for its other records. */
export function reply(query: Buffer, known: readonly string[]): Buffer {
	const labels: string[] = [];
	let at = 12;
	for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
		labels.push(query.toString('latin1', at + 1, at + 1 + length));
		at += 1 + length;
	}
	const type = query.readUInt16BE(at + 1);
	const isKnown = known.includes(labels.join('.').toLowerCase());
	const isA = isKnown && type === 1;
	const head = Buffer.alloc(12);
	query.copy(head, 0, 0, 2);
	// An authoritative answer: no error, or "no such name" (3).
	head.writeUInt16BE(isKnown ? 0x8580 : 0x8583, 2);
	head.writeUInt16BE(1, 4);
	head.writeUInt16BE(isA ? 1 : 0, 6);
	// The name of the question again (a pointer to byte 12), A, IN, one second, four bytes of address.
	const record = isA ? [0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 1, 0, 4, 127, 0, 0, 1] : [];
	return Buffer.concat([head, query.subarray(12, at + 5), Buffer.from(record)]);
}
