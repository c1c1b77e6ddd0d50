import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync } from 'node:fs';
import { createServer as createHttp2Server, createSecureServer } from 'node:http2';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { createSecureContext, createServer as createTlsServer } from 'node:tls';
import { nameOf, type Target } from '../gateway.ts';
import type { Behaviour, CertificateName, Mode, UpstreamTls } from '../mode.ts';
import type { Certificate } from './certificates.ts';
import { freePort } from './ports.ts';

/** The broken upstreams: one port or socket for each mode, all in this process, without state beyond a connection. */

export type Certificates = Record<CertificateName, Certificate>;

export interface Upstreams {
	/** What a gateway is told of each mode. */
	targets: readonly Target[];
	stop: () => void;
}

/** Starts what the modes need; their sockets go into `directory`. */
export async function startUpstreams(
	modes: readonly Mode[],
	certificates: Certificates,
	directory: string,
): Promise<Upstreams> {
	const helpers: ChildProcess[] = [];
	const servers: Server[] = [];
	const targets: Target[] = [];
	for (const mode of modes) {
		const target = await targetOf(mode, directory);
		const server = await open(mode, target, certificates, helpers);
		if (server) servers.push(server);
		targets.push(target);
	}
	return {
		targets,
		stop: () => {
			for (const helper of helpers) helper.kill('SIGKILL');
			for (const server of servers) server.close();
		},
	};
}

/** The addresses of documentation (RFC 5737), to which the namespace has routes that fail each in its way. */
const hosts: Partial<Record<string, string>> = {
	'unreachable host': '198.51.100.1',
	'forbidden route': '203.0.113.1',
	'dropped packets': '203.0.113.200',
	'no route': '192.0.2.1',
	'unknown name': 'no-such-host.lab',
};

async function targetOf(mode: Mode, directory: string): Promise<Target> {
	const name = nameOf(mode);
	const place = mode.upstream.place ?? 'port';
	const elsewhere = hosts[place];
	return {
		mode: mode.id,
		name,
		path: `/${name}/`,
		scheme: mode.https ? 'https' : 'http',
		host: elsewhere ?? (mode.https ? 'upstream.lab' : '127.0.0.1'),
		port: elsewhere ? 80 : await freePort(),
		socket: place.endsWith('socket') ? join(directory, `${name}.sock`) : undefined,
		verify: mode.https === 'verified',
		keepAlive: mode.keepAlive ?? false,
		resolve: mode.resolves,
	};
}

async function open(
	mode: Mode,
	{ port, socket }: Target,
	certificates: Certificates,
	helpers: ChildProcess[],
): Promise<Server | undefined> {
	const server = () => serverFor(mode, certificates);
	switch (mode.upstream.place ?? 'port') {
		case 'port':
			return listening(server(), { port, host: '127.0.0.1' });
		case 'socket':
		case 'denied socket': {
			const opened = await listening(server(), { path: socket });
			// Nobody but root may write to a socket of mode 000; gateways do not run as root.
			chmodSync(socket ?? '', mode.upstream.place === 'socket' ? 0o666 : 0o000);
			return opened;
		}
		case 'stale socket':
			await leaveStaleSocket(socket ?? '');
			return undefined;
		case 'full backlog':
			helpers.push(await fillBacklog(port));
			return undefined;
		default:
			return undefined;
	}
}

async function listening(server: Server, where: { port?: number; host?: string; path?: string }): Promise<Server> {
	server.listen(where);
	await once(server, 'listening');
	return server;
}

function serverFor({ upstream }: Mode, certificates: Certificates): Server {
	const { tls, http2, behaves = {} } = upstream;
	const chosen = tls && certificates[tls.certificate];
	const keys = chosen && { cert: chosen.certificate, key: chosen.key };
	if (http2) {
		const secure = keys && createSecureServer({ ...keys, allowHTTP1: false, ALPNProtocols: ['h2'] });
		// To a client without ALPN it says nothing. It reads on until the end: unread bytes would make a reset of the close.
		secure?.on('unknownProtocol', (socket: Socket) => socket.resume().end());
		const server = secure ?? createHttp2Server();
		server.on('sessionError', () => {});
		server.on('request', (_request, response) => {
			response.writeHead(200, { 'content-type': 'text/plain' });
			response.end('hello over HTTP/2\n');
		});
		return server;
	}
	const serve = (socket: Socket) => behave(socket, [behaves].flat());
	if (!tls || !keys) return createServer({ allowHalfOpen: true }, serve);
	return createTlsServer({ ...keys, ...tlsOptions(tls, keys) }, serve).on('tlsClientError', () => {});
}

