import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Started, startServer } from './server.ts';

/**
 * What is missing to run a wiki from Debian's packages, as a command that brings it; nothing when all is there.
 *
 * @param file a file that the wiki's package installs
 */
export function missingFor(file: string, wikiPackage: string, extensions: readonly string[]): string | undefined {
	const { stdout = '' } = spawnSync('php', ['-m'], { encoding: 'utf8' });
	const loaded = (stdout ?? '').toLowerCase().split('\n');
	const missing = !existsSync(file) || extensions.some((extension) => !loaded.includes(extension));
	return missing
		? `apt-get install ${[wikiPackage, 'php-cli', ...extensions.map((extension) => `php-${extension}`)].join(' ')}`
		: undefined;
}

/** Settings by which PHP writes nothing outside of the wiki's folder. */
export const phpSettings = (folder: string): string[] =>
	Object.entries({
		sys_temp_dir: folder,
		upload_tmp_dir: folder,
		'session.save_path': folder,
		error_log: join(folder, 'php.log'),
		log_errors: '1',
		display_errors: '0',
	}).flatMap(([name, value]) => ['-d', `${name}=${value}`]);

/** Serves a folder with the web server that PHP brings. */
export const servePhp = (
	folder: string,
	root: string,
	{ settings = [], env = {} }: { settings?: string[]; env?: Record<string, string> } = {},
): Promise<Started> =>
	startServer(folder, (port) => ({
		program: 'php',
		args: [...phpSettings(folder), ...settings, '-S', `127.0.0.1:${port}`, '-t', root],
		env: { ...env, PHP_CLI_SERVER_WORKERS: '3' },
	}));
