import type { Mode } from '../mode.ts';
import { ok } from './wire.ts';

const behaves = { send: ok() };

/** The handshake between gateway and upstream. */
export const modes: readonly Mode[] = [
	{
		id: 'tls-ok',
		says: 'The upstream has a certificate of an authority that the gateway trusts.',
		moment: 'secure',
		healthy: true,
		https: 'verified',
		upstream: { behaves, tls: { certificate: 'good' } },
	},
	{
		id: 'tls-selfsigned',
		says: 'The certificate is self-signed, and the gateway verifies certificates.',
		moment: 'secure',
		https: 'verified',
		upstream: { behaves, tls: { certificate: 'self-signed' } },
	},
	{
		id: 'tls-selfsigned-default',
		says: 'The certificate is self-signed, and the gateway does what it does by default.',
		moment: 'secure',
		https: 'default',
		upstream: { behaves, tls: { certificate: 'self-signed' } },
	},
	{
		id: 'tls-expired',
		says: 'The certificate has expired.',
		moment: 'secure',
		https: 'verified',
		upstream: { behaves, tls: { certificate: 'expired' } },
	},
	{
		id: 'tls-wrongname',
		says: 'The certificate is for another name.',
		moment: 'secure',
		https: 'verified',
		upstream: { behaves, tls: { certificate: 'other-name' } },
	},
	{
		id: 'tls-sni-required',
		says: 'The upstream refuses a handshake that does not name it (SNI).',
		moment: 'secure',
		https: 'default',
		upstream: { behaves, tls: { certificate: 'good', needsName: true } },
	},
	{
		id: 'tls-old-version',
		says: 'The upstream speaks TLS 1.0 only.',
		moment: 'secure',
		https: 'verified',
		upstream: { behaves, tls: { certificate: 'good', version: 'TLSv1' } },
	},
	{
		id: 'tls-to-plain',
		says: 'The gateway speaks TLS to a port that speaks plain HTTP and answers 400.',
		moment: 'secure',
		https: 'verified',
		upstream: {
			behaves: { on: 'bytes', send: 'HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n', ends: 'close' },
		},
	},
	{
		id: 'tls-handshake-hang',
		says: 'The upstream accepts the connection and never answers the handshake.',
		moment: 'secure',
		https: 'verified',
		upstream: { behaves: { on: 'accept' } },
	},
];