function tlsOptions({ needsName, version }: UpstreamTls, keys: { cert: string; key: string }): object {
	const context = createSecureContext(keys);
	return {
		...(needsName && {
			// Without a certificate to fall back to, a handshake without a name has none to choose.
			cert: undefined,
			key: undefined,
			SNICallback: (name: string, choose: (error: Error | null, chosen?: typeof context) => void) =>
				name === 'upstream.lab' ? choose(null, context) : choose(new Error('unrecognized name')),
		}),
		// OpenSSL 3 has TLS 1.0 only at security level 0.
		...(version && { minVersion: version, maxVersion: version, ciphers: 'DEFAULT@SECLEVEL=0' }),
	};
}

/** Serves one connection: the first behaviour for its first request, the second for its second, the last for all others. */
function behave(socket: Socket, behaviours: readonly Behaviour[]): void {
	socket.on('error', () => {});
	const nth = (index: number): Behaviour => behaviours[Math.min(index, behaviours.length - 1)] ?? {};
	const first = nth(0);
	if (first.on === 'accept') {
		socket.resume();
		void act(socket, first);
		return;
	}
	let received = '';
	let requests = 0;
	socket.on('data', (data) => {
		received += data.toString('latin1');
		for (;;) {
			const behaviour = nth(requests);
			const taken = behaviour.on === 'bytes' ? received.length : lengthOfRequest(received, behaviour.deaf ?? false);
			if (taken === 0) return;
			received = received.slice(taken);
			requests++;
			if (behaviour.deaf) socket.pause();
			void act(socket, behaviour);
			if (behaviour.ends) return;
		}
	});
	socket.on('end', () => socket.end());
}

async function act(socket: Socket, { after, send, drip, ends, pause = 120 }: Behaviour): Promise<void> {
	const sleep = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
	if (after) await sleep(after);
	const bytes = typeof send === 'string' ? Buffer.from(send, 'latin1') : Buffer.from(send ?? []);
	for (let at = 0; drip && at < bytes.length - 1 && !socket.destroyed; at++) {
		socket.write(bytes.subarray(at, at + 1));
		await sleep(drip);
	}
	if (socket.destroyed) return;
	if (bytes.length > 0) socket.write(drip ? bytes.subarray(-1) : bytes);
	if (!ends) return;
	if (pause > 0) await sleep(pause);
	if (ends === 'close') socket.end();
	else socket.resetAndDestroy();
}

/**
 * The length of the first request in a text, with its body; 0 as long as it is not complete.
 *
 * @param headOnly the body does not count
 */
export function lengthOfRequest(text: string, headOnly: boolean): number {
	const end = text.indexOf('\r\n\r\n');
	if (end < 0) return 0;
	const head = text.slice(0, end + 4);
	if (headOnly) return head.length;
	if (/^transfer-encoding: *chunked/im.test(head)) {
		const last = text.indexOf('0\r\n\r\n', head.length);
		return last < 0 ? 0 : last + 5;
	}
	const length = head.length + Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
	return text.length < length ? 0 : length;
}

/** A process that binds a socket and is killed leaves the file behind. */
async function leaveStaleSocket(path: string): Promise<void> {
	const script = `require('net').createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, 'SIGKILL'))`;
	await once(spawn(process.execPath, ['-e', script], { stdio: 'ignore' }), 'exit');
	chmodSync(path, 0o666);
}

/** A process that listens with the shortest queue and is stopped before it accepts; then the queue is filled. */
async function fillBacklog(port: number): Promise<ChildProcess> {
	const listen = `{ port: ${port}, host: '127.0.0.1', backlog: 1 }`;
	const script = `require('net').createServer().listen(${listen}, () => { console.log('up'); process.kill(process.pid, 'SIGSTOP'); })`;
	const helper = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'ignore'] });
	await once(helper.stdout, 'data');
	for (let count = 0; count < 4; count++) connect(port, '127.0.0.1').on('error', () => {});
	return helper;
}
