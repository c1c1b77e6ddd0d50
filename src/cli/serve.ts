import { existsSync } from 'node:fs';
import { serveSite } from '../publish/serve.ts';
import { localUrl, settings } from '../settings.ts';

const { outDir, basePath } = settings(process.env);
if (!existsSync(`${outDir}/index.html`)) {
	console.error(`There is no built site in ${outDir}. Build it first: npm run build`);
	process.exit(1);
}
const wanted = Number(process.env.PORT || new URL(localUrl).port);
const { port } = await serveSite(outDir, basePath, wanted);
console.log(`The 502 Handbook is at http://localhost:${port}${basePath}`);
if (port !== wanted) console.log(`(Port ${wanted} was taken; set PORT to choose another.)`);
console.log('Stop it with Ctrl+C.');
