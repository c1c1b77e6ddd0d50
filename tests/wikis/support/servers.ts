import { type ChildProcess, spawn } from 'node:child_process';
import {
	chownSync,
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	writeFileSync,
} from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { delimiter, dirname, join, resolve } from 'node:path';
import { serverFiles } from '../../../src/security/servers/index.ts';
import type { Site } from '../../support/sites.ts';

/** A web server that serves a built site with the file that the project writes for it. */
export interface RunningServer {
	/** `http://127.0.0.1:40123` */
	origin: string;
	/** Ends it. @throws {Error} when a process of it is left */
	stop: () => Promise<void>;
}

/** A web server program. */
export interface WebServer {
	name: string;
	/** Names that its program goes by. */
	commands: readonly string[];
	/** The package of Debian that has it. */
	debian: string;
	/** The project's file for it, as in `serverFiles`. */
	file: string;
	/**
	 * Writes its whole configuration.
	 *
	 * @param folder a fresh folder for it; `www` in it holds the site below its base path
	 * @param ours the project's file, its text
	 * @returns arguments with which the program stays in the foreground
	 */
	configure: (folder: string, ours: string, site: Site, port: number) => string[];
}

/**
 * What every server here adds to all its answers by itself, as machines with a policy of their own do. It must not reach
 * the pages that other sites may frame.
 */
export const ownFraming = 'SAMEORIGIN';

export const nginx: WebServer = {
	name: 'nginx',
	commands: ['nginx'],
	debian: 'nginx-light',
	file: 'nginx/handbook.conf',
	configure(folder, ours, _site, port) {
		writeFileSync(join(folder, 'handbook.conf'), ours);
		const spool = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
			(name) => `${name}_temp_path ${join(folder, name)};`,
		);
		writeFileSync(
			join(folder, 'nginx.conf'),
			`pid ${folder}/nginx.pid;
			worker_processes 1;
			error_log ${folder}/error.log;
			events {}
			http {
				access_log off;
				${spool.join(' ')}
				add_header X-Frame-Options ${ownFraming} always;
				server {
					listen 127.0.0.1:${port};
					root ${folder}/www;
					include ${folder}/handbook.conf;
				}
			}`,
		);
		return ['-p', folder, '-e', join(folder, 'error.log'), '-c', join(folder, 'nginx.conf'), '-g', 'daemon off;'];
	},
};

/** Where distributions keep the modules of Apache httpd. */
const apacheModules = ['/usr/lib/apache2/modules', '/etc/httpd/modules', '/usr/libexec/apache2'];

export const apache: WebServer = {
	name: 'Apache httpd',
	commands: ['apache2', 'httpd'],
	debian: 'apache2',
	file: 'apache/.htaccess',
	configure(folder, ours, { base }, port) {
		writeFileSync(join(folder, 'www', base, '.htaccess'), ours);
		const modules = apacheModules.find((path) => existsSync(path)) ?? '';
		// Those that Debian turns on, with Debian's settings for them, and mod_headers.
		const wanted =
			'mpm_event unixd authz_core alias autoindex deflate dir env filter headers mime negotiation setenvif';
		const loaded = wanted
			.split(' ')
			.filter((name) => existsSync(join(modules, `mod_${name}.so`)))
			.map((name) => `LoadModule ${name}_module ${join(modules, `mod_${name}.so`)}`);
		const settings = ['autoindex', 'deflate', 'dir', 'mime', 'negotiation', 'setenvif'].map(
			(name) => `IncludeOptional /etc/apache2/mods-available/${name}.con[f]`,
		);
		writeFileSync(
			join(folder, 'httpd.conf'),
			`${loaded.join('\n')}
			ServerRoot ${folder}
			ServerName 127.0.0.1
			Listen 127.0.0.1:${port}
			PidFile ${folder}/httpd.pid
			DefaultRuntimeDir ${folder}
			Mutex file:${folder} default
			ErrorLog ${folder}/error.log
			${settings.join('\n')}
			DocumentRoot ${folder}/www
			Header always set X-Frame-Options ${ownFraming}
			<Directory ${folder}/www>
				AllowOverride All
				Options Indexes FollowSymLinks MultiViews
				Require all granted
			</Directory>
			<FilesMatch "^\\.ht">
				Require all denied
			</FilesMatch>`,
		);
		return ['-d', folder, '-f', join(folder, 'httpd.conf'), '-D', 'FOREGROUND'];
	},
};

