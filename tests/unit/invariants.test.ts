import { describe, expect, it } from 'vitest';
import { checkContent, fileInvariants, invariants } from '../../src/knowledge/check.ts';
import { formatProblem } from '../../src/knowledge/problem.ts';
import { type Changes, content, edit, report, texts } from './content.ts';

interface Case {
	check: keyof typeof invariants | keyof typeof fileInvariants | 'noStrays';
	/** What is wrong, said as the end of "reports …". */
	when: string;
	changes: Changes;
	strays?: string[];
	/** The whole report: every line of it, in order. */
	says: string[];
}

const source = 'content/sources/rfc.yaml';
const product = 'content/products/nginx.mdx';
const symptom = 'content/symptoms/nginx/refused.mdx';
const cause = 'content/causes/not-listening.mdx';
const restart = 'content/mitigations/restart-the-upstream.mdx';
const retry = 'content/mitigations/retry-idempotent-requests.mdx';
const checklist = 'content/checklists/owner.mdx';
const guide = 'content/guides/meaning.mdx';

const textOf = (path: string) => texts().get(path) ?? '';

/** Another symptom like the first, for what two symptoms must not share. */
const secondSymptom = (changes: (text: string) => string): Changes => {
	return { 'content/symptoms/nginx/second.mdx': changes(textOf(symptom)) };
};

