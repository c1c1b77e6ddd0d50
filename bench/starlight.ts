import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { MadeEntry } from './entries.ts';
import { measuredRun, type Run } from './measured-run.ts';

/** Entries in Starlight's sidebar, as in the study's baselines. */
const sidebarEntries = 40;

/**
 * Prepares the scratch project of the peer: its own locked packages, and one page for each of our pages.
 *
 * @returns the milliseconds that installing took
 * @throws {Error} with npm's output when the packages cannot be installed
 */
export async function prepareStarlight(from: string, to: string, entries: readonly MadeEntry[]): Promise<void> {
	await mkdir(join(to, 'src'), { recursive: true });
	for (const file of ['package.json', 'package-lock.json', 'astro.config.mjs']) await cp(join(from, file), join(to, file));
	await cp(join(from, 'content.config.mjs'), join(to, 'src/content.config.mjs'));
	const npm = process.env.npm_execpath;
	const [command, ...start] = npm ? [process.execPath, npm] : ['npm'];
	const installed = await measuredRun(command ?? 'npm', [...start, 'ci', '--no-audit', '--no-fund', '--prefer-offline'], { cwd: to });
	if (installed.status !== 0) throw new Error(`Starlight could not be installed:\n${installed.output}`);

	const docs = join(to, 'src/content/docs');
	await rm(docs, { recursive: true, force: true });
	const pages = entries.filter(({ collection }) => collection !== 'sources');
	const titles = new Map(entries.map(({ collection, id, data }) => [`${collection}/${id}`, String(data.short ?? data.title)]));
	for (const entry of pages) {
		const path = join(docs, entry.collection, `${entry.id}.md`);
		await mkdir(dirname(path), { recursive: true });
		await writeFile(path, asPlainPage(entry, titles));
	}
	await writeFile(join(docs, 'index.md'), '---\ntitle: Start\n---\n\nThe pages of the benchmark.\n');
	const links = pages.slice(0, sidebarEntries).map(({ collection, id, data }) => ({ label: String(data.title), link: `/${collection}/${id}/` }));
	await writeFile(join(to, 'sidebar.json'), JSON.stringify([{ label: 'Pages', items: links }]));
}

/** One cold build. */
export async function buildStarlight(dir: string): Promise<Run> {
	for (const cache of ['dist', '.astro', 'node_modules/.astro', 'node_modules/.vite']) await rm(join(dir, cache), { recursive: true, force: true });
	return measuredRun(process.execPath, [join(dir, 'node_modules/astro/bin/astro.mjs'), 'build', '--silent'], {
		cwd: dir,
		env: { ASTRO_TELEMETRY_DISABLED: '1' },
	});
}

/** An entry as a page of plain Markdown with the same words: the fields as text, components as what they show. */
function asPlainPage({ data, body }: MadeEntry, titles: ReadonlyMap<string, string>): string {
	const { title, summary, ...fields } = data;
	const text = body
		.replace(/<Cite source="([^"]*)" at="([^"]*)" \/>/g, (_whole, source: string, at: string) => ` (${titles.get(`sources/${source}`)}, ${at})`)
		.replace(/<Status code="(\d+)" \/>/g, '$1');
	return `---\ntitle: ${JSON.stringify(title)}\ndescription: ${JSON.stringify(summary)}\n---\n\n${summary}\n\n${asList(fields, titles, 0)}\n\n${text}\n`;
}

function asList(value: unknown, titles: ReadonlyMap<string, string>, depth: number): string {
	const indent = '  '.repeat(depth);
	if (Array.isArray(value)) return value.map((item) => asItem('', item, titles, depth, indent)).join('\n');
	return Object.entries(value as object)
		.map(([name, item]) => asItem(`**${name}:** `, item, titles, depth, indent))
		.join('\n');
}

function asItem(label: string, value: unknown, titles: ReadonlyMap<string, string>, depth: number, indent: string): string {
	if (typeof value === 'object' && value !== null) return `${indent}- ${label.trim()}\n${asList(value, titles, depth + 1)}`;
	const text = String(value);
	const title = titles.get(text);
	const shown = title ? `[${title}](/${text}/)` : text.includes('\n') ? `\n\n${indent}  \`\`\`\n${indent}  ${text.replaceAll('\n', `\n${indent}  `)}\n${indent}  \`\`\`` : text;
	return `${indent}- ${label}${shown}`;
}
