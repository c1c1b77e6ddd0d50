import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { suggestion } from '../../src/knowledge/problem.ts';
import { type Changes, edit, inFolder, report, texts } from './content.ts';

const source = 'content/sources/rfc.yaml';
const product = 'content/products/nginx.mdx';
const symptom = 'content/symptoms/nginx/refused.mdx';
const cause = 'content/causes/not-listening.mdx';
const checklist = 'content/checklists/owner.mdx';
const guide = 'content/guides/meaning.mdx';
const textOf = (path: string) => texts().get(path) ?? '';

const parsing: { when: string; changes: Changes; says: string[] }[] = [
	{
		when: 'an unknown field',
		changes: { [guide]: edit(['order: 1', 'order: 1\naudiense: everyone']) },
		says: [
			`${guide}: has the unknown field "audiense". Did you mean "audience"? Known fields: title, summary, aliases, related, reviewed, history, audience, order.`,
		],
	},
	{
		when: 'an unknown field inside of a field',
		changes: { [checklist]: edit(['    minutes: 2', '    minutes: 2\n    minute: 2']) },
		says: [
			`${checklist}: steps[1] has the unknown field "minute". Did you mean "minutes"? Known fields: id, check, expect, how, why, minutes, helps, no, about.`,
		],
	},
	{
		when: 'a missing field',
		changes: { [cause]: edit(['summary: The port is closed.\n', '']) },
		says: [
			`${cause}: summary is missing; expected string. One sentence that says what this is; shown under the heading, in lists and in search results.`,
		],
	},
	{
		when: 'a missing field that has fixed values',
		changes: { [cause]: edit(['moment: connect\n', '']) },
		says: [
			`${cause}: moment is missing. The moment at which the conversation broke (see "What a 502 is" for the ten moments).`,
		],
	},
	{
		when: 'a missing field inside of a list',
		changes: { [checklist]: edit(['    why: It leaves the gateway out.\n', '']) },
		says: [`${checklist}: steps[1].why is missing; expected string. Why it is worth doing, and what it cannot tell.`],
	},
	{
		when: 'a value that is none of the fixed ones',
		changes: { [guide]: edit(['audience: everyone', 'audience: owners']) },
		says: [`${guide}: audience is "owners", expected one of "visitor", "owner", "everyone". Did you mean "owner"?`],
	},
	{
		when: 'evidence of an unknown kind',
		changes: { [symptom]: edit(['  - kind: source', '  - kind: sources']) },
		says: [`${symptom}: evidence[0].kind is "sources", expected one of "source", "recorded". Did you mean "source"?`],
	},
	{
		when: 'a moment that there is not',
		changes: { [symptom]: edit(['  connect: refused', '  conect: refused']) },
		says: [
			`${symptom}: known has the unknown field "conect". Did you mean "connect"? Known fields: route, resolve, connect, secure, send, wait, head, body, relay, visitor.`,
		],
	},
	{
		when: 'a day that is not in the calendar',
		changes: { [guide]: edit(['reviewed: "2026-11-22"', 'reviewed: "2026-11-99"']) },
		says: [`${guide}: reviewed is "2026-11-99": is not a day of the calendar.`],
	},
	{
		when: 'a date in another form',
		changes: { [guide]: edit(['reviewed: "2026-11-22"', 'reviewed: 2026-1-2']) },
		says: [`${guide}: reviewed is "2026-1-2": a date is written YYYY-MM-DD.`],
	},
	{
		when: 'an address that is none',
		changes: { [source]: edit(['url: https://example.com/rfc', 'url: example']) },
		says: [`${source}: url is "example": Invalid URL.`],
	},
	{
		when: 'bad YAML, with its line',
		changes: { [guide]: edit(['summary: A page to read.', 'summary: A page: to read.']) },
		says: [`${guide}: line 3 is not valid YAML: bad indentation of a mapping entry.`],
	},
	{
		when: 'a field that stands twice',
		changes: { [guide]: edit(['order: 1', 'order: 1\norder: 2']) },
		says: [`${guide}: line 6 is not valid YAML: duplicated mapping key.`],
	},
	{
		when: 'bad YAML in a source, with its line',
		changes: { 'content/sources/bad.yaml': 'title: One\nshort: "two' },
		says: [
			'content/sources/bad.yaml: line 2 is not valid YAML: unexpected end of the stream within a double quoted scalar.',
		],
	},
	{
		when: 'a file without fields',
		changes: { [guide]: '## The code\n\nText.\n' },
		says: [`${guide}: has no front matter: the file must start with a line "---", fields, and a second line "---".`],
	},
	{
		when: 'fields that never end',
		changes: { [guide]: edit(['---\n\nBefore', '\nBefore']) },
		says: [`${guide}: has no front matter: the file must start with a line "---", fields, and a second line "---".`],
	},
	{
		when: 'a missing heading',
		changes: { [cause]: edit(['## What happens\n\n', '']) },
		says: [
			`${cause}: is missing the section "## What happens". A page of causes has: "## What happens", "## Why it happens", "## Not to be confused with", "## Known gaps".`,
		],
	},
	{
		when: 'an unknown source in a field',
		changes: { [symptom]: edit(['source: rfc', 'source: rcf']) },
		says: [`${symptom}: evidence[0].source names "rcf", which does not exist. Did you mean "rfc"?`],
	},
];

