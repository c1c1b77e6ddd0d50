import { execFile } from 'node:child_process';
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { missingFor, phpSettings, servePhp } from './php.ts';
import { freshFolder } from './server.ts';
import type { Wiki } from './wiki.ts';

/** Where Debian's package puts it. */
const root = '/usr/share/mediawiki';

/** The command that installs MediaWiki, when it is not there. */
export const missing = missingFor(`${root}/maintenance/install.php`, 'mediawiki', [
	'sqlite3',
	'mbstring',
	'xml',
	'intl',
]);

/**
 * Sets up a MediaWiki with a database of its own and serves it. Whoever comes may edit, as in every new wiki.
 *
 * @param options.rawHtml `$wgRawHtml`: whether pages may hold HTML in `<html>`
 */
export async function startMediaWiki({ rawHtml }: { rawHtml: boolean }): Promise<Wiki> {
	const folder = freshFolder('mediawiki');
	const data = join(folder, 'data');
	mkdirSync(data);
	const install = [
		...phpSettings(folder),
		`${root}/maintenance/install.php`,
		...['--dbtype', 'sqlite', '--dbpath', data, '--dbname', 'wiki', '--confpath', folder],
		...['--server', 'http://127.0.0.1', '--scriptpath', '', '--lang', 'en'],
		...['--pass', 'a pass phrase of a test', 'Wiki', 'Editor'],
	];
	await promisify(execFile)('php', install, { cwd: folder });
	const settings = join(folder, 'LocalSettings.php');
	appendFileSync(
		settings,
		`
$wgServer = 'http://' . ( $_SERVER['HTTP_HOST'] ?? '127.0.0.1' );
$wgRawHtml = ${rawHtml};
$wgTmpDirectory = '${folder}';
$wgJobRunRate = 0;
$wgRateLimits = [];
`,
	);
	const { address, stop } = await servePhp(folder, root, { env: { MW_CONFIG_FILE: settings } });
	const save = async (name: string, text: string) => {
		const response = await fetch(`${address}api.php`, {
			method: 'POST',
			// The token of those who are not logged in.
			body: new URLSearchParams({ action: 'edit', format: 'json', title: name, text, token: '+\\' }),
		});
		const answer = await response.text();
		if (!answer.includes('"result":"Success"')) throw new Error(`MediaWiki did not save "${name}": ${answer}`);
		return `${address}index.php?title=${encodeURIComponent(name)}`;
	};
	return { save, saveHtml: (name, html) => save(name, `<html>${html}</html>`), stop };
}
