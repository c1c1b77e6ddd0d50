import { describe, expect, it } from 'vitest';
import { Evidence } from '../../src/evidence/evidence.ts';
import { checkContent, evidenceInvariants, fileInvariants, invariants } from '../../src/knowledge/check.ts';
import { formatProblem } from '../../src/knowledge/problem.ts';
import { type Changes, content, edit, report, texts } from './content.ts';
import { modes, recordingOf, refused, scenariosOf } from './recordings.ts';

interface Case {
	check:
		| keyof typeof invariants
		| keyof typeof evidenceInvariants
		| keyof typeof fileInvariants
		| 'noStrays'
		| 'schema';
	/** What is wrong, said as the end of "reports …". */
	when: string;
	changes: Changes;
	strays?: string[];
	/** What the lab recorded, and the list of what no page explains. */
	recorded?: { evidence: Evidence; leftOut?: string };
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

/** nginx, recorded once, whose only message is the signature of the smallest content's only symptom. */
const lab = (version = '', ...scenarios: string[]) =>
	new Evidence(
		[recordingOf('nginx', '1.22.1', { refuse: refused, silence: { outcome: 'hang' } })],
		modes,
		version ? [scenariosOf(version, ...scenarios)] : [],
	);

/** The symptom with recorded evidence, so that all is well until something else is changed. */
const withRecording = (...pairs: [from: string, to: string][]) =>
	edit(['evidence:\n', 'evidence:\n  - kind: recorded\n    at: nginx/refuse\n'], ...pairs);

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
			`${guide}: line 16 uses <Cites>, which is not a component of bodies. Did you mean "Cite"? There are: Cite, Status, Strip, MomentTable, AnswerTable, ListOf, Recorded.`,
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
	{
		check: 'recordingsExist',
		when: 'evidence names a recording that does not exist',
		changes: { [symptom]: withRecording(['at: nginx/refuse', 'at: nginx/refused']) },
		recorded: { evidence: lab() },
		says: [
			`${symptom}: evidence[0] names the recording "nginx/refused", which does not exist. Did you mean "nginx/refuse"?`,
		],
	},
	{
		check: 'recordingsExist',
		when: 'evidence shows a part that was not recorded',
		changes: {
			[symptom]: withRecording([
				'    at: nginx/refuse\n',
				'    at: nginx/refuse\n  - kind: recorded\n    at: nginx/silence\n    show: answer\n    status: null\n    note: It waits.\n',
			]),
		},
		recorded: { evidence: lab() },
		says: [`${symptom}: evidence[1] shows what came back in "nginx/silence", in which not a byte came.`],
	},
	{
		check: 'recordingsExist',
		when: 'a body shows a recording that does not exist, none, or a part that there is not',
		changes: {
			[symptom]: withRecording(),
			[guide]: edit([
				'It is a number.',
				'<Recorded at="nginx/refus" />\n\n<Recorded />\n\n<Recorded at="nginx/refuse" show="logs" />\n\nIt is a number.',
			]),
		},
		recorded: { evidence: lab() },
		says: [
			`${guide}: line 16 names the recording "nginx/refus", which does not exist. Did you mean "nginx/refuse"?`,
			`${guide}: line 18 names no recording. Write at="gateway/mode" or scenario="id".`,
			`${guide}: line 20 shows "logs", expected one of "log", "answer", "headers".`,
		],
	},
	{
		check: 'recordingsExist',
		when: 'a cause names an unknown mode, and a recipe an unknown scenario',
		changes: {
			[symptom]: withRecording(),
			[cause]: edit(['mitigations:', 'modes: [refuse, refused]\nmitigations:']),
			[retry]: edit(['grounds:', 'proved: [two-tries]\n    grounds:']),
		},
		recorded: { evidence: lab() },
		says: [
			`${cause}: modes[1] names "refused", which is no mode of the lab. Did you mean "refuse"?`,
			`${retry}: recipes[0].proved[0] names the recording "two-tries", which does not exist.`,
		],
	},
	{
		check: 'recordedStatusAgrees',
		when: 'a page says 503 where the recording says 502',
		changes: { [symptom]: withRecording(['status: 502', 'status: 503']) },
		recorded: { evidence: lab() },
		says: [
			`${symptom}: status is 503, but the recording "nginx/refuse" shows 502. Correct the status, or give evidence[0] its own "status" and a "note" that says why it differs.`,
		],
	},
	{
		check: 'recordedStatusAgrees',
		when: 'evidence has a status of its own that was not recorded, or that need not be said',
		changes: {
			[symptom]: withRecording([
				'    at: nginx/refuse\n',
				'    at: nginx/refuse\n    status: 502\n    note: As always.\n  - kind: recorded\n    at: nginx/silence\n    status: 504\n    note: It waits.\n',
			]),
		},
		recorded: { evidence: lab() },
		says: [
			`${symptom}: evidence[0].status is the status of the symptom. Leave it out.`,
			`${symptom}: evidence[1].status is 504, but the recording "nginx/silence" shows no status (hang).`,
		],
	},
	{
		check: 'signaturesAreRecorded',
		when: 'a message is not in the recordings that its symptom names',
		changes: { [symptom]: withRecording(['signatures:\n', 'signatures:\n  - text: no live upstreams\n']) },
		recorded: { evidence: lab() },
		says: [
			`${symptom}: signatures[0].text is not in the recordings that the evidence names (nginx/refuse): "no live upstreams". Name the recording that has it, or say in "unrecorded" why there is none.`,
		],
	},
	{
		check: 'signaturesAreRecorded',
		when: 'a message that is said not to be recorded is recorded',
		changes: {
			[symptom]: withRecording([
				'Connection refused)"\ncauses',
				'Connection refused)"\n    unrecorded: It is rare.\ncauses',
			]),
		},
		recorded: { evidence: lab() },
		says: [
			`${symptom}: signatures[0].unrecorded is not true: "connect() failed ({errno}: Connection refused)" stands in the recording "nginx/refuse". Name that recording and leave this out.`,
		],
	},
	{
		check: 'signaturesAreRecorded',
		when: 'a message says that it alone is not recorded, and no message is',
		changes: {
			[symptom]: edit(['Connection refused)"\ncauses', 'Connection refused)"\n    unrecorded: It is rare.\ncauses']),
		},
		says: [
			`${symptom}: signatures[0].unrecorded says why these words alone are not recorded, but the evidence names no recording. Leave it out.`,
		],
	},
	{
		check: 'labSymptomsAreRecorded',
		when: 'a symptom of a product that the lab runs has no recording',
		changes: {},
		recorded: { evidence: lab() },
		says: [
			`${symptom}: evidence has no recording, although the lab runs nginx. Add "kind: recorded" with "at: nginx/…", or say in "notRecorded" why there is none.`,
		],
	},
	{
		check: 'labSymptomsAreRecorded',
		when: 'a symptom has a recording and says why it has none',
		changes: { [symptom]: withRecording(['reviewed:', 'notRecorded: It is rare.\nreviewed:']) },
		recorded: { evidence: lab() },
		says: [`${symptom}: notRecorded says why there is no recording, but the evidence names one. Leave it out.`],
	},
	{
		check: 'labSymptomsAreRecorded',
		when: 'a symptom says that it was not recorded, and it was',
		changes: { [symptom]: edit(['reviewed:', 'notRecorded: It is rare.\nreviewed:']) },
		recorded: { evidence: lab() },
		says: [
			`${symptom}: notRecorded is not true: a signature stands in the recording "nginx/refuse". Name that recording as evidence.`,
		],
	},
	{
		check: 'labSymptomsAreRecorded',
		when: 'a symptom of a product that the lab does not run says that it was not recorded',
		changes: { [symptom]: edit(['reviewed:', 'notRecorded: It is rare.\nreviewed:']) },
		says: [`${symptom}: notRecorded is not needed: the lab does not run nginx. Leave it out.`],
	},
	{
		check: 'scenariosProveRecipes',
		when: 'no recipe names a scenario',
		changes: { [symptom]: withRecording() },
		recorded: { evidence: lab('1.22.1', 'two-tries') },
		says: [
			'lab/recordings/scenarios/nginx-1.22.1.json: the scenario "two-tries" is named by no recipe. Add it to "proved" of the recipe that it shows to work, or to the scenarios of content/left-out.yaml with a reason.',
		],
	},
	{
		check: 'scenariosProveRecipes',
		when: 'the list names scenarios that need no entry: one that a recipe names, one twice, one that does not exist',
		changes: { [symptom]: withRecording(), [retry]: edit(['grounds:', 'proved: [two-tries]\n    grounds:']) },
		recorded: {
			evidence: lab('1.22.1', 'two-tries', 'other'),
			leftOut:
				'scenarios: [{ scenario: two-tries, reason: x }, { scenario: other, reason: x }, { scenario: other, reason: x }, { scenario: third, reason: x }]',
		},
		says: [
			'content/left-out.yaml: scenarios[0] is no longer needed: a recipe names "two-tries". Remove the entry.',
			'content/left-out.yaml: scenarios[2] names "other" once more. Keep one entry.',
			'content/left-out.yaml: scenarios[3] names the scenario "third", which does not exist.',
		],
	},
	{
		check: 'messagesAreExplained',
		when: 'a recorded message is a signature of no symptom',
		changes: { [symptom]: withRecording() },
		recorded: {
			evidence: new Evidence(
				[
					recordingOf('nginx', '1.22.1', {
						refuse: refused,
						silence: { outcome: '504', log: { 'error.log': ['timed out (110)'] } },
					}),
				],
				modes,
			),
		},
		says: [
			'lab/recordings/nginx-1.22.1.json: error.log says "timed out (110)" (silence), which is a signature of no symptom of nginx. Add it to one, or to the messages of content/left-out.yaml with a reason.',
		],
	},
	{
		check: 'messagesAreExplained',
		when: 'a product that was recorded has no page',
		changes: {},
		recorded: {
			evidence: new Evidence(
				[recordingOf('squid', '5.7', { refuse: { outcome: '503', log: { 'cache.log': ['failed', 'twice'] } } })],
				modes,
			),
		},
		says: [
			'lab/recordings/squid-5.7.json: logs 2 messages, and squid has no page. Write one, or add "product: squid" to the messages of content/left-out.yaml with a reason.',
		],
	},
	{
		check: 'messagesAreExplained',
		when: 'the list leaves out what needs no entry: a product that has a page, and messages that nobody says',
		changes: { [symptom]: withRecording() },
		recorded: {
			evidence: lab(),
			leftOut:
				'messages: [{ product: nginx, reason: x }, { product: nginx, text: "timed out ({n})", reason: x }, { product: squid, reason: x }]',
		},
		says: [
			'content/left-out.yaml: messages[0] leaves out all messages of nginx, which has a page now. Remove the entry.',
			'content/left-out.yaml: messages[1] is no longer needed: no message of nginx that is without a symptom is "timed out ({n})". Remove the entry.',
			'content/left-out.yaml: messages[2] is no longer needed: no message of squid that is without a symptom is recorded. Remove the entry.',
		],
	},
	{
		check: 'linksAgreeWithRecordings',
		when: 'a link reads 503 where the recording says 502, in a body and in a field',
		changes: {
			[symptom]: withRecording(),
			[guide]: edit(['It is a number.', 'It is a [503](/evidence/refuse/#nginx).']),
			[checklist]: edit(['how: Use curl.', 'how: nginx says [503 for that](/evidence/refuse/).']),
		},
		recorded: { evidence: lab() },
		says: [
			`${checklist}: steps[1].how links to "/evidence/refuse/" and reads "503 for that", but no recording shows that.`,
			`${guide}: line 16 links to "/evidence/refuse/#nginx" and reads "503", but the recording shows 502.`,
		],
	},
	{
		check: 'linksAgreeWithRecordings',
		when: 'a link says another ending than was recorded, or turns a fix around',
		changes: {
			[symptom]: withRecording(),
			[retry]: edit(['grounds:', 'proved: [two-tries]\n    grounds:']),
			[guide]: edit([
				'It is a number.',
				'[empty](/evidence/silence/#nginx), [200 → 502](/evidence/fixes/two-tries/), [504](/evidence/fixes/two-tries/).',
			]),
		},
		recorded: { evidence: lab('1.22.1', 'two-tries') },
		says: [
			`${guide}: line 16 links to "/evidence/silence/#nginx" and reads "empty", but the recording shows no status (hang).`,
			`${guide}: line 16 links to "/evidence/fixes/two-tries/" and reads "200 → 502", but the recording shows 502 → 200.`,
			`${guide}: line 16 links to "/evidence/fixes/two-tries/" and reads "504", but the recording shows 502 → 200.`,
		],
	},
	{
		check: 'linksAgreeWithRecordings',
		when: 'a link leads to a recording that does not exist',
		changes: { [symptom]: withRecording(), [guide]: edit(['(/causes/not-listening/)', '(/evidence/refusal/#nginx)']) },
		recorded: { evidence: lab() },
		says: [`${guide}: line 20 links to "/evidence/refusal/#nginx", but there is no mode "refusal".`],
	},
	{
		check: 'schema',
		when: 'the list of what no page explains has an unknown field',
		changes: {},
		recorded: { evidence: lab(), leftOut: 'message: []' },
		says: [
			'content/left-out.yaml: has the unknown field "message". Did you mean "messages"? Known fields: messages, scenarios.',
		],
	},
];