describe('broken content', () => {
	it.each(parsing)('is reported: $when', ({ changes, says }) => {
		expect(report(changes)).toEqual(says);
	});

	it('is reported with the line of the file when the body is not MDX', () => {
		expect(report({ [guide]: edit(['It is a number.', 'It is <b>a number.']) })).toEqual([
			`${guide}: the body cannot be read as MDX: line 16: Expected a closing tag for \`<b>\` before the end of \`paragraph\`.`,
		]);
	});

	it('may have lines that end as Windows ends them', () => {
		expect(
			report({ [guide]: (text) => text.replaceAll('\n', '\r\n'), [source]: (text) => text.replaceAll('\n', '\r\n') }),
		).toEqual([]);
	});

	it('is reported all at once: several mistakes in several files, sorted by file', () => {
		expect(
			report({
				[guide]: edit(['audience: everyone', 'audience: owners'], ['order: 1', 'order: 0\ncolour: red']),
				[cause]: edit(
					['  - retry-idempotent-requests', '  - retry-idempotent-requests\n  - retry-harder'],
					['## Why it happens', '## Why'],
				),
				[checklist]: edit(['id: start', 'id: look']),
			}),
		).toEqual([
			`${cause}: mitigations[2] names "retry-harder", which does not exist. Did you mean "retry-idempotent-requests"?`,
			`${cause}: is missing the section "## Why it happens". A page of causes has: "## What happens", "## Why it happens", "## Not to be confused with", "## Known gaps".`,
			`${cause}: line 24 has the section "## Why", which this kind of page does not have.`,
			`${checklist}: steps[2].id is "look", which is already the id of steps[0]. Give the newer step an id of its own.`,
			`${guide}: audience is "owners", expected one of "visitor", "owner", "everyone". Did you mean "owner"?`,
			`${guide}: order is 0: Too small: expected number to be >=1.`,
			`${guide}: has the unknown field "colour". Known fields: title, summary, aliases, related, reviewed, history, audience, order.`,
		]);
	});

	it('is not reported again by everything that refers to it', () => {
		expect(report({ [cause]: edit(['moment: connect\n', '']) })).toHaveLength(1);
		expect(report({ [product]: edit(['kind: reverse-proxy\n', '']) })).toHaveLength(1);
		expect(report({ [source]: edit(['kind: standard\n', '']) })).toHaveLength(1);
	});

	it('does not hide a mistake about another entry whose name is longer', () => {
		expect(
			report({
				'content/causes/not.mdx': textOf(cause).replace('moment: connect\n', ''),
				[checklist]: edit(['go: causes/not-listening', 'go: causes/not-listenin']),
			}),
		).toEqual([
			'content/causes/not.mdx: moment is missing. The moment at which the conversation broke (see "What a 502 is" for the ten moments).',
			`${checklist}: steps[0].no.go names "causes/not-listenin", which does not exist. Did you mean "causes/not-listening"?`,
		]);
	});
});

