import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { missingFor, servePhp } from './php.ts';
import { freshFolder } from './server.ts';
import type { Wiki } from './wiki.ts';

/** Where Debian's package puts it. */
const root = '/usr/share/dokuwiki';

/** The command that installs DokuWiki, when it is not there. */
export const missing = missingFor(`${root}/doku.php`, 'dokuwiki', ['mbstring', 'xml']);

/** Where the tests look for the todo plugin, which no package brings. */
export const todoPlugin = resolve('.work/wikis/dokuwiki-plugin-todo');

/** What to do when the todo plugin is not there. */
export const todoMissing = existsSync(join(todoPlugin, 'plugin.info.txt'))
	? undefined
	: 'unpack the plugin of dokuwiki.org/plugin:todo to .work/wikis/dokuwiki-plugin-todo';

/**
 * Sets up a DokuWiki with pages and settings of its own and serves it. Whoever comes may edit.
 *
 * @param options.htmlok the setting of this name: whether pages may hold HTML
 * @param options.todo whether it has the todo plugin
 * @param options.settings further settings, `{ typography: 2 }`
 */
export async function startDokuWiki({
	htmlok,
	todo = false,
	settings = {},
}: {
	htmlok: boolean;
	todo?: boolean;
	settings?: Record<string, number>;
}): Promise<Wiki> {
	const folder = freshFolder('dokuwiki');
	const [conf, data, plugins] = ['conf', 'data', 'plugins'].map((name) => join(folder, name)) as [
		string,
		string,
		string,
	];
	for (const path of [conf, plugins]) mkdirSync(path);
	for (const name of 'pages attic media media_attic media_meta meta cache index locks tmp log'.split(' ')) {
		mkdirSync(join(data, name), { recursive: true });
	}
	const all = { useacl: 0, htmlok: Number(htmlok), ...settings };
	writeFileSync(
		join(conf, 'local.php'),
		`<?php\n$conf['savedir'] = '${data}';\n${Object.entries(all)
			.map(([name, value]) => `$conf['${name}'] = ${value};\n`)
			.join('')}`,
	);
	const own = readdirSync(`${root}/lib/plugins`, { withFileTypes: true })
		// Debian's "testing" is for its packagers only.
		.filter((item) => item.isDirectory() && item.name !== 'testing')
		.map(({ name }) => [name, `${root}/lib/plugins/${name}`]);
	for (const [name = '', path = ''] of [...own, ...(todo ? [['todo', todoPlugin]] : [])]) {
		symlinkSync(path, join(plugins, name));
	}
	const prepend = join(folder, 'prepend.php');
	writeFileSync(prepend, `<?php\ndefine('DOKU_CONF', '${conf}/');\ndefine('DOKU_PLUGIN', '${plugins}/');\n`);
	const { address, stop } = await servePhp(folder, root, { settings: ['-d', `auto_prepend_file=${prepend}`] });
	const save = async (name: string, text: string) => {
		const page = `${address}doku.php?id=${encodeURIComponent(name)}`;
		const response = await fetch(page, {
			method: 'POST',
			body: new URLSearchParams({ 'do[save]': 'Save', wikitext: text, summary: '', prefix: '.', suffix: '' }),
			redirect: 'manual',
		});
		if (response.status !== 302) throw new Error(`DokuWiki did not save "${name}" but answered ${response.status}.`);
		return page;
	};
	return { save, saveHtml: (name, html) => save(name, `<HTML>\n${html}\n</HTML>`), stop };
}
