import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { freshFolder, startServer } from './server.ts';
import type { Wiki } from './wiki.ts';

/** The versions that are tested, with their checksums. */
const pinned = join(import.meta.dirname, '../tiddlywiki');
const installed = resolve('.work/wikis/tiddlywiki');
const files = ['package.json', 'package-lock.json'] as const;

/**
 * Installs the pinned TiddlyWiki, once.
 *
 * @returns the command that would install it, when it cannot be had here
 */
function install(): string | undefined {
	const fits = files.every((file) => {
		const copy = join(installed, file);
		return existsSync(copy) && readFileSync(copy, 'utf8') === readFileSync(join(pinned, file), 'utf8');
	});
	if (fits && existsSync(join(installed, 'node_modules/tiddlywiki/tiddlywiki.js'))) return undefined;
	mkdirSync(installed, { recursive: true });
	for (const file of files) copyFileSync(join(pinned, file), join(installed, file));
	try {
		execFileSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], {
			cwd: installed,
			stdio: 'pipe',
			timeout: 250_000,
		});
		return undefined;
	} catch {
		return 'npm ci in .work/wikis/tiddlywiki';
	}
}

/** The command that installs TiddlyWiki, when it is not there and cannot be had. */
export const missing = install();

/** A TiddlyWiki on its own server, which saves what a browser changes. */
export interface TiddlyWiki extends Wiki {
	address: string;
	/** Address at which it shows one tiddler alone. */
	at: (title: string) => string;
	/** The fields of a tiddler as the server has them; nothing when it has no such tiddler. */
	fields: (title: string) => Promise<Record<string, string> | undefined>;
}

/** Sets up an empty TiddlyWiki and serves it. Whoever comes may edit. */
export async function startTiddlyWiki(): Promise<TiddlyWiki> {
	const folder = freshFolder('tiddlywiki');
	const settings = {
		plugins: ['tiddlywiki/tiddlyweb', 'tiddlywiki/filesystem'],
		themes: ['tiddlywiki/vanilla', 'tiddlywiki/snowwhite'],
	};
	writeFileSync(join(folder, 'tiddlywiki.info'), JSON.stringify(settings));
	const { address, stop } = await startServer(folder, (port) => ({
		program: process.execPath,
		args: [
			join(installed, 'node_modules/tiddlywiki/tiddlywiki.js'),
			...[folder, '--listen', 'host=127.0.0.1', `port=${port}`],
		],
	}));
	const at = (title: string) => `${address}#${encodeURIComponent(title)}`;
	const tiddler = (title: string) => `${address}recipes/default/tiddlers/${encodeURIComponent(title)}`;
	const save = async (title: string, text: string) => {
		const response = await fetch(tiddler(title), {
			method: 'PUT',
			headers: { 'X-Requested-With': 'TiddlyWiki', 'Content-Type': 'application/json' },
			body: JSON.stringify({ title, text, type: 'text/vnd.tiddlywiki' }),
		});
		if (!response.ok) throw new Error(`TiddlyWiki did not save "${title}" but answered ${response.status}.`);
		return at(title);
	};
	const fields = async (title: string) => {
		const response = await fetch(tiddler(title));
		if (!response.ok) return undefined;
		const { fields: own = {}, ...others } = (await response.json()) as { fields?: Record<string, string> };
		return { ...others, ...own };
	};
	// Its language has the elements of HTML.
	return { address, at, fields, save, saveHtml: save, stop };
}