describe('a suggestion', () => {
	it.each([
		{
			found: 'retry-harder',
			known: ['restart-the-upstream', 'retry-idempotent-requests'],
			says: 'retry-idempotent-requests',
		},
		{ found: 'keepalive-race', known: ['keep-alive-race', 'tls-handshake-failure'], says: 'keep-alive-race' },
		{
			found: 'mitigations/keep-alive-race',
			known: ['causes/keep-alive-race', 'mitigations/restart-the-upstream'],
			says: 'causes/keep-alive-race',
		},
		{
			found: '/causes/keep-alive-race',
			known: ['/', '/causes/', '/causes/keep-alive-race/'],
			says: '/causes/keep-alive-race/',
		},
		{
			found: 'mitigations/scale-out',
			known: ['mitigations/cache-responses', 'mitigations/name-the-address-family'],
			says: undefined,
		},
		{
			found: '/mitigations/scale-out/',
			known: ['/mitigations/cache-responses/', '/mitigations/name-the-address-family/'],
			says: undefined,
		},
		{ found: 'xyzzy', known: ['keep-alive-race'], says: undefined },
		{ found: 'xyzzy', known: [], says: undefined },
	])('for $found is $says', ({ found, known, says }) => {
		expect(suggestion(found, known)).toBe(says === undefined ? '' : ` Did you mean "${says}"?`);
	});
});

describe('the commands', () => {
	const run = (script: string, folder: string) =>
		spawnSync(process.execPath, [script], {
			encoding: 'utf8',
			env: { ...process.env, CONTENT_ROOT: folder, OUT_DIR: `${folder}/dist` },
		});
	const mistake: Changes = {
		[cause]: edit(['- retry-idempotent-requests', '- retry-harder\n  - retry-idempotent-requests']),
	};
	const said = `${cause}: mitigations[1] names "retry-harder", which does not exist. Did you mean "retry-idempotent-requests"?`;

	it('to check content is silent about good content and ends with 0', async () => {
		const { status, stdout, stderr } = await inFolder({}, (folder) => run('src/cli/check-content.ts', folder));
		expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '8 files of content, no mistakes.\n', stderr: '' });
	});

	it('to check content reports a mistake on standard error and ends with 1', async () => {
		const { status, stdout, stderr } = await inFolder(mistake, (folder) => run('src/cli/check-content.ts', folder));
		expect({ status, stdout, stderr }).toEqual({
			status: 1,
			stdout: '',
			stderr: `${said}\n\n1 mistake in 1 of 8 files of content.\n`,
		});
	});

	it('to check content reports a file that would be left out without a word', async () => {
		const { status, stderr } = await inFolder(
			{ 'content/causes/notes.md': 'x', 'content/thoughts/one.mdx': 'x' },
			(folder) => run('src/cli/check-content.ts', folder),
		);
		const stray =
			'is not an entry of any collection. Entries are .mdx files (sources: .yaml) in one of the folders of content/.';
		expect(status).toBe(1);
		expect(stderr).toBe(
			`content/causes/notes.md: ${stray}\ncontent/thoughts/one.mdx: ${stray}\n\n2 mistakes in 2 of 8 files of content.\n`,
		);
	});

	it('to build stops with 1 at a mistake, before Astro starts', async () => {
		const begun = Date.now();
		const { status, stdout, stderr } = await inFolder(mistake, (folder) => run('src/cli/build.ts', folder));
		expect({ status, stdout, stderr }).toEqual({
			status: 1,
			stdout: '',
			stderr: `${said}\n\n1 mistake in 1 of 8 files of content.\n`,
		});
		expect(Date.now() - begun).toBeLessThan(30_000);
	});
});
