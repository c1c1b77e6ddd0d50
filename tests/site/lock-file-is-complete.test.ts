import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { expectNone } from '../support/faults.ts';

interface Lock {
	packages: Record<
		string,
		{ version?: string; optionalDependencies?: Record<string, string>; integrity?: string; link?: boolean }
	>;
}

// Packages for other systems are optional dependencies. A registry that lacks one of them leaves it out of the lock
// file without a word, and then `npm ci` refuses the lock file on every machine.
it('has an entry for every optional dependency of every package', () => {
	const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock;
	const missing: string[] = [];
	let optional = 0;
	for (const [path, { optionalDependencies = {} }] of Object.entries(packages)) {
		for (const name of Object.keys(optionalDependencies)) {
			optional += 1;
			// Node looks beside the package, then in each folder above.
			const folders =
				path === ''
					? ['']
					: [
							`${path}/`,
							...path
								.split(/(?<=\/)node_modules\//)
								.slice(0, -1)
								.map((_part, index, parts) => parts.slice(0, index + 1).join('node_modules/')),
							'',
						];
			if (!folders.some((folder) => `${folder}node_modules/${name}` in packages))
				missing.push(`${path || 'package.json'} wants ${name}`);
		}
	}
	expect(optional).toBeGreaterThan(20);
	expectNone(missing);
});

it('has a checksum for every package', () => {
	const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as Lock;
	expectNone(
		Object.entries(packages)
			.filter(([path, { integrity, link }]) => path !== '' && !link && !integrity)
			.map(([path]) => path),
	);
});
