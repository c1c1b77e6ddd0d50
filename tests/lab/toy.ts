import type { Gateway } from '../../lab/gateway.ts';

/** A gateway of thirty lines, in JavaScript, so that the tests need nothing that is not there. */
const script = `
const http = require('node:http'), fs = require('node:fs');
const { port, upstreams, answerAlways, failAtOnce } = JSON.parse(fs.readFileSync('toy.json', 'utf8'));
if (failAtOnce) { console.error('toy: bad configuration'); process.exit(1); }
http.createServer((request, response) => {
	const log = (line) => fs.appendFileSync('toy.log', request.url + ' ' + line + '\\n');
	const answer = (status, text) => { response.writeHead(status, { Server: 'toy' }).end(text); };
	if (answerAlways) { log('always ' + answerAlways); return answer(answerAlways, 'wrong'); }
	const [, name] = request.url.split('/');
	const address = upstreams[name];
	const forwarded = http.request({ ...address, path: request.url, method: request.method, agent: false }, (from) => {
		const chunks = [];
		from.on('data', (chunk) => chunks.push(chunk));
		from.on('end', () => { log(from.statusCode); answer(from.statusCode, Buffer.concat(chunks)); });
		from.on('error', (error) => { log(error.message); response.destroy(); });
	});
	forwarded.on('error', (error) => { log(error.message); answer(502, 'toy: ' + error.code); });
	request.pipe(forwarded);
}).listen(port, '127.0.0.1');
`;

/** @param wrong what is wrong with its configuration, if anything is */
export const toy = (id: string, wrong: { answerAlways?: number; failAtOnce?: true } = {}): Gateway => ({
	id,
	product: 'toy',
	source: 'the tests',
	install: { debian: 'nodejs' },
	program: process.execPath,
	version: { arguments: ['--version'], pattern: /v([\d.]+)/ },
	logs: [{ file: 'toy.log', access: true }, { file: 'stderr.log' }],
	ignores: ({ socket }) => (socket ? 'toys know no sockets' : undefined),
	setup: ({ port, targets }) => ({
		command: [process.execPath, 'toy.cjs'],
		files: {
			'toy.cjs': script,
			'toy.json': `{
"port": ${port}, ${wrong.answerAlways ? `"answerAlways": ${wrong.answerAlways},` : ''} ${wrong.failAtOnce ? '"failAtOnce": true,' : ''}
"upstreams": {
${targets.map(({ name, port: to }, index) => `"${name}": { "host": "127.0.0.1", "port": ${to} }${index < targets.length - 1 ? ',' : ''}`).join('\n')}
}
}
`,
		},
	}),
});
