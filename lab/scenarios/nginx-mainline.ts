import nginxMainline from '../gateways/nginx-mainline.ts';
import { type Act, type Place, scenario } from '../scenario.ts';
import { type NginxSays, nginxWith } from './setups/nginx.ts';
import { nodeApp, nodeProgram } from './setups/nodejs.ts';

const mainlineWith = (place: Place, says: NginxSays): Act => nginxWith(place, says, nginxMainline);

/** What is otherwise in the current nginx. */
export const scenarios = [
	scenario({
		id: 'nginx-mainline-keepalive-race',
		says: 'nginx keeps connections to the servers of an upstream block by default, and the application ends them first.',
		fix: 'keepalive 0: nginx keeps no connection, as it did by default before 1.29.7.',
		changes: 'gateway',
		like: 'keepalive-race-post',
		gateway: nginxMainline,
		expects: '502',
		visit: { method: 'POST', body: 'a=1', times: 2 },
		before: '',
		after: 'keepalive 0;',
		stage: (keepalive, place) => [
			// A real race is won now and then; here the application wins it always.
			nodeApp(
				place,
				`if (request.socket.isKept) request.socket.resetAndDestroy();
request.socket.isKept = true;
request.resume().on('end', () => response.end('hello\\n'));`,
			),
			mainlineWith(place, {
				http: `upstream shop {\n\tserver 127.0.0.1:${place.app};\n\t${keepalive}\n}`,
				location: 'proxy_pass http://shop;',
			}),
		],
	}),
	scenario({
		id: 'nginx-mainline-http2-only',
		says: 'The application speaks HTTP/2 only, nginx speaks HTTP/1.1 to it and hands on bytes that are no HTTP answer.',
		fix: 'proxy_http_version 2, which nginx has since 1.29.4.',
		changes: 'gateway',
		like: 'h2c-only',
		gateway: nginxMainline,
		expects: 'raw',
		// The bytes come in one piece or in two, and so they stand in the log.
		race: true,
		before: '',
		after: 'proxy_http_version 2;',
		stage: (version, place) => [
			nodeProgram(
				`import { createServer } from 'node:http2';
createServer((request, response) => {
	response.end('hello\\n');
}).listen(${place.app}, '127.0.0.1');
`,
				place.app,
			),
			mainlineWith(place, { location: `proxy_pass http://127.0.0.1:${place.app};\n${version}` }),
		],
	}),
];
