import { readFileSync, writeFileSync } from 'node:fs';
import { withFieldTables } from './field-tables.ts';

// Writes the field tables of CONTRIBUTING.md from the schemas. With --check it writes nothing and ends with 1 when they
// are not what the schemas say.

const file = 'CONTRIBUTING.md';
const before = readFileSync(file, 'utf8');
const after = withFieldTables(before);

if (before === after) {
	console.log(`The field tables of ${file} are what the schemas say.`);
} else if (process.argv.includes('--check')) {
	console.error(`${file}: the field tables are not what the schemas say. Write them again: npm run docs`);
	process.exitCode = 1;
} else {
	writeFileSync(file, after);
	console.log(`Wrote the field tables of ${file}.`);
}
