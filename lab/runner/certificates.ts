import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';
import type { CertificateName } from '../mode.ts';

/**
 * The lab's certificates, written from scratch: X.509 v3 (RFC 5280) in DER, signed with RSA and SHA-256.
 *
 * The openssl program can only make an expired certificate with a whole authority on disk; forty lines of DER can do it
 * with dates.
 */

export interface Certificate {
	/** PEM. */
	certificate: string;
	/** PEM, PKCS #8. */
	key: string;
}

/** All certificates of the lab, and the authority that gateways are told to trust. */
export function makeCertificates(): { authority: string; upstreams: Record<CertificateName, Certificate> } {
	const authorityKeys = generateKeyPairSync('rsa', { modulusLength: 2048 });
	const authority = { name: 'lab authority', key: authorityKeys.privateKey };
	const valid: Validity = ['200101000000Z', '400101000000Z'];
	const issue = (name: string, validity: Validity, by?: Issuer): Certificate => {
		const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
		return {
			certificate: certificate({ name, validity, key: publicKey, issuer: by ?? { name, key: privateKey } }),
			key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
		};
	};
	return {
		authority: certificate({
			name: authority.name,
			validity: valid,
			key: authorityKeys.publicKey,
			issuer: authority,
			isAuthority: true,
		}),
		upstreams: {
			good: issue('upstream.lab', valid, authority),
			'self-signed': issue('upstream.lab', valid),
			expired: issue('upstream.lab', ['200101000000Z', '210101000000Z'], authority),
			'other-name': issue('other.lab', valid, authority),
		},
	};
}

type Validity = readonly [from: string, to: string];

interface Issuer {
	name: string;
	key: KeyObject;
}

interface Wanted {
	name: string;
	validity: Validity;
	key: KeyObject;
	issuer: Issuer;
	isAuthority?: boolean;
}

function certificate({ name, validity, key, issuer, isAuthority }: Wanted): string {
	const algorithm = sequence(oid(1, 2, 840, 113549, 1, 1, 11), node(0x05));
	const extensions = isAuthority
		? [extension(oid(2, 5, 29, 19), sequence(node(0x01, Buffer.from([0xff]))), true)]
		: [
				extension(oid(2, 5, 29, 17), sequence(node(0x82, Buffer.from(name)))),
				extension(oid(2, 5, 29, 37), sequence(oid(1, 3, 6, 1, 5, 5, 7, 3, 1))),
			];
	const body = sequence(
		node(0xa0, node(0x02, Buffer.from([2]))),
		node(0x02, Buffer.concat([Buffer.from([0x01]), randomBytes(8)])),
		algorithm,
		commonName(issuer.name),
		sequence(...validity.map((date) => node(0x17, Buffer.from(date)))),
		commonName(name),
		key.export({ type: 'spki', format: 'der' }),
		node(0xa3, sequence(...extensions)),
	);
	const signature = sign('sha256', body, issuer.key);
	return pem(sequence(body, algorithm, node(0x03, Buffer.concat([Buffer.from([0]), signature]))));
}

/** One value of DER: a tag, the length of what it holds, and what it holds. */
function node(tag: number, ...parts: readonly Buffer[]): Buffer {
	const content = Buffer.concat(parts);
	const bytes: number[] = [];
	for (let rest = content.length; rest > 0; rest >>>= 8) bytes.unshift(rest & 0xff);
	const length = content.length < 0x80 ? [content.length] : [0x80 | bytes.length, ...bytes];
	return Buffer.concat([Buffer.from([tag, ...length]), content]);
}

const sequence = (...parts: readonly Buffer[]): Buffer => node(0x30, ...parts);

const commonName = (name: string): Buffer =>
	sequence(node(0x31, sequence(oid(2, 5, 4, 3), node(0x0c, Buffer.from(name)))));

const extension = (id: Buffer, value: Buffer, critical = false): Buffer =>
	sequence(id, ...(critical ? [node(0x01, Buffer.from([0xff]))] : []), node(0x04, value));

/** An object identifier: the first two numbers in one byte, the others in groups of seven bits. */
function oid(first: number, second: number, ...rest: readonly number[]): Buffer {
	const groups = rest.flatMap((value) => {
		const bytes = [value & 0x7f];
		for (let left = value >>> 7; left > 0; left >>>= 7) bytes.unshift((left & 0x7f) | 0x80);
		return bytes;
	});
	return node(0x06, Buffer.from([first * 40 + second, ...groups]));
}

const pem = (der: Buffer): string =>
	`-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`;
