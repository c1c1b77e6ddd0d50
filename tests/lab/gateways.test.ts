import { describe, expect, test } from 'vitest';
import { nameOf, type Target } from '../../lab/gateway.ts';
import { gateways } from '../../lab/gateways/index.ts';
import { moments, needsNamespace } from '../../lab/mode.ts';
import { modes } from '../../lab/modes/index.ts';
import { configurationOf, type Recording } from '../../lab/recording.ts';
import { configurationFor, insertionsInto } from '../../lab/runner/configuration.ts';
import { sourceOf } from '../../lab/runner/install.ts';
import { ignored } from '../../lab/runner/work.ts';
import { recording } from './fixtures.ts';

describe('the modes', () => {
	test('are as many as the handbook says, each with a name of its own', () => {
		expect(modes.length).toBeGreaterThanOrEqual(87);
		expect(new Set(modes.map(({ id }) => id)).size).toBe(modes.length);
		expect(new Set(modes.map(nameOf).map(({ length }) => length))).toEqual(new Set([32]));
	});

	test.each(modes.map((mode) => [mode.id, mode] as const))('%s says what it does in one sentence', (_id, mode) => {
		expect(mode.says).toMatch(/^[A-Z].{10,120}[^.]\.$/);
		expect(moments).toContain(mode.moment);
		for (const gateway of Object.keys(mode.allowed ?? {})) expect(gateways.map(({ id }) => id)).toContain(gateway);
	});

	test('have a well-behaved twin for each way of reaching an upstream', () => {
		const twins = modes.filter(({ healthy }) => healthy);
		expect(twins.some(({ https }) => https === 'verified')).toBe(true);
		expect(twins.some(({ keepAlive }) => keepAlive)).toBe(true);
		expect(twins.some(({ upstream }) => upstream.place === 'socket')).toBe(true);
		expect(twins.some(({ visit }) => visit?.method === 'POST')).toBe(true);
		expect(twins.filter((mode) => !needsNamespace(mode)).map(({ id }) => id)).toContain('ok');
	});
});

/** Targets as the upstreams would give them, without opening anything. */
const targets: readonly Target[] = modes.map((mode, index) => ({
	mode: mode.id,
	name: nameOf(mode),
	path: `/${nameOf(mode)}/`,
	scheme: mode.https ? 'https' : 'http',
	host: mode.https ? 'upstream.lab' : mode.upstream.place === 'unknown name' ? 'no-such-host.lab' : '127.0.0.1',
	port: 21_000 + index,
	socket: mode.upstream.place?.endsWith('socket') ? `/run/lab/${mode.id}.sock` : undefined,
	verify: mode.https === 'verified',
	keepAlive: mode.keepAlive ?? false,
	resolve: mode.resolves,
}));

const asIs = (text: string): string => text;

describe.each(gateways.map((gateway) => [gateway.id, gateway] as const))('the adapter of %s', (id, gateway) => {
	const known = targets.filter((target) => ignored(gateway, target) === undefined);
	const site = {
		directory: '/lab',
		port: 21_999,
		targets: known,
		authority: '/lab/ca.pem',
		limits: { connect: 1, read: 2 },
		installed: '/lab/installed',
	};

	test('is called as its file, and says how to install what it needs', () => {
		expect(id).toMatch(/^[a-z][a-z0-9.-]*$/);
		expect(sourceOf(gateway)).not.toBe('');
		expect(gateway.logs.filter(({ access }) => access)).toHaveLength(1);
	});

	test('serves the plainest upstream, and says why it ignores others', () => {
		expect(known.map(({ mode }) => mode)).toContain('ok');
		for (const target of targets) expect(ignored(gateway, target)).not.toBe('');
	});

	test('adds lines for a mode, so that a recording can show the configuration of each alone', () => {
		const { configuration, partOf } = configurationFor(gateway, site, asIs);
		for (const target of known) {
			const cell = { outcome: '200', request: '', elapsed: '', part: partOf.get(target.mode) ?? '' };
			const shown = configurationOf({ ...recording, configuration } satisfies Recording, cell);
			const written = gateway.setup({ ...site, targets: [target] }).files;
			const withoutBlankLines = (text: string) =>
				text
					.split('\n')
					.filter((line) => line.trim() !== '')
					.join('\n');
			for (const [file, text] of Object.entries(written))
				expect(shown[file]?.trimEnd()).toBe(withoutBlankLines(text).trimEnd());
		}
	});
});

test.each([
	[['a', 'c'], ['a', 'b', 'c'], { '1': ['b'] }],
	[['a', '}'], ['a', '}', 'b', '}'], { '2': ['b', '}'] }],
	[['a'], ['a', 'b', 'c'], { '1': ['b', 'c'] }],
	[[], ['a'], { '0': ['a'] }],
	[['a'], ['a'], {}],
	[['a', 'b'], ['a', 'c'], undefined],
])('what %j needs to become %j', (common, whole, insertions) => {
	expect(insertionsInto(common, whole)).toEqual(insertions);
});
