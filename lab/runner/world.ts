import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Limits, Target } from '../gateway.ts';
import { type Mode, needsNamespace } from '../mode.ts';
import { makeCertificates } from './certificates.ts';
import { startDns } from './dns.ts';
import { isInNamespace, knownNames } from './namespace.ts';
import { startUpstreams } from './upstream.ts';

/** Seconds. Shorter than any default, so that a run takes minutes; upstreams that are too slow take 3. */
export const limits: Limits = { connect: 1, read: 2 };

/** All that gateways meet: the broken upstreams, the authority of their certificates, and a resolver. */
export interface World {
	targets: readonly Target[];
	/** The folder of sockets and certificates. */
	shared: string;
	/** The file of the authority that gateways shall trust. */
	authority: string;
	close: () => void;
}

/**
 * Opens a world for some modes; those that need a namespace are left out where there is none.
 *
 * @param directory a folder of the run
 */
export async function openWorld(modes: readonly Mode[], directory: string): Promise<World> {
	const shared = join(directory, 'upstreams');
	mkdirSync(shared, { recursive: true });
	const certificates = makeCertificates();
	const authority = join(shared, 'authority.pem');
	writeFileSync(authority, certificates.authority);
	const dns = isInNamespace() ? await startDns(knownNames) : undefined;
	const possible = modes.filter((mode) => isInNamespace() || !needsNamespace(mode));
	const { targets, stop } = await startUpstreams(possible, certificates.upstreams, shared);
	return {
		targets,
		shared,
		authority,
		close: () => {
			stop();
			dns?.close();
			rmSync(shared, { recursive: true, force: true });
		},
	};
}
