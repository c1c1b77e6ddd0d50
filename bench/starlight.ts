import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { MadeEntry } from './entries.ts';
import { measuredRun, type Run } from './measured-run.ts';

/** Entries in Starlight's sidebar, as in the study's baselines. */
const sidebarEntries = 40;

/**
 * Prepares the scratch project of the peer: its own locked packages, and one page for each of our pages.
 *
 * @param from `bench/starlight`
 * @param to the scratch folder
 * @throws {Error} with npm's output when the packages cannot be installed
 */
export async function prepareStarlight(from: string, to: string, entries: readonly MadeEntry[]): Promise<void> {
	await mkdir(join(to, 'src'), { recursive: true });
	for (const file of ['package.json', 'package-lock.json', 'astro.config.mjs'])
		await cp(join(from, file), join(to, file));
	await cp(join(from, 'content.config.mjs'), join(to, 'src/content.config.mjs'));
	const npm = process.env.npm_execpath;
	const [command, ...start] = npm ? [process.execPath, npm] : ['npm'];
	const installed = await measuredRun(
		command ?? 'npm',
		[...start, 'ci', '--no-audit', '--no-fund', '--prefer-offline'],
		{ cwd: to },
	);
	if (installed.status !== 0) throw new Error(`Starlight could not be installed:\n${installed.output}`);

	const docs = join(to, 'src/content/docs');
	await rm(docs, { recursive: true, force: true });
	const pages = entries.filter(({ collection }) => collection !== 'sources');
	const byName = new Map(
		entries.flatMap(
			(entry) =>
				[
					[entry.id, entry],
					[`${entry.collection}/${entry.id}`, entry],
				] as const,
		),
	);
	for (const entry of pages) {
		const path = join(docs, entry.collection, `${entry.id}.md`);
		await mkdir(dirname(path), { recursive: true });
		await writeFile(path, asPlainPage(entry, byName));
	}
	await writeFile(join(docs, 'index.md'), '---\ntitle: Start\n---\n\nThe pages of the benchmark.\n');
	const links = pages
		.slice(0, sidebarEntries)
		.map(({ collection, id, data }) => ({ label: String(data.title), link: `/${collection}/${id}/` }));
	await writeFile(join(to, 'sidebar.json'), JSON.stringify([{ label: 'Pages', items: links }]));
}

/** One cold build. */
export async function buildStarlight(dir: string): Promise<Run> {
	for (const cache of ['dist', '.astro', 'node_modules/.astro', 'node_modules/.vite'])
		await rm(join(dir, cache), { recursive: true, force: true });
	return measuredRun(process.execPath, [join(dir, 'node_modules/astro/bin/astro.mjs'), 'build', '--silent'], {
		cwd: dir,
		env: { ASTRO_TELEMETRY_DISABLED: '1' },
	});
}

type Entries = ReadonlyMap<string, MadeEntry>;

/** An entry as a page of plain Markdown with about the same words: fields as text, components as what they show, cited sources at the end. */
function asPlainPage({ data, body }: MadeEntry, entries: Entries): string {
	const { title, summary, ...fields } = data;
	const cited = new Set<string>();
	const text = body
		.replace(/<Cite source="([^"]*)" at="([^"]*)" \/>/g, (_whole, source: string) => {
			cited.add(source);
			return ` (${entries.get(`sources/${source}`)?.data.short})`;
		})
		.replace(/<Status code="(\d+)" \/>/g, '$1 Bad Gateway');
	const rows = asList(fields, entries, cited, 0);
	const sources = [...cited].map((id) =>
		Object.entries(entries.get(`sources/${id}`)?.data ?? {})
			.map(([name, value]) => (name === 'url' ? '' : `${value}.`))
			.join(' '),
	);
	return `---\ntitle: ${JSON.stringify(title)}\ndescription: ${JSON.stringify(summary)}\n---\n\n${summary}\n\n${rows}\n\n${text}\n\n## Sources\n\n${sources.map((source) => `- ${source}`).join('\n')}\n`;
}

function asList(value: object, entries: Entries, cited: Set<string>, depth: number): string {
	const indent = '  '.repeat(depth);
	const items = Array.isArray(value)
		? value.map((item) => ['', item] as const)
		: Object.entries(value).map(([name, item]) => [`**${name}:** `, item] as const);
	return items
		.map(([label, item]: readonly [string, unknown]) => {
			if (typeof item === 'object' && item !== null)
				return `${indent}- ${label.trim()}\n${asList(item, entries, cited, depth + 1)}`;
			return `${indent}- ${label}${asText(String(item), `${indent}  `, entries, cited)}`;
		})
		.join('\n');
}

/** A reference reads as a link with what the page behind it says about itself, as our lists do; lines of code as a block. */
function asText(text: string, indent: string, entries: Entries, cited: Set<string>): string {
	const target = entries.get(text);
	if (target?.collection === 'sources') cited.add(target.id);
	if (target)
		return target.data.summary
			? `[${target.data.title}](/${target.collection}/${target.id}/) ${target.data.summary}`
			: String(target.data.short);
	return text.includes('\n') ? ['', '', '```', ...text.split('\n'), '```'].join(`\n${indent}`) : text;
}
