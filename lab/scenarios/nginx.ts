import nginx from '../gateways/nginx.ts';
import { ask, occupy, run, scenario, withoutRoot } from '../scenario.ts';
import { nginxWith } from './setups/nginx.ts';
import { goodNodeApp, nodeApp, nodeProgram, secureNodeApp } from './setups/nodejs.ts';

const needsNamespace = 'the name upstream.lab must resolve';

/** Answers at once, but for `/slow`, which takes three seconds, and `/report`, which takes eight. */
const sometimesSlow = `const delays = { '/slow': 3000, '/report': 8000 };
setTimeout(() => response.end('hello\\n'), delays[request.url] ?? 0);`;

const listensOnSocket = `import { createServer } from 'node:http';
createServer((request, response) => {
	response.end('hello\\n');
}).listen('shop.sock');
`;

/** nginx, with something wrong between it and an application. */
export const scenarios = [
	scenario({
		id: 'nginx-wrong-port',
		says: 'nginx asks on a port on which nobody listens.',
		fix: 'proxy_pass names the port on which the application listens.',
		changes: 'gateway',
		like: 'refuse',
		gateway: nginx,
		expects: '502',
		before: 'closed',
		after: 'app',
		stage: (port: 'closed' | 'app', place) => [
			goodNodeApp(place),
			nginxWith(place, { location: `proxy_pass http://127.0.0.1:${place[port]};` }),
		],
	}),
	scenario({
		id: 'nginx-big-header',
		says: 'The application sets a cookie of 9 kB, and nginx has one memory page, 4k or 8k, for the head of an answer.',
		fix: 'proxy_buffer_size is 16k, and the other buffers are not smaller.',
		changes: 'gateway',
		like: 'header-9k',
		gateway: nginx,
		expects: '502',
		before: '',
		after: 'proxy_buffer_size 16k;\nproxy_buffers 8 16k;\nproxy_busy_buffers_size 32k;',
		stage: (buffers, place) => [
			nodeApp(place, `response.setHeader('Set-Cookie', 'session=' + 'a'.repeat(9000));\nresponse.end('hello\\n');`),
			nginxWith(place, { location: `proxy_pass http://127.0.0.1:${place.app};\n${buffers}` }),
		],
	}),
	scenario({
		id: 'nginx-read-timeout',
		says: 'The application takes three seconds, and nginx waits for one.',
		fix: 'proxy_read_timeout is longer than the application takes.',
		changes: 'gateway',
		like: 'answer-after-3s',
		gateway: nginx,
		expects: '504',
		visit: { path: '/slow' },
		before: '1s',
		after: '10s',
		stage: (timeout, place) => [
			nodeApp(place, sometimesSlow),
			nginxWith(place, {
				location: `proxy_pass http://127.0.0.1:${place.app};\nproxy_read_timeout ${timeout};`,
			}),
		],
	}),
	scenario({
		id: 'nginx-sni',
		says: 'The upstream has a certificate for each name, and nginx does not say which name it wants.',
		fix: 'proxy_ssl_server_name on: nginx sends the name (SNI).',
		changes: 'gateway',
		like: 'tls-sni-required',
		gateway: nginx,
		expects: '502',
		needsNamespace,
		before: '',
		after: 'proxy_ssl_server_name on;',
		stage: (sni, place) => [
			nodeProgram(
				`import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { createSecureContext } from 'node:tls';
const [cert, key] = ['${place.certificates.good.certificate}', '${place.certificates.good.key}'].map((file) => readFileSync(file));
const contexts = { 'upstream.lab': createSecureContext({ cert, key }) };
const SNICallback = (name, choose) => choose(null, contexts[name]);
createServer({ SNICallback }, (request, response) => {
	response.end('hello\\n');
}).listen(${place.app}, '127.0.0.1');
`,
				place.app,
			),
			nginxWith(place, { location: `proxy_pass https://upstream.lab:${place.app};\n${sni}` }),
		],
	}),
	scenario({
		id: 'nginx-untrusted-certificate',
		says: 'The certificate of the upstream is self-signed, and nginx verifies it with other authorities.',
		fix: 'proxy_ssl_trusted_certificate names the certificate of the upstream.',
		changes: 'gateway',
		like: 'tls-selfsigned',
		gateway: nginx,
		expects: '502',
		needsNamespace,
		before: 'good',
		after: 'self-signed',
		stage: (trusted: 'good' | 'self-signed', place) => [
			secureNodeApp(place, place.certificates['self-signed']),
			nginxWith(place, {
				location: `proxy_pass https://upstream.lab:${place.app};
proxy_ssl_verify on;
proxy_ssl_trusted_certificate ${trusted === 'good' ? place.authority : place.certificates[trusted].certificate};`,
			}),
		],
	}),
	scenario({
		id: 'nginx-expired-certificate',
		says: 'The certificate of the upstream has expired, and nginx verifies it.',
		fix: 'The upstream has a certificate that is valid.',
		changes: 'application',
		like: 'tls-expired',
		gateway: nginx,
		expects: '502',
		needsNamespace,
		before: 'expired',
		after: 'good',
		stage: (certificate: 'expired' | 'good', place) => [
			secureNodeApp(place, place.certificates[certificate]),
			nginxWith(place, {
				location: `proxy_pass https://upstream.lab:${place.app};
proxy_ssl_verify on;
proxy_ssl_trusted_certificate ${place.authority};`,
			}),
		],
	}),
	scenario({
		id: 'nginx-certificate-name',
		says: 'The certificate of the upstream is for another name than the one in proxy_pass.',
		fix: 'proxy_ssl_name is the name in the certificate.',
		changes: 'gateway',
		like: 'tls-wrongname',
		gateway: nginx,
		expects: '502',
		needsNamespace,
		before: '',
		after: 'proxy_ssl_name other.lab;',
		stage: (name, place) => [
			secureNodeApp(place, place.certificates['other-name']),
			nginxWith(place, {
				location: `proxy_pass https://upstream.lab:${place.app};
proxy_ssl_verify on;
proxy_ssl_trusted_certificate ${place.authority};
${name}`,
			}),
		],
	}),
	scenario({
		id: 'nginx-http-to-https-port',
		says: 'nginx speaks plain HTTP to a port that expects TLS.',
		fix: 'proxy_pass begins with https.',
		changes: 'gateway',
		like: 'plain-to-tls',
		gateway: nginx,
		expects: '502',
		before: 'http',
		after: 'https',
		stage: (scheme, place) => [
			secureNodeApp(place, place.certificates.good),
			nginxWith(place, { location: `proxy_pass ${scheme}://127.0.0.1:${place.app};` }),
		],
	}),
	scenario({
		id: 'nginx-http-to-https-port-of-nginx',
		says: 'nginx speaks plain HTTP to the TLS port of another nginx, which answers 400 instead of closing.',
		fix: 'proxy_pass begins with https.',
		changes: 'gateway',
		gateway: nginx,
		expects: '400',
		before: 'http',
		after: 'https',
		stage: (scheme, place) => [
			nginxWith(place, {
				http: `server {
	listen 127.0.0.1:${place.app} ssl;
	ssl_certificate ${place.certificates.good.certificate};
	ssl_certificate_key ${place.certificates.good.key};
	access_log off;
	return 200 "hello\\n";
}`,
				location: `proxy_pass ${scheme}://127.0.0.1:${place.app};`,
			}),
		],
	}),
	scenario({
		id: 'nginx-https-to-http-port',
		says: 'nginx speaks TLS to a port that speaks plain HTTP.',
		fix: 'proxy_pass begins with http.',
		changes: 'gateway',
		like: 'tls-to-plain',
		gateway: nginx,
		expects: '502',
		before: 'https',
		after: 'http',
		stage: (scheme, place) => [
			goodNodeApp(place),
			nginxWith(place, { location: `proxy_pass ${scheme}://127.0.0.1:${place.app};` }),
		],
	}),
	scenario({
		id: 'nginx-socket-permission',
		says: 'The socket of the application belongs to root, and nobody else may write to it.',
		fix: 'The user as whom nginx runs may write to the socket.',
		changes: 'system',
		like: 'unix-denied',
		gateway: nginx,
		expects: '502',
		unless: withoutRoot('a socket is given to another user'),
		before: '600',
		after: '666',
		stage: (mode, place) => [
			nodeProgram(listensOnSocket, { socket: 'shop.sock' }),
			run('chown root:root shop.sock'),
			run(`chmod ${mode} shop.sock`),
			nginxWith(place, { location: `proxy_pass http://unix:${place.directory}/shop.sock:/;` }),
		],
	}),
	scenario({
		id: 'nginx-socket-missing',
		says: 'nginx looks for the socket of the application at a path where there is none.',
		fix: 'proxy_pass names the path at which the application makes its socket.',
		changes: 'gateway',
		like: 'unix-missing',
		gateway: nginx,
		expects: '502',
		before: '/run/shop.sock',
		after: '/shop.sock',
		stage: (path, place) => [
			nodeProgram(listensOnSocket, { socket: 'shop.sock' }),
			nginxWith(place, { location: `proxy_pass http://unix:${place.directory}${path}:/;` }),
		],
	}),
	scenario({
		id: 'nginx-socket-stale',
		says: 'The application was killed, and the file of its socket is still there.',
		fix: 'The application runs again; it removes the old file before it listens.',
		changes: 'application',
		like: 'unix-stale',
		gateway: nginx,
		expects: '502',
		before: [],
		after: [
			nodeProgram(`import { rmSync } from 'node:fs';\nrmSync('shop.sock', { force: true });\n${listensOnSocket}`, {
				socket: 'shop.sock',
			}),
		],
		stage: (again, place) => [
			nodeProgram(
				`import { createServer } from 'node:http';
createServer().listen('shop.sock', () => process.kill(process.pid, 'SIGKILL'));
`,
				'ends',
			),
			...again,
			nginxWith(place, { location: `proxy_pass http://unix:${place.directory}/shop.sock:/;` }),
		],
	}),
	scenario({
		id: 'nginx-keepalive-race',
		says: 'The application ends a kept connection just when the next request comes; nginx does not repeat a POST.',
		fix: 'nginx keeps no connection to the application. One that it gives up before the application does would do too.',
		changes: 'gateway',
		like: 'keepalive-race-post',
		gateway: nginx,
		expects: '502',
		visit: { method: 'POST', body: 'a=1', times: 2 },
		before: 'keepalive 4;',
		after: '',
		stage: (keepalive, place) => [
			// A real race is won now and then; here the application wins it always.
			nodeApp(
				place,
				`if (request.socket.isKept) request.socket.resetAndDestroy();
request.socket.isKept = true;
request.resume().on('end', () => response.end('hello\\n'));`,
			),
			nginxWith(place, {
				http: `upstream shop {\n\tserver 127.0.0.1:${place.app};\n\t${keepalive}\n}`,
				location: `proxy_pass http://shop;
proxy_http_version 1.1;
proxy_set_header Connection "${keepalive === '' ? 'close' : ''}";`,
			}),
		],
	}),
	scenario({
		id: 'nginx-no-live-upstreams',
		says: 'Both servers of a group are down, and after one request nginx asks neither of them for ten seconds.',
		fix: 'One of them runs again.',
		changes: 'application',
		gateway: nginx,
		expects: '502',
		before: [],
		after: ['app'],
		stage: (running: readonly 'app'[], place) => [
			...running.map(() => goodNodeApp(place)),
			nginxWith(place, {
				http: `upstream shop {\n\tserver 127.0.0.1:${place.app};\n\tserver 127.0.0.1:${place.closed};\n}`,
				location: 'proxy_pass http://shop;',
			}),
			ask('/'),
		],
	}),
	scenario({
		id: 'nginx-max-fails',
		says: 'One slow page makes nginx count both servers as failed; for ten seconds every other page is a 502 too.',
		fix: 'max_fails=0: no failure takes a server out of the group.',
		changes: 'gateway',
		gateway: nginx,
		expects: '502',
		before: '',
		after: ' max_fails=0',
		stage: (failures, place) => [
			nodeProgram(
				`import { createServer } from 'node:http';
for (const port of [${place.app}, ${place.second}]) {
	createServer((request, response) => {
		const delay = request.url === '/slow' ? 3000 : 0;
		setTimeout(() => response.end('hello\\n'), delay);
	}).listen(port, '127.0.0.1');
}
`,
				place.second,
			),
			nginxWith(place, {
				http: `upstream shop {
	server 127.0.0.1:${place.app}${failures};
	server 127.0.0.1:${place.second}${failures};
}`,
				location: 'proxy_pass http://shop;\nproxy_read_timeout 1s;',
			}),
			ask('/slow'),
		],
	}),
	scenario({
		id: 'nginx-ipv6-only-app',
		says: 'The application listens on ::1, as "localhost" may mean, and nginx asks on 127.0.0.1.',
		fix: 'The application listens on 127.0.0.1.',
		changes: 'application',
		like: 'refuse',
		gateway: nginx,
		expects: '502',
		before: '::1',
		after: '127.0.0.1',
		stage: (host, place) => [
			nodeApp(place, `response.end('hello\\n');`, host),
			nginxWith(place, { location: `proxy_pass http://127.0.0.1:${place.app};` }),
		],
	}),
	scenario({
		id: 'nginx-unknown-upstream-name',
		says: 'The name in proxy_pass does not resolve, and nginx refuses to start.',
		fix: 'proxy_pass has a name that resolves.',
		changes: 'gateway',
		like: 'unresolvable-static',
		gateway: nginx,
		expects: 'no start',
		needsNamespace,
		before: 'upstraem.lab',
		after: 'upstream.lab',
		stage: (host, place) => [
			goodNodeApp(place),
			nginxWith(place, { location: `proxy_pass http://${host}:${place.app};` }),
		],
	}),
	scenario({
		id: 'nginx-variable-without-resolver',
		says: 'proxy_pass contains a variable, so nginx resolves the name for each request, and was told of no resolver.',
		fix: 'resolver names a DNS server.',
		changes: 'gateway',
		gateway: nginx,
		expects: '502',
		needsNamespace,
		before: '',
		after: 'resolver 127.0.0.1 ipv6=off;',
		stage: (resolver, place) => [
			goodNodeApp(place),
			nginxWith(place, {
				location: `${resolver}\nset $backend upstream.lab;\nproxy_pass http://$backend:${place.app};`,
			}),
		],
	}),
	scenario({
		id: 'nginx-fastcgi-pass-to-http',
		says: 'nginx speaks FastCGI to an application that speaks HTTP.',
		fix: 'proxy_pass instead of fastcgi_pass.',
		changes: 'gateway',
		gateway: nginx,
		expects: '502',
		before: 'fastcgi_pass ',
		after: 'proxy_pass http://',
		stage: (pass, place) => [goodNodeApp(place), nginxWith(place, { location: `${pass}127.0.0.1:${place.app};` })],
	}),
	scenario({
		id: 'nginx-proxy-bind',
		says: 'nginx shall ask from an address that the machine does not have.',
		fix: 'proxy_bind is an address of the machine.',
		changes: 'gateway',
		gateway: nginx,
		expects: '500',
		before: '192.0.2.7',
		after: '127.0.0.1',
		stage: (address, place) => [
			goodNodeApp(place),
			nginxWith(place, { location: `proxy_bind ${address};\nproxy_pass http://127.0.0.1:${place.app};` }),
		],
	}),
	scenario({
		id: 'nginx-worker-connections',
		says: 'Three slow requests have two connections each, and of the nine that a worker may have too few are left.',
		fix: 'worker_connections is 512, as it is by default.',
		changes: 'gateway',
		gateway: nginx,
		expects: '500',
		before: 9,
		after: 512,
		stage: (connections, place) => [
			nodeApp(place, sometimesSlow),
			nginxWith(place, { connections, location: `proxy_pass http://127.0.0.1:${place.app};` }),
			occupy('/report', 3),
		],
	}),
	scenario({
		id: 'nginx-rewrite-loop',
		says: 'A rewrite sends every path to itself, and nginx gives up after ten rounds.',
		fix: 'break ends the rewriting.',
		changes: 'gateway',
		gateway: nginx,
		expects: '500',
		before: 'last',
		after: 'break',
		stage: (flag, place) => [
			goodNodeApp(place),
			nginxWith(place, {
				location: `rewrite ^/(.*)$ /shop/$1 ${flag};\nproxy_pass http://127.0.0.1:${place.app};`,
			}),
		],
	}),
];
