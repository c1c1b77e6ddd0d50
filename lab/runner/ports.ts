import { createServer } from 'node:net';
import { isInNamespace } from './namespace.ts';

/**
 * Below the range from which the system takes the ports of outgoing connections (32768 and up on Linux), and above the
 * numbers of Apache's errors (20000 and up), which must not be taken for ports in its log.
 *
 * On the loopback of the machine, two labs side by side begin at different numbers: a port that is free for one, because
 * nobody shall listen there, must not be taken by the other.
 */
let next = 21_000 + (isInNamespace() ? 0 : (process.pid % 90) * 100);

/** A port of 127.0.0.1 on which nobody listens and that is given to nobody else in this run. */
export async function freePort(): Promise<number> {
	for (;;) {
		const port = next++;
		if (port >= 32_000) throw new Error('No port is free between 21000 and 32000.');
		if (await isFree(port)) return port;
	}
}

const isFree = (port: number): Promise<boolean> =>
	new Promise((resolve) => {
		const server = createServer();
		server.once('error', () => resolve(false));
		server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
	});
