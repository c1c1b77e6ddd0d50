import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Gateway } from '../gateway.ts';
import { type Mode, needsNamespace } from '../mode.ts';
import { modeCalled } from '../modes/index.ts';
import { makeCertificates } from './certificates.ts';
import { startDns } from './dns.ts';
import { Instance, NotReady } from './instance.ts';
import { ignored, limits } from './matrix.ts';
import { enterNamespace, isInNamespace, knownNames } from './namespace.ts';
import { freePort } from './ports.ts';
import { installedVersion } from './program.ts';
import { startUpstreams } from './upstream.ts';

/** Keeps one gateway with one broken upstream running, for a person to look at, until the person stops it. */
export async function serve(
	gateway: Gateway,
	mode: Mode,
	directory: string,
	print: (...lines: readonly string[]) => void,
): Promise<number> {
	if (!installedVersion(gateway)) throw new Error(`${gateway.program} is not installed: ${gateway.install}`);
	const reason = isInNamespace() ? undefined : needsNamespace(mode);
	if (reason !== undefined) throw new Error(`${mode.id} cannot be served without a namespace: ${reason}.`);
	const shared = join(directory, 'upstreams');
	mkdirSync(shared);
	const certificates = makeCertificates();
	const authority = join(shared, 'authority.pem');
	writeFileSync(authority, certificates.authority);
	if (isInNamespace()) await startDns(knownNames);
	const { targets, stop } = await startUpstreams([...new Set([modeCalled('ok'), mode])], certificates, shared);
	const target = targets.find((candidate) => candidate.mode === mode.id);
	if (!target) throw new Error(`${mode.id} has no upstream.`);
	const because = ignored(gateway, target);
	if (because !== undefined) throw new Error(`${gateway.id} cannot be put into ${mode.id}: ${because}.`);

	const site = { directory: join(directory, gateway.id), port: await freePort(), targets, authority, limits };
	const instance = new Instance(gateway, site);
	try {
		await instance.boot();
	} catch (error) {
		if (!(error instanceof NotReady)) throw error;
		print(`${gateway.id} does not start with ${mode.id}: ${error.message}.`, ...[...error.log.values()].flat());
		return 1;
	}
	const enter = isInNamespace() ? enterNamespace() : '';
	const method = { GET: '', HEAD: ' --head', POST: ' --data-binary @/dev/zero' }[mode.visit?.method ?? 'GET'];
	const files = Object.keys(gateway.setup(site).files).map((file) => join(site.directory, file));
	print(
		mode.says,
		'',
		`  ${enter}curl -i${method} -H 'Host: lab.example' http://127.0.0.1:${site.port}${target.path}`,
		'',
		`A well-behaved upstream: ${enter}curl -i -H 'Host: lab.example' http://127.0.0.1:${site.port}/app_ok/`,
		`Configuration: ${files.join(' ')}`,
		`Logs:          ${gateway.logs.map(({ file }) => join(site.directory, file)).join(' ')}`,
		'',
		'Ctrl-C ends it.',
	);
	await new Promise<void>((resolve) => {
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, resolve);
	});
	await instance.stop();
	stop();
	return 0;
}