describe('what agrees with its recordings', () => {
	const agreeing = (changes: Changes, leftOut?: string) =>
		checkContent(content({ [symptom]: withRecording(), ...changes }), [], {
			evidence: lab('1.22.1', 'two-tries'),
			leftOut: leftOut ?? 'scenarios: [{ scenario: two-tries, reason: It is a test. }]',
		}).problems.map(formatProblem);

	it.each([
		'[502](/evidence/refuse/#nginx)',
		'[nginx 1.22.1 says 502, not what you expect](/evidence/refuse/)',
		'[502 → 200](/evidence/fixes/two-tries/)',
		'[from 502 to an answer](/evidence/fixes/two-tries/#nginx)',
		'[hangs](/evidence/silence/#nginx)',
		'[the table of 94 gateways and 503 things](/evidence/)',
		'<Recorded at="nginx/refuse" show="headers" />',
		'<Recorded scenario="two-tries" />',
	])('may say %s', (words) => {
		expect(agreeing({ [guide]: edit(['It is a number.', `${words}\n\nIt is a number.`]) })).toEqual([]);
	});

	it('may name a scenario in a recipe instead of the list', () => {
		expect(agreeing({ [retry]: edit(['grounds:', 'proved: [two-tries]\n    grounds:']) }, '')).toEqual([]);
	});

	it('names a recording by place or by scenario, and a status of its own only with a note', () => {
		const says = (evidence: string) =>
			report({ [symptom]: edit(['evidence:\n', `evidence:\n  - kind: recorded\n${evidence}`]) });
		expect(says('    at: nginx/refuse\n    scenario: two-tries\n')).toEqual([
			expect.stringContaining('names a recording with "at" or with "scenario", one of the two'),
		]);
		expect(says('    at: nginx/refuse\n    status: null\n')).toEqual([
			expect.stringContaining('needs a "note" that says why'),
		]);
		expect(says('    at: nginx refuse\n')).toEqual([expect.stringContaining('write it as gateway/mode')]);
	});
});

