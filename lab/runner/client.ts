import { connect, type Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Visit } from '../mode.ts';
import { type Answer, type Ending, readAnswer } from './answer.ts';

/** The visitor: a bare socket, because every client library repairs, retries or hides what a broken gateway sends. */

export interface Exchange {
	bytes: Buffer;
	answer: Answer;
	ending: Ending;
	/** Milliseconds from the request until the answer was whole, or until the end. */
	elapsed: number;
}

export interface Address {
	port: number;
	/** The Host header. */
	host: string;
	path: string;
	/** Milliseconds after which the visitor gives up. */
	patience: number;
}

/** Makes the requests of a visit, one after the other, each over a new connection if the visit says so. */
export async function makeVisit(visit: Visit, address: Address): Promise<Exchange[]> {
	const exchanges: Exchange[] = [];
	while (exchanges.length < visit.times) {
		if (exchanges.length > 0) await pause(visit.gap);
		exchanges.push(...(await overOneConnection(visit, address, visit.fresh ? 1 : visit.times - exchanges.length)));
	}
	return exchanges;
}

/** Milliseconds that a gateway gets to close the connection after a whole answer, as it was asked to. */
const grace = 500;

/** Makes up to `times` requests over one connection; fewer, but at least one, when it is closed in between. */
function overOneConnection(visit: Visit, address: Address, times: number): Promise<Exchange[]> {
	return new Promise((resolve) => {
		const exchanges: Exchange[] = [];
		const socket = connect({ port: address.port, host: '127.0.0.1' });
		let received: Buffer[] = [];
		let started = performance.now();
		let wholeAfter: number | undefined;
		let waiting = true;
		const patience = setTimeout(() => finish('gave up'), address.patience);

		const send = () => {
			received = [];
			wholeAfter = undefined;
			waiting = true;
			started = performance.now();
			socket.write(headOf(visit, address, exchanges.length === times - 1));
			writeBody(socket, visit.body, () => received.length === 0);
		};
		const record = (ending: Ending) => {
			if (!waiting) return;
			waiting = false;
			const bytes = Buffer.concat(received);
			const answer = readAnswer(bytes, visit.method);
			exchanges.push({ bytes, answer, ending, elapsed: wholeAfter ?? performance.now() - started });
		};
		const finish = (ending: Ending) => {
			clearTimeout(patience);
			record(ending);
			socket.removeAllListeners();
			socket.on('error', () => {});
			socket.destroy();
			resolve(exchanges);
		};

		socket.on('connect', send);
		socket.on('data', (data) => {
			received.push(data);
			if (wholeAfter !== undefined || !readAnswer(Buffer.concat(received), visit.method).whole) return;
			wholeAfter = performance.now() - started;
			const isLast = exchanges.length === times - 1;
			setTimeout(
				() => {
					record('whole');
					if (isLast) finish('whole');
					else if (socket.readyState === 'open') send();
				},
				isLast ? grace : visit.gap,
			);
		});
		socket.on('end', () => finish('closed'));
		socket.on('error', () => finish('reset'));
	});
}

/** Writes an upload in pieces, and stops as soon as an answer comes: writing on could destroy it (RFC 9112, 9.5). */
function writeBody(socket: Socket, body: Visit['body'], wanted: () => boolean): void {
	if (typeof body === 'string') socket.write(body);
	if (typeof body !== 'number') return;
	const piece = Buffer.alloc(64 * 1024, 'a');
	const write = (left: number): void => {
		if (left <= 0 || socket.destroyed || !wanted()) return;
		socket.write(piece.subarray(0, left), () => write(left - piece.length));
	};
	write(body);
}

function headOf({ method, body }: Visit, { host, path }: Address, last: boolean): string {
	const length = typeof body === 'string' ? Buffer.byteLength(body) : body;
	const lines = [
		`${method} ${path} HTTP/1.1`,
		`Host: ${host}`,
		'User-Agent: lab',
		'Accept: */*',
		...(length === undefined ? [] : ['Content-Type: text/plain', `Content-Length: ${length}`]),
		...(last ? ['Connection: close'] : []),
	];
	return `${lines.join('\r\n')}\r\n\r\n`;
}
