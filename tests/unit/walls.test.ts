import { globSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';

/**
 * The walls of the house, from the ground up. A room may import itself and what its row names, and nothing else.
 * `packages` are the packages and `node:` modules a room may use; where it is left out, all of them.
 */
const rooms: Record<string, { may: readonly string[]; packages?: readonly string[]; because: string }> = {
	'src/schemas': {
		may: [],
		packages: ['zod'],
		because: 'Schemas are the ground: everything is derived from them, so they lean on nothing.',
	},
	'src/knowledge': {
		may: ['src/schemas', 'src/evidence', 'lab/recording.ts'],
		packages: ['zod', 'js-yaml', 'satteri', 'fastest-levenshtein'],
		because: 'Knowledge is pure: data in, data out, the same in the build, the browser and the tests.',
	},
	'src/evidence': {
		may: ['src/schemas', 'lab/recording.ts'],
		packages: ['diff'],
		because: 'Views of recordings are pure, and know nothing of what the handbook says about them.',
	},
	'src/checklists': {
		may: [],
		packages: [],
		because: 'Checklists are pure: pages, elements and exports share them.',
	},
	'src/exports': {
		may: ['src/schemas', 'src/knowledge', 'src/checklists'],
		packages: ['mdast', 'mdast-util-gfm', 'mdast-util-to-markdown'],
		because: 'Exports are pure: a checklist in, a text out, the same in the build, the command and the browser.',
	},
	'src/search': {
		may: ['src/schemas', 'src/knowledge'],
		packages: [],
		because: 'The search for messages is pure and runs in the browser: text in, answer out.',
	},
	'src/security': { may: [], packages: ['node:crypto'], because: 'The policy is made from texts and knows no page.' },
	'src/settings.ts': { may: [], packages: [], because: 'Settings are read from what they are given.' },
	'src/site.ts': { may: ['src/settings.ts'], packages: [], because: 'Addresses follow from the settings alone.' },
	'src/pictures': {
		may: ['src/schemas', 'src/site.ts'],
		because: 'Preview pictures are drawn once for all pages; pages only name them.',
	},
	'src/loading': {
		may: ['src/schemas', 'src/knowledge', 'src/evidence', 'lab/recording.ts'],
		because: 'Loading brings files to the knowledge; what is done with it then is not its business.',
	},
	'src/content.config.ts': { may: ['src/schemas', 'src/loading'], because: 'The collections follow from the schemas.' },
	'src/api': {
		may: ['src/schemas', 'src/knowledge', 'src/evidence', 'src/search', 'src/exports', 'src/site.ts'],
		packages: ['zod'],
		because: 'Rows for machines are made from knowledge, not from pages.',
	},
	'src/elements': {
		may: ['src/schemas', 'src/checklists', 'src/search', 'src/exports'],
		packages: [],
		because:
			'Elements run in the browser: they call the pure rooms, and a package or Node would be sent to every reader.',
	},
	'src/components': {
		may: [
			'src/schemas',
			'src/knowledge',
			'src/evidence',
			'src/checklists',
			'src/search',
			'src/exports',
			'src/security',
			'src/loading',
			'src/elements',
			'src/site.ts',
		],
		because: 'Components draw what they are given; they know neither pages nor what comes after the build.',
	},
	'src/layouts': {
		may: [
			'src/schemas',
			'src/knowledge',
			'src/evidence',
			'src/security',
			'src/components',
			'src/elements',
			'src/loading',
			'src/pictures',
			'src/styles',
			'src/site.ts',
		],
		because: 'Layouts are frames around components; they know no page.',
	},
	'src/pages': {
		may: [
			'src/schemas',
			'src/knowledge',
			'src/evidence',
			'src/checklists',
			'src/search',
			'src/exports',
			'src/security',
			'src/api',
			'src/elements',
			'src/components',
			'src/layouts',
			'src/loading',
			'src/pictures',
			'src/styles',
			'src/settings.ts',
			'src/site.ts',
		],
		because: 'Pages are addresses: the top floor, which nothing imports.',
	},
	'src/publish': {
		may: [
			'src/schemas',
			'src/knowledge',
			'src/evidence',
			'src/exports',
			'src/security',
			'src/settings.ts',
			'src/site.ts',
		],
		because: 'What comes after Astro works on the built files, not on the sources of the pages.',
	},
	'src/cli': {
		may: [
			'src/schemas',
			'src/knowledge',
			'src/evidence',
			'src/search',
			'src/checklists',
			'src/exports',
			'src/loading',
			'src/pictures',
			'src/publish',
			'src/security',
			'src/settings.ts',
			'src/site.ts',
		],
		because: 'Commands call the rooms below; pages are drawn by Astro only.',
	},
	'src/styles': { may: [], because: 'Styles import no code.' },
	'src/env.d.ts': { may: [], packages: [], because: 'Types of Astro and of imported texts only.' },
	content: { may: [], packages: [], because: 'Content is data: it imports nothing.' },
	lab: { may: ['lab/recording.ts'], because: 'The lab proves what the handbook says: it knows nothing of src/.' },
	'lab/recording.ts': {
		may: [],
		because: 'The shape of a recording is the one thing that src/ may import from the lab.',
	},
};
// Rooms that the layout names and that later work fills: what they may import is settled now.
const planned: typeof rooms = {
	'src/diagnosis': {
		may: ['src/schemas', 'src/knowledge', 'src/search', 'src/evidence'],
		packages: [],
		because: 'The diagnosis is pure: text in, answer out, for the page, the command and the tests.',
	},
};
const table = { ...rooms, ...planned };

/** Rooms without file system, page or clock. */
const pure = ['src/schemas', 'src/knowledge', 'src/search', 'src/checklists', 'src/diagnosis', 'src/evidence'];

const roomOf = (path: string) =>
	Object.keys(table)
		.filter((room) => path === room || path.startsWith(`${room}/`))
		.sort((a, b) => b.length - a.length)[0];

/** Everything a file imports, types as well: a type that runs back up is a wall with a hole too. */
function importsOf(path: string, text: string): string[] {
	const fences = /^---\n([\s\S]*?)\n---/;
	const scripts = path.endsWith('.astro')
		? [
				fences.exec(text)?.[1] ?? '',
				...[...text.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)].map(([, code = '']) => code),
			]
		: [text];
	return scripts.flatMap((script) =>
		ts.preProcessFile(script, true, true).importedFiles.map(({ fileName }) => fileName),
	);
}

