import phpFpm from '../../apps/php-fpm.ts';
import { type Act, type Place, start } from '../../scenario.ts';

export interface Pool {
	/** Where it listens: a socket in the folder, or an address; and who may write to a socket. */
	listen?: string;
	/** How many workers there are, as directives. */
	workers?: string;
	/** Other directives of the pool. */
	pool?: string;
	ready?: Extract<Act, { does: 'start' }>['ready'];
}

const ownSocket = `php.sock
listen.owner = nobody
listen.group = nogroup`;

/**
 * php-fpm with one pool.
 *
 * @param script the application, without `<?php`
 */
export const phpApp = (
	script: string,
	{
		listen = ownSocket,
		workers = 'pm = static\npm.max_children = 2',
		pool = '',
		ready = { socket: 'php.sock' },
	}: Pool = {},
): Act =>
	start(phpFpm, {
		command: 'php-fpm8.2 -F -p . -y php-fpm.conf',
		ready,
		files: {
			'php-fpm.conf': `[global]
error_log = php-fpm.log
pid = php-fpm.pid
[www]
user = nobody
group = nogroup
listen = ${listen}
${workers}
${pool}
`,
			'index.php': `<?php\n${script}\n`,
		},
	});

/** Directives of nginx that hand a request to the socket of php-fpm. */
export const toPhp = ({ directory }: Pick<Place, 'directory'>, address = `unix:${directory}/php.sock`): string =>
	`fastcgi_pass ${address};
fastcgi_param SCRIPT_FILENAME ${directory}/index.php;
fastcgi_param REQUEST_METHOD $request_method;
fastcgi_param QUERY_STRING $query_string;`;
