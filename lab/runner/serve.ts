import { join } from 'node:path';
import type { Gateway, Target } from '../gateway.ts';
import { type Mode, needsNamespace } from '../mode.ts';
import { modeCalled } from '../modes/index.ts';
import { scenarios } from '../scenarios/index.ts';
import { installedFolder } from './install.ts';
import { Instance, NotReady } from './instance.ts';
import { enterNamespace, isInNamespace } from './namespace.ts';
import { freePort } from './ports.ts';
import { installedVersion, notInstalled } from './program.ts';
import { ignored } from './work.ts';
import { limits, openWorld } from './world.ts';

/** Keeps one gateway with one broken upstream running, for a person to look at, until the person stops it. */
export async function serve(
	gateway: Gateway,
	mode: Mode,
	directory: string,
	print: (...lines: readonly string[]) => void,
): Promise<number> {
	if (!installedVersion(gateway)) throw new Error(`${notInstalled(gateway)}.`);
	const reason = isInNamespace() ? undefined : needsNamespace(mode);
	if (reason !== undefined) throw new Error(`${mode.id} cannot be served without a namespace: ${reason}.`);
	const world = await openWorld([...new Set([modeCalled('ok'), mode])], directory);
	// As short as recordings write them; here nothing has to be told apart.
	const targets = world.targets.map((target) => named(target, target.mode === mode.id ? 'app' : 'ok'));
	const [target] = targets.filter(({ name }) => name === 'app');
	const because = target && ignored(gateway, target);
	if (because !== undefined) throw new Error(`${gateway.id} cannot be put into ${mode.id}: ${because}.`);

	const port = await freePort();
	const site = {
		directory: join(directory, gateway.id),
		port,
		targets,
		authority: world.authority,
		limits,
		installed: installedFolder(gateway.install),
	};
	const instance = new Instance(gateway, site);
	try {
		await instance.boot();
	} catch (error) {
		if (!(error instanceof NotReady)) throw error;
		print(`${mode.says} With that, ${gateway.id} ${error.message}:`, '', ...[...error.log.values()].flat());
		world.close();
		return 1;
	}
	const enter = isInNamespace() ? enterNamespace() : '';
	const curl = `${enter}curl -i -H 'Host: lab.example'`;
	const file = (name: string) => `  ${join(site.directory, name)}`;
	print(
		`${gateway.id}: ${mode.says}`,
		...['', `  ${curl}${optionsFor(mode)} http://127.0.0.1:${port}/app/`],
		...(mode.id === 'ok'
			? []
			: ['', 'The same gateway with an upstream in good order:', '', `  ${curl} http://127.0.0.1:${port}/ok/`]),
		...[
			'',
			`Configuration and logs${enter && `, to be read with ${enter}cat`}:`,
			'',
			...Object.keys(gateway.setup(site).files).map(file),
		],
		...gateway.logs.map((log) => file(log.file)),
		...fixesOf(gateway, mode),
		...['', 'Ctrl-C ends it.'],
	);
	await new Promise<void>((resolve) => {
		for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, resolve);
	});
	await instance.stop();
	world.close();
	return 0;
}

/** What to serve instead to see such a failure, and the fix that ends it. */
function fixesOf(gateway: Gateway, mode: Mode): string[] {
	const fixes = scenarios.filter(
		(scenario) => scenario.gateway.product === gateway.product && scenario.like === mode.id,
	);
	if (fixes.length === 0) return [];
	return [
		'',
		'With a fix that can be applied while it runs:',
		'',
		...fixes.map(({ id }) => `  npm run lab -- serve ${id}`),
	];
}

const named = (target: Target, name: string): Target => ({ ...target, name, path: `/${name}/` });

/** What curl must be told to make the request of a mode. */
function optionsFor({ visit }: Mode): string {
	if (visit?.method === 'HEAD') return ' --head';
	if (typeof visit?.body === 'string') return ` --data ${visit.body}`;
	// Too large for an argument: a file of zeros of that length.
	if (visit?.body !== undefined) return ` --data-binary @<(head -c ${visit.body} /dev/zero)`;
	return '';
}