const files = ['src/**/*.{ts,astro,mjs,js}', 'lab/**/*.{ts,mjs,js}', 'content/**/*.mdx']
	.flatMap((pattern) => globSync(pattern))
	.map((path) => path.replaceAll('\\', '/'));

function broken(path: string, imported: string): string | undefined {
	const room = roomOf(path);
	const rule = room === undefined ? undefined : table[room];
	if (!room || !rule)
		return `${path} lies in no room of the table in tests/unit/walls.test.ts. Move it, or add its room with what it may import.`;
	const complaint = (what: string) => `${path} imports ${what}, which ${room} may not. ${rule.because}`;
	if (imported.startsWith('.')) {
		const target = posix.join(posix.dirname(path), imported).replace(/\?.*$/, '');
		const to = roomOf(target);
		return to === room || (to && rule.may.includes(to)) ? undefined : complaint(target);
	}
	const name = imported.startsWith('@')
		? imported.split('/').slice(0, 2).join('/')
		: imported.replace(/^(?!node:)([^/]+).*/, '$1');
	return rule.packages === undefined || rule.packages.includes(name) ? undefined : complaint(imported);
}

describe('the walls of the house', () => {
	it('hold: every file imports only what its room may', () => {
		const complaints = files.flatMap((path) => {
			const imports = path.startsWith('content/') ? [] : importsOf(path, readFileSync(path, 'utf8'));
			return (imports.length === 0 && !roomOf(path) ? [''] : imports)
				.map((imported) => broken(path, imported) ?? '')
				.filter(Boolean);
		});
		expect(complaints).toEqual([]);
	});

	it.each([
		{ path: 'src/schemas/cause.ts', imported: '../knowledge/parse.ts' },
		{ path: 'src/knowledge/parse.ts', imported: '../loading/read-content.ts' },
		{ path: 'src/knowledge/parse.ts', imported: 'node:fs' },
		{ path: 'src/search/match.ts', imported: 'astro:content' },
		{ path: 'src/elements/search.ts', imported: '../components/words.ts' },
		{ path: 'src/components/Rows.astro', imported: '../pages/index.astro' },
		{ path: 'src/loading/knowledge.ts', imported: '../publish/twin.ts' },
		{ path: 'lab/cli.ts', imported: '../src/settings.ts' },
		{ path: 'src/components/Evidence.astro', imported: '../../lab/runner/run.ts' },
		{ path: 'src/evidence/evidence.ts', imported: '../knowledge/knowledge.ts' },
		{ path: 'src/evidence/evidence.ts', imported: 'node:fs' },
		{ path: 'src/evidence/evidence.ts', imported: '../../lab/mode.ts' },
		{ path: 'src/nowhere/x.ts', imported: './y.ts' },
	])('do not let $path import $imported', ({ path, imported }) => {
		expect(broken(path, imported)).toMatch(/may not\. .+|lies in no room/);
	});

	it('leave nothing that points back up: a room never names one that names it', () => {
		const below = (room: string, seen = new Set<string>()): Set<string> => {
			for (const next of table[room]?.may ?? []) {
				if (seen.has(next)) continue;
				seen.add(next);
				below(next, seen);
			}
			return seen;
		};
		expect(Object.keys(table).filter((room) => below(room).has(room))).toEqual([]);
	});

	it('see the imports of scripts inside of components', () => {
		expect(
			importsOf(
				'x.astro',
				"---\nimport A from './A.astro';\n---\n<A /><script>import '../b.ts'; await import('./c.ts');</script>",
			).sort(),
		).toEqual(['../b.ts', './A.astro', './c.ts']);
	});
});