describe('the invariants', () => {
	it('hold for the smallest content', () => {
		expect(report()).toEqual([]);
	});

	it.each(cases)('$check reports when $when', ({ check, changes, strays = [], recorded, says }) => {
		const { problems } = checkContent(content(changes), strays, recorded);
		expect(problems.map(formatProblem)).toEqual(says);
		expect(problems.map((problem) => problem.check)).toContain(check);
	});

	it('all have a case here that makes them fail', () => {
		const all = [invariants, evidenceInvariants, fileInvariants].flatMap((table) => Object.keys(table));
		expect(
			[...new Set(cases.map(({ check }) => check as string))].filter((check) => check !== 'schema').sort(),
		).toEqual([...all, 'noStrays'].sort());
	});

	it('are reported under their own names', () => {
		for (const { changes, strays = [], recorded, says } of cases)
			expect(checkContent(content(changes), strays, recorded).problems).toHaveLength(says.length);
		expect(
			Object.entries({ ...invariants, ...evidenceInvariants, ...fileInvariants }).filter(
				([name, check]) => check.name !== name,
			),
		).toEqual([]);
	});
});

describe('a body', () => {
	it('may show headings as code without being taken for empty sections', () => {
		expect(report({ [guide]: edit(['It is a number.', '```md\n## One\n\n## Two\n```\n\nIt is a number.']) })).toEqual(
			[],
		);
	});
});
