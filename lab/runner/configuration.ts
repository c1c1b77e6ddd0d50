import { createHash } from 'node:crypto';
import type { Gateway, Setup, Site } from '../gateway.ts';
import type { Configuration, Insertions } from '../recording.ts';

/**
 * The configuration of a gateway as a recording keeps it: what all modes have in common, and what each adds to it.
 *
 * @param site as a running gateway got it
 * @param normal replaces what varies
 * @returns the configuration, and mode → key of its part
 */
export function configurationFor(
	gateway: Gateway,
	site: Site,
	normal: (text: string) => string,
): { configuration: Configuration; partOf: ReadonlyMap<string, string> } {
	const common = gateway.setup({ ...site, targets: [] });
	const files = linesOf(common, normal);
	const parts = new Map<string, Record<string, Insertions>>();
	const partOf = new Map<string, string>();
	for (const target of site.targets) {
		const whole = linesOf(gateway.setup({ ...site, targets: [target] }), normal);
		const part = Object.fromEntries(
			Object.entries(whole).map(([file, lines]) => {
				const insertions = insertionsInto(files[file] ?? [], lines);
				if (!insertions) throw new Error(`${gateway.id}: ${file} does more than add lines for ${target.mode}.`);
				return [file, insertions];
			}),
		);
		const key = keyOf(part);
		parts.set(key, part);
		partOf.set(target.mode, key);
	}
	return {
		configuration: {
			command: common.command.map(normal),
			...(common.environment && { environment: mapValues(common.environment, normal) }),
			files,
			parts: Object.fromEntries(parts),
		},
		partOf,
	};
}

/**
 * What to insert into some lines to get others.
 *
 * @returns line number → lines that come before it; `undefined` when lines would have to go as well
 */
export function insertionsInto(common: readonly string[], whole: readonly string[]): Insertions | undefined {
	const insertions: Record<string, string[]> = {};
	let at = 0;
	for (const line of whole) {
		if (line === common[at]) at++;
		else insertions[at] = [...(insertions[at] ?? []), line];
	}
	return at === common.length ? insertions : undefined;
}

const linesOf = ({ files }: Setup, normal: (text: string) => string): Record<string, string[]> =>
	mapValues(files, (text) =>
		normal(text)
			.split('\n')
			.filter((line) => line.trim() !== ''),
	);

const mapValues = <From, To>(record: Record<string, From>, to: (value: From) => To): Record<string, To> =>
	Object.fromEntries(Object.entries(record).map(([key, value]) => [key, to(value)]));

/** Modes that are told to a gateway alike share a part. Its key depends on nothing else, so that a new mode moves none. */
const keyOf = (part: Record<string, Insertions>): string =>
	`part-${createHash('sha256').update(JSON.stringify(part)).digest('hex').slice(0, 8)}`;