describe('a pure room', () => {
	const sources = files.filter((path) => path.endsWith('.ts') && pure.some((room) => path.startsWith(`${room}/`)));

	it('knows no page, no file system and no process: it compiles without their types', () => {
		// URLs are the one thing that every place where this runs has beyond the language itself.
		const everywhere = ['URL', 'URLSearchParams'];
		const program = ts.createProgram(
			sources.map((path) => join(process.cwd(), path)),
			{
				lib: ['lib.es2024.d.ts'],
				types: [],
				noEmit: true,
				skipLibCheck: true,
				strict: true,
				target: ts.ScriptTarget.ES2024,
				module: ts.ModuleKind.ESNext,
				moduleResolution: ts.ModuleResolutionKind.Bundler,
				allowImportingTsExtensions: true,
			},
		);
		const unknown = sources.flatMap((path) =>
			program
				.getSemanticDiagnostics(program.getSourceFile(join(process.cwd(), path)))
				.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))
				.filter(
					(message) => /^Cannot find name/.test(message) && !everywhere.some((name) => message.includes(`'${name}'`)),
				)
				.map(
					(message) =>
						`${path}: ${message.split('.')[0]}. A pure room has data in and data out; take it as an argument.`,
				),
		);
		expect(sources.length).toBeGreaterThan(20);
		expect(unknown).toEqual([]);
	});

	it('has no clock and no chance', () => {
		const clocks = sources.filter((path) =>
			/\bDate\.now\b|\bnew Date\(\s*\)|\bMath\.random\b|\bperformance\./.test(readFileSync(path, 'utf8')),
		);
		expect(clocks).toEqual([]);
	});
});