const cases: Case[] = [
	{
		check: 'referencesResolve',
		when: 'a field names an entry that does not exist',
		changes: { [cause]: edit(['- retry-idempotent-requests', '- retry-harder']), [retry]: null },
		says: [`${cause}: mitigations[1] names "retry-harder", which does not exist.`],
	},
	{
		check: 'referencesResolve',
		when: 'a field names an entry that does not exist, and a similar one does',
		changes: { [cause]: edit(['- retry-idempotent-requests', '- retry-harder\n  - retry-idempotent-requests']) },
		says: [
			`${cause}: mitigations[1] names "retry-harder", which does not exist. Did you mean "retry-idempotent-requests"?`,
		],
	},
	{
		check: 'referencesResolve',
		when: 'a link of a step leads nowhere',
		changes: { [checklist]: edit(['go: causes/not-listening', 'go: causes/not-listenin']) },
		says: [
			`${checklist}: steps[0].no.go names "causes/not-listenin", which does not exist. Did you mean "causes/not-listening"?`,
		],
	},
	{
		check: 'referencesResolve',
		when: 'a link of a step names a place that its page does not have',
		changes: { [checklist]: edit(['go: causes/not-listening', 'go: causes/not-listening#why-it-happen']) },
		says: [
			`${checklist}: steps[0].no.go names "causes/not-listening#why-it-happen", but causes/not-listening has no "#why-it-happen". Did you mean "why-it-happens"?`,
		],
	},
	{
		check: 'noSelfReference',
		when: 'an entry is related to itself',
		changes: { [guide]: edit(['order: 1', 'order: 1\nrelated: [guides/meaning]']) },
		says: [`${guide}: related[0] names "guides/meaning", which is this very entry. Name another one or leave it out.`],
	},
	{
		check: 'citationsResolve',
		when: 'a body cites an unknown source',
		changes: { [guide]: edit(['source="rfc"', 'source="rfd"']) },
		says: [
			`${guide}: line 16 cites the source "rfd", which does not exist. Did you mean "rfc"? Sources are files in content/sources/.`,
		],
	},
	{
		check: 'sourcesAreCited',
		when: 'nothing rests on a source',
		changes: { 'content/sources/left-over.yaml': textOf(source) },
		says: ['content/sources/left-over.yaml: is cited nowhere. Cite it where it supports a claim, or delete the file.'],
	},
	{
		check: 'linksResolve',
		when: 'a body links to a page that does not exist',
		changes: { [guide]: edit(['(/causes/not-listening/)', '(/causes/not-listening)']) },
		says: [
			`${guide}: line 20 links to "/causes/not-listening", which does not exist. Did you mean "/causes/not-listening/"? Links start and end with "/".`,
		],
	},
	{
		check: 'linksResolve',
		when: 'a body links to a place that the page does not have',
		changes: { [guide]: edit(['(/causes/not-listening/)', '(/causes/not-listening/#what-happen)']) },
		says: [
			`${guide}: line 20 links to "/causes/not-listening/#what-happen", but that page has no "#what-happen". Did you mean "what-happens"?`,
		],
	},
	{
		check: 'linksResolve',
		when: 'a body links to a place on its own page that is not there',
		changes: { [guide]: edit(['(/causes/not-listening/)', '(#the-cod)']) },
		says: [`${guide}: line 20 links to "#the-cod", but that page has no "#the-cod". Did you mean "the-code"?`],
	},
	{
		check: 'linksResolve',
		when: 'the prose of a field links to another site',
		changes: { [checklist]: edit(['how: Use curl.', 'how: Use [curl](https://curl.se/).']) },
		says: [
			`${checklist}: steps[1].how links to "https://curl.se/", another site. Make it a source in content/sources/ and cite that, so that it is dated and checked.`,
		],
	},
	{
		check: 'linksSayWhere',
		when: 'a link reads "here"',
		changes: { [guide]: edit(['[the cause]', '[here]']) },
		says: [
			`${guide}: line 20 has a link to /causes/not-listening/ that reads "here". Let the link's words say what is there.`,
		],
	},
	{
		check: 'symptomsLieWithTheirProduct',
		when: 'a symptom lies in the folder of another product',
		changes: {
			[symptom]: null,
			'content/symptoms/apache/refused.mdx': textOf(symptom),
		},
		says: [
			'content/symptoms/apache/refused.mdx: product is "nginx", but the file lies in symptoms/apache/. Move the file or change the field.',
		],
	},
	{
		check: 'signaturesAreUnique',
		when: 'two symptoms have the same message but for its case and its placeholder',
		changes: secondSymptom(edit(['text: "connect() failed ({errno}:', 'text: "Connect() failed ({number}:'])),
		says: [
			'content/symptoms/nginx/second.mdx: signatures[0].text is also a signature of symptoms/nginx/refused: "Connect() failed ({number}: Connection refused)". Keep it on the page it fits best.',
		],
	},
	{
		check: 'signaturesHaveExamples',
		when: 'a message with a placeholder has no example',
		changes: { [symptom]: edit(['    example: "connect() failed (111: Connection refused)"\n', '']) },
		says: [
			`${symptom}: signatures[0].example is missing: "connect() failed ({errno}: Connection refused)" has a placeholder. Write the words with it filled in.`,
		],
	},
	{
		check: 'signaturesHaveExamples',
		when: 'a message that ends with a placeholder has no example',
		changes: {
			[symptom]: edit(
				['text: "connect() failed ({errno}: Connection refused)"', 'text: "no live upstreams for {name}"'],
				['    example: "connect() failed (111: Connection refused)"\n', ''],
			),
		},
		says: [
			`${symptom}: signatures[0].example is missing: "no live upstreams for {name}" has a placeholder. Write the words with it filled in.`,
		],
	},
	{
		check: 'signaturesHaveExamples',
		when: 'an example does not match its message',
		changes: {
			[symptom]: edit([
				'example: "connect() failed (111: Connection refused)"',
				'example: "connect() failed (110: timed out)"',
			]),
		},
		says: [
			`${symptom}: signatures[0].example does not match its text: "connect() failed (110: timed out)" is not "connect() failed ({errno}: Connection refused)".`,
		],
	},
	{
		check: 'signaturesHaveExamples',
		when: 'a message is all placeholders',
		changes: { [symptom]: edit(['text: "connect() failed ({errno}: Connection refused)"', 'text: "{a}: {b}"']) },
		says: [
			`${symptom}: signatures[0].example cannot help: the text has no words outside its placeholders to be found by.`,
		],
	},
	{
		check: 'stepIdsAreUnique',
		when: 'two steps have one id',
		changes: { [checklist]: edit(['id: start', 'id: look']) },
		says: [
			`${checklist}: steps[2].id is "look", which is already the id of steps[0]. Give the newer step an id of its own.`,
		],
	},
	{
		check: 'causesAreShown',
		when: 'no symptom names a cause',
		changes: { 'content/causes/unseen.mdx': textOf(cause) },
		says: [
			'content/causes/unseen.mdx: is named by no symptom. Add "cause: unseen" to the causes of a symptom that shows it.',
		],
	},
	{
		check: 'mitigationsServe',
		when: 'no cause names a mitigation',
		changes: { [cause]: edit(['  - restart-the-upstream\n', '']) },
		says: [
			`${restart}: is named by no cause. Add "restart-the-upstream" to the mitigations of the cause that it helps with.`,
		],
	},
	{
		check: 'productsHaveSymptoms',
		when: 'a product has no symptom',
		changes: { 'content/products/caddy.mdx': textOf(product) },
		says: ['content/products/caddy.mdx: has no symptom. Add one in content/symptoms/caddy/.'],
	},
	{
		check: 'causesAreRankedOnce',
		when: 'a symptom names a cause twice',
		changes: {
			[symptom]: edit([
				'evidence:',
				'  - cause: not-listening\n    because: Once more.\n    tell: Look again.\nevidence:',
			]),
		},
		says: [`${symptom}: causes[1].cause is "not-listening", which causes[0] names already. Keep one of the two.`],
	},
	{
		check: 'stripStopsWhereItBroke',
		when: 'a symptom tells about a moment that was never reached',
		changes: { [symptom]: edit(['known:\n', 'known:\n  head: read\n']) },
		says: [`${symptom}: known.head tells about a moment after "connect", where it broke. Leave it out.`],
	},
	{
		check: 'historyIsInOrder',
		when: 'the oldest change comes first',
		changes: { [guide]: edit(['history:\n', 'history:\n  - date: "2026-01-01"\n    change: Begun.\n']) },
		says: [`${guide}: history is not in order: write the newest change first.`],
	},
	{
		check: 'historyIsInOrder',
		when: 'a page changed after its last review',
		changes: { [guide]: edit(['reviewed: "2026-11-22"', 'reviewed: "2026-11-21"']) },
		says: [`${guide}: reviewed is 2026-11-21, before the change of 2026-11-22. A change is reviewed when it is made.`],
	},
	{
		check: 'bodiesFollowTheirSkeleton',
		when: 'a section is missing',
		changes: { [cause]: edit(['## Why it happens\n\nThe process ended.\n', '']) },
		says: [
			`${cause}: is missing the section "## Why it happens". A page of causes has: "## What happens", "## Why it happens", "## Not to be confused with", "## Known gaps".`,
		],
	},
	{
		check: 'bodiesFollowTheirSkeleton',
		when: 'a section does not belong to the kind of page',
		changes: { [cause]: edit(['## Why it happens', '## Known gap\n\nOne.\n\n## Why it happens']) },
		says: [
			`${cause}: line 23 has the section "## Known gap", which this kind of page does not have. Did you mean "Known gaps"?`,
		],
	},
	{
		check: 'bodiesFollowTheirSkeleton',
		when: 'the sections are in another order',
		changes: {
			[restart]: edit(
				['## When it helps', '## X'],
				['## When it does not', '## When it helps'],
				['## X', '## When it does not'],
			),
		},
		says: [
			`${restart}: has its sections out of order or twice. The order is: "## When it helps", "## When it does not", "## Known gaps".`,
		],
	},
	{
		check: 'bodiesFollowTheirSkeleton',
		when: 'a guide has no outline',
		changes: { [guide]: edit(['## The rest\n\n', '']) },
		says: [`${guide}: has fewer than two sections (## …): a page to read needs an outline.`],
	},
	{
		check: 'headingsFormAnOutline',
		when: 'a body repeats the title as a heading of the first level',
		changes: { [guide]: edit(['Before the first section.', '# What it means']) },
		says: [`${guide}: line 12: "# What it means" is a heading of the first level; that is the title. Use "##".`],
	},
	{
		check: 'headingsFormAnOutline',
		when: 'a heading skips a level',
		changes: { [guide]: edit(['It is a number.', '#### Deep\n\nIt is a number.']) },
		says: [`${guide}: line 16: "Deep" skips a level. Use ###.`],
	},
	{
		check: 'headingsFormAnOutline',
		when: 'two headings would have one fragment',
		changes: { [guide]: edit(['## The rest', '## The code!']) },
		says: [
			`${guide}: line 18: "The code!" makes the fragment #the-code, which an earlier heading has. Word it differently.`,
		],
	},
	{
		check: 'sectionsAreNotEmpty',
		when: 'nothing stands under a heading',
		changes: { [cause]: edit(['The process ended.', '']) },
		says: [`${cause}: has nothing under "## Why it happens". Write the section or remove its heading.`],
	},
	{
		check: 'bodiesHoldNoCode',
		when: 'a body has an expression',
		changes: { [guide]: edit(['Before the first section.', 'One and one is {1 + 1}.']) },
		says: [`${guide}: line 12 has an {expression}. Content holds no code; for a literal "{" write it in \`code\`.`],
	},
	{
		check: 'bodiesHoldNoCode',
		when: 'a body imports something',
		changes: { [guide]: edit(['Before the first section.', "import x from './x.ts';"]) },
		says: [`${guide}: line 12 has an import or export. Content holds no code; for a literal "{" write it in \`code\`.`],
	},
	{
		check: 'bodiesHoldNoCode',
		when: 'a body uses a component that there is not',
		changes: { [guide]: edit(['<Cite source="rfc"', '<Cites source="rfc"']) },
		says: [
			`${guide}: line 16 uses <Cites>, which is not a component of bodies. Did you mean "Cite"? There are: Cite, Status, Strip, MomentTable, AnswerTable, ListOf.`,
		],
	},
	{
		check: 'noDuplicateIds',
		when: 'two files differ only in the case of their names',
		changes: { 'content/guides/Meaning.mdx': textOf(guide) },
		says: [
			`content/guides/Meaning.mdx: has the same id as ${guide} ("guides/meaning"). Rename one of them.`,
			'content/guides/Meaning.mdx: has the id "Meaning", expected lower case words joined by "-". The id becomes the address of the page.',
		],
	},
	{
		check: 'idsAreAddresses',
		when: 'a name has an underscore',
		changes: {
			[guide]: null,
			'content/guides/the_meaning.mdx': textOf(guide),
		},
		says: [
			'content/guides/the_meaning.mdx: has the id "the_meaning", expected lower case words joined by "-". The id becomes the address of the page.',
		],
	},
	{
		check: 'idsAreAddresses',
		when: 'a symptom lies outside of the folder of a product',
		changes: {
			'content/symptoms/loose.mdx': textOf(symptom).replaceAll('"connect() failed (', '"loose ('),
		},
		says: [
			'content/symptoms/loose.mdx: must lie in the folder of its product: content/symptoms/<product>/<name>.mdx.',
			'content/symptoms/loose.mdx: product is "nginx", but the file lies in symptoms/loose/. Move the file or change the field.',
		],
	},
	{
		check: 'idsAreAddresses',
		when: 'a guide lies in a folder of its own',
		changes: {
			[guide]: null,
			'content/guides/deep/meaning.mdx': textOf(guide),
		},
		says: ['content/guides/deep/meaning.mdx: must lie directly in content/guides/.'],
	},
	{
		check: 'noStrays',
		when: 'a file is no entry',
		changes: {},
		strays: ['content/causes/notes.md'],
		says: [
			'content/causes/notes.md: is not an entry of any collection. Entries are .mdx files (sources: .yaml) in one of the folders of content/.',
		],
	},
];

describe('the invariants', () => {
	it('hold for the smallest content', () => {
		expect(report()).toEqual([]);
	});

	it.each(cases)('$check reports when $when', ({ check, changes, strays = [], says }) => {
		const { problems } = checkContent(content(changes), strays);
		expect(problems.map(formatProblem)).toEqual(says);
		expect(problems.map((problem) => problem.check)).toContain(check);
	});

	it('all have a case here that makes them fail', () => {
		const all = [...Object.keys(invariants), ...Object.keys(fileInvariants), 'noStrays'];
		expect([...new Set(cases.map(({ check }) => check as string))].sort()).toEqual(all.sort());
	});

	it('are reported under their own names', () => {
		for (const { changes, strays = [], says } of cases)
			expect(checkContent(content(changes), strays).problems).toHaveLength(says.length);
		expect(Object.entries({ ...invariants, ...fileInvariants }).filter(([name, check]) => check.name !== name)).toEqual(
			[],
		);
	});
});

describe('a body', () => {
	it('may show headings as code without being taken for empty sections', () => {
		expect(report({ [guide]: edit(['It is a number.', '```md\n## One\n\n## Two\n```\n\nIt is a number.']) })).toEqual(
			[],
		);
	});
});
