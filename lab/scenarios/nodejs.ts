import nodejs from '../apps/nodejs.ts';
import nginx from '../gateways/nginx.ts';
import { occupy, type Place, scenario, start } from '../scenario.ts';
import { nginxWith } from './setups/nginx.ts';
import { nodeApp } from './setups/nodejs.ts';

const proxied = (place: Place, more = '') =>
	nginxWith(place, { location: `proxy_pass http://127.0.0.1:${place.app};\n${more}` });

/** Listens on a port, after so many milliseconds. */
const listensLater = `import { createServer } from 'node:http';
const [port, delay] = process.argv.slice(2).map(Number);
const server = createServer((request, response) => {
	response.end('hello\\n');
});
setTimeout(() => server.listen(port, '127.0.0.1'), delay);
`;

/** nginx and an application in Node.js. */
export const scenarios = [
	scenario({
		id: 'nodejs-uncaught-exception',
		says: 'A callback throws, nobody catches it, and the process ends with the request in its hands.',
		fix: 'The application catches the exception.',
		changes: 'application',
		like: 'close-after-request',
		gateway: nginx,
		expects: '502',
		before: `setTimeout(() => {
	const order = JSON.parse('<html>');
	response.end(order.name);
});`,
		after: `setTimeout(() => {
	try {
		const order = JSON.parse('<html>');
		response.end(order.name);
	} catch {
		response.end('hello\\n');
	}
});`,
		stage: (answers, place) => [nodeApp(place, answers), proxied(place)],
	}),
	scenario({
		id: 'nodejs-heap-out-of-memory',
		says: 'The application needs more memory than the heap may have, and Node.js aborts.',
		fix: '--max-old-space-size is 256 MB.',
		changes: 'application server',
		like: 'close-after-request',
		gateway: nginx,
		expects: '502',
		before: 32,
		after: 256,
		stage: (megabytes, place) => {
			const app = nodeApp(
				place,
				`const rows = Array.from({ length: 1_000_000 }, (_, id) => ({ id, name: 'row ' + id }));
response.end(rows[0].name + '\\n');`,
			);
			return [
				app.does === 'start' ? { ...app, command: `node --max-old-space-size=${megabytes} app.mjs` } : app,
				proxied(place),
			];
		},
	}),
	scenario({
		id: 'nodejs-server-timeout',
		says: 'The application takes three seconds, and its server ends connections on which nothing happens for one.',
		fix: 'server.timeout is longer than the application takes.',
		changes: 'application',
		like: 'close-after-request',
		gateway: nginx,
		expects: '502',
		before: 1000,
		after: 10_000,
		stage: (timeout, place) => [
			start(nodejs, {
				command: 'node app.mjs',
				ready: place.app,
				files: {
					'app.mjs': `import { createServer } from 'node:http';
const server = createServer((request, response) => {
	setTimeout(() => response.end('hello\\n'), 3000);
});
server.timeout = ${timeout};
server.listen(${place.app}, '127.0.0.1');
`,
				},
			}),
			proxied(place),
		],
	}),
	scenario({
		id: 'nodejs-blocked-loop',
		says: 'One request computes for six seconds, and every other request waits longer than nginx does.',
		fix: 'A worker thread computes.',
		changes: 'application',
		gateway: nginx,
		expects: '504',
		before: 'compute();\nresponse.end();',
		after: `new Worker('(' + compute + ')()', { eval: true }).on('exit', () => response.end());`,
		stage: (computes, place) => [
			start(nodejs, {
				command: 'node app.mjs',
				ready: place.app,
				files: {
					'app.mjs': `import { createServer } from 'node:http';
import { Worker } from 'node:worker_threads';
const compute = () => {
	for (const until = Date.now() + 6000; Date.now() < until; );
};
createServer((request, response) => {
	if (request.url !== '/report') return response.end('hello\\n');
${computes.replace(/^/gm, '\t')}
}).listen(${place.app}, '127.0.0.1');
`,
				},
			}),
			proxied(place, 'proxy_read_timeout 2s;'),
			occupy('/report', 1),
		],
	}),
	scenario({
		id: 'nodejs-no-answer',
		says: 'The application returns without an answer when a record is missing, and nginx waits until its limit.',
		fix: 'The application answers in every case.',
		changes: 'application',
		like: 'no-answer',
		gateway: nginx,
		expects: '504',
		before: 'if (!record) return;',
		after: `if (!record) return response.end('no such record\\n');`,
		stage: (check, place) => [
			nodeApp(place, `const record = undefined;\n${check}\nresponse.end(record.name);`),
			proxied(place, 'proxy_read_timeout 2s;'),
		],
	}),
	scenario({
		id: 'nodejs-listens-too-late',
		says: 'The application has been started again, and nginx asks before it has loaded everything and listens.',
		fix: 'There is a second process, which nginx asks when the first refuses: one is started again after the other.',
		changes: 'gateway',
		like: 'refuse',
		gateway: nginx,
		expects: '502',
		before: '',
		after: 'second',
		stage: (second, place) => [
			start(nodejs, {
				command: `node shop.mjs ${place.app} 20000`,
				ready: 'not yet',
				files: { 'shop.mjs': listensLater },
			}),
			start(nodejs, { command: `node shop.mjs ${place.second} 0`, ready: place.second, files: {} }),
			nginxWith(place, {
				http: `upstream shop {
	server 127.0.0.1:${place.app};
${second && `\tserver 127.0.0.1:${place.second};\n`}}`,
				location: 'proxy_pass http://shop;',
			}),
		],
	}),
];