export const caddy: WebServer = {
	name: 'Caddy',
	commands: ['caddy'],
	debian: 'caddy',
	file: 'caddy/handbook.caddy',
	configure(folder, ours, _site, port) {
		writeFileSync(join(folder, 'handbook.caddy'), ours);
		writeFileSync(
			join(folder, 'Caddyfile'),
			`{
				admin off
				auto_https off
				storage file_system ${folder}/storage
			}
			http://:${port} {
				bind 127.0.0.1
				root * ${folder}/www
				header X-Frame-Options ${ownFraming}
				import ${folder}/handbook.caddy
			}`,
		);
		return ['run', '--config', join(folder, 'Caddyfile'), '--adapter', 'caddyfile'];
	},
};

const programOf = ({ commands }: WebServer) =>
	[...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin']
		.flatMap((folder) => commands.map((command) => join(folder, command)))
		.find((path) => existsSync(path));

/** Why a site cannot be served by it here; `undefined` when it can. */
export function missingFor(server: WebServer, sites: readonly Site[]): string | undefined {
	if (process.platform === 'win32') return 'these tests start servers as Unix does';
	if (!programOf(server)) return `${server.name} is not on this machine; Debian: apt-get install ${server.debian}`;
	const unbuilt = sites.find(({ dir }) => !existsSync(join(dir, 'index.html')));
	return unbuilt && `there is no built site in ${unbuilt.dir}; build it: node tests/build-sites.ts`;
}

/**
 * Files that are laid beside the site, because it may not have one of each kind: below its base path, all of the same
 * text, which any server would compress if it took it for text.
 */
const samples = [
	...['md', 'wiki', 'tid', 'adoc', 'rst', 'org', 'csv', 'txt'].map((extension) => `wiki/sample/sample.${extension}`),
	'oembed/sample/sample.json',
	'sample/sample.svg',
	'sample/sample.woff2',
	'sample/without-a-page/sample.txt',
];

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}

/** The user and group that nobody is, on Linux and elsewhere. */
const nobody = 65_534;

/**
 * Starts a server on a free port of loopback, without root's rights, over a copy of a built site.
 *
 * @throws {Error} with what the server said when it does not come up
 */
export async function serve(server: WebServer, site: Site): Promise<RunningServer> {
	const program = programOf(server);
	const ours = serverFiles[server.file];
	if (!program || !ours) throw new Error(`${server.name} cannot be started.`);
	mkdirSync('.work/servers', { recursive: true });
	const folder = mkdtempSync(resolve('.work/servers', `${server.commands[0]}-`));
	const root = join(folder, 'www', site.base);
	cpSync(site.dir, root, { recursive: true });
	for (const path of samples) {
		mkdirSync(dirname(join(root, path)), { recursive: true });
		writeFileSync(join(root, path), 'A line that stands here again and again, with an “ü” in it.\n'.repeat(40));
	}
	const port = await freePort();
	const args = server.configure(folder, ours(site.base), site, port);
	const asRoot = process.getuid?.() === 0;
	if (asRoot)
		for (const item of ['', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })])
			chownSync(join(folder, item), nobody, nobody);
	const child = spawn(program, args, {
		cwd: folder,
		// A group of its own, so that all of it can be ended, and what is left of it seen.
		detached: true,
		stdio: ['ignore', 'pipe', 'pipe'],
		env: { PATH: process.env.PATH, HOME: folder, XDG_CONFIG_HOME: folder, XDG_DATA_HOME: folder },
		...(asRoot ? { uid: nobody, gid: nobody } : {}),
	});
	let said = '';
	for (const stream of [child.stdout, child.stderr]) stream.on('data', (data: Buffer) => (said += data));
	const atExit = () => signal(child, 'SIGKILL');
	process.once('exit', atExit);
	const origin = `http://127.0.0.1:${port}`;
	const stop = async () => {
		await end(child);
		process.off('exit', atExit);
		rmSync(folder, { recursive: true });
	};
	for (let attempt = 0; attempt < 200 && child.exitCode === null; attempt += 1) {
		const answers = await fetch(origin + site.base, { redirect: 'manual' }).then(
			() => true,
			() => false,
		);
		if (answers) return { origin, stop };
		await wait(50);
	}
	const log = join(folder, 'error.log');
	if (existsSync(log)) said += readFileSync(log, 'utf8');
	await stop();
	throw new Error(`${server.name} did not start:\n${said}`);
}

/** @returns whether the group had a process that the signal could be sent to */
function signal({ pid }: ChildProcess, name: NodeJS.Signals | 0): boolean {
	try {
		return pid !== undefined && process.kill(-pid, name);
	} catch {
		return false;
	}
}

async function end(child: ChildProcess): Promise<void> {
	signal(child, 'SIGTERM');
	for (let attempt = 0; attempt < 100; attempt += 1) {
		if (!signal(child, 0)) return;
		await wait(50);
	}
	signal(child, 'SIGKILL');
	throw new Error(`Processes of the group ${child.pid} were left five seconds after they were told to end.`);
}
