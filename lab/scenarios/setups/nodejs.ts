import nodejs from '../../apps/nodejs.ts';
import { type Act, type Place, start } from '../../scenario.ts';

/**
 * An application in Node.js, on the port for applications.
 *
 * @param answers what it does with a request: statements about `request` and `response`
 * @param host the address on which it listens
 */
export const nodeApp = ({ app }: Pick<Place, 'app'>, answers: string, host = '127.0.0.1'): Act =>
	nodeProgram(
		`import { createServer } from 'node:http';
createServer((request, response) => {
${indented(answers)}
}).listen(${app}, '${host}');
`,
		host === '127.0.0.1' ? app : { port: app, host },
	);

/** One that does nothing wrong. */
export const goodNodeApp = (place: Pick<Place, 'app'>): Act => nodeApp(place, `response.end('hello\\n');`);

/** One that speaks HTTPS, with a certificate. */
export const secureNodeApp = (
	{ app }: Pick<Place, 'app'>,
	{ certificate, key }: { certificate: string; key: string },
): Act =>
	nodeProgram(
		`import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
const options = { cert: readFileSync('${certificate}'), key: readFileSync('${key}') };
createServer(options, (request, response) => {
	response.end('hello\\n');
}).listen(${app}, '127.0.0.1');
`,
		app,
	);

/** A whole program. */
export const nodeProgram = (program: string, ready: Extract<Act, { does: 'start' }>['ready']): Act =>
	start(nodejs, { command: 'node app.mjs', ready, files: { 'app.mjs': program } });

const indented = (text: string): string => text.replace(/^/gm, '\t');
