import type { ExportedChecklist } from '../../../src/exports/checklist.ts';
import { exportedChecklist } from '../../../src/exports/of-entry.ts';
import { checkContent } from '../../../src/knowledge/check.ts';
import type { Inline } from '../../../src/knowledge/inline.ts';
import { readHandbook } from '../../../src/loading/read-handbook.ts';

/** Where the exports of the tests lead: an address as a team would publish at. */
const site = 'https://handbook.example.com/kb/502';

/** All checklists of the handbook, as they are exported. */
export async function realChecklists(): Promise<ExportedChecklist[]> {
	const { files, strays, recorded } = await readHandbook(process.cwd());
	const { knowledge, problems } = checkContent(files, strays, recorded);
	if (problems.length > 0) throw new Error('The content has mistakes. Run: npm run check:content');
	return knowledge.all('checklists').map((entry) => exportedChecklist(knowledge, entry, (path) => site + path));
}

/**
 * Texts that mean something to at least one of the languages we write, or that a careless writer loses. Each becomes a
 * step whose check, reading, way out, link titles and code hold it.
 */
export const hostileTexts: readonly string[] = [
	'pipes | and || double ^ carets ^^',
	'brackets [x] [[wiki link]] ((note)) {brace} {{template|x=1}} {{{param}}} <<macro>>',
	"quotes \"double\" 'single' ''italic'' '''bold''' “curly” ``",
	'back\\slash \\n \\* \\\\ C:\\temp\\',
	'stars *a* **b** underscores _a_ __b__ tildes ~a~ ~~b~~ plus +a+ ++b++',
	'slashes //italic// http://example.com/a_b?c=d&e=f#g www.example.com me@example.com',
	'HTML <script>alert(1)</script> <b>x</b> <!-- comment --> </p> &amp; &lt; &#x41; ]]>',
	'wiki <nowiki>x</nowiki> <pre>y</pre> <code>z</code> %%raw%% ==mark== =head= !bang! ---- ~~~~',
	// biome-ignore lint/suspicious/noTemplateCurlyInString: it is the text that is meant.
	'macros {code}x{code} {noformat} {task} {{velocity}}x{{/velocity}} $dollar $$math$$ ${var} #if(true)',
	'# hash heading',
	'1. number dot 2) number bracket',
	'- dash at the start',
	'* star at the start',
	'> quote at the start',
	'+ plus, : colon, ; semicolon, ! bang, = equals at the start',
	'[ ] box [x] box ☐ ☑ (x) (/) <todo>x</todo>',
	':emoji: :smile: @user #123 !456 %7 &8 ~label $1',
	'.. directive:: `role`_ |subst| link_ `a <b>`__ ::',
	'image:x.png[] link:y[z] include::f[] {empty} +pass+ `+lit+` (C) (R) -- ... -> => <- a^b^ a~b~ ##m##',
	'#+BEGIN_SRC sh =org= ~org~ /org/ *org* _org_ +org+ [[file:x][y]] <2026-11-22> TODO [1/2] \\alpha',
	'مرحبا بالعالم 502 שלום‏ עולם',
	'emoji 👩‍🔧 🧯 e\u0301 and ｆｕｌｌ　width, a non-breaking\u00a0space',
	'percent %s %20 %7B printf(3) 100%',
	'tabs\tand  two blanks',
	'dots … dashes – — arrows → ← « »',
	'CamelCase WikiWord ISBN 0123456789 RFC 9110 PMID 42 CVE-2026-0001',
];

/** Code that must come out byte for byte: commands and log lines hold every character there is. */
const hostileCodes: readonly string[] = [
	'grep -E "a|b" <file> && echo \'$x\' `date`',
	// biome-ignore lint/suspicious/noTemplateCurlyInString: it is the text that is meant.
	'{{ .Values.name }} {% if x %} ${VAR:-a} $(cmd) %h %{Host}i',
	'</code></pre> ]]> --> <nowiki>&nbsp;</nowiki> %%',
	"a\\b\\\\c \"\\n\" '''x''' [[y]] ~~z~~ **w** //v// __u__ ^^t^^",
	'`tick` and ``two``',
	'  two blanks   and three ',
	'{code} {noformat} {{x}} }}} +++ === ::: |||',
	'connect() failed (111: Connection refused) while connecting to upstream, client: 192.0.2.1',
	'שלום 👩‍🔧 é',
];

/** A checklist that no writer likes, with one step of 5,000 characters. */
export const hostileChecklist: ExportedChecklist = {
	id: 'hostile',
	title: 'Hostile | [title] <b>"&amp;\' {{x}} *y* \\z',
	summary: [
		'A summary with ',
		{ code: 'a|b `c` {{d}}' },
		' and ',
		{ link: `${site}/a_b/?c=d&e=(f)#g`, text: ['a [link]'] },
		'.',
	],
	url: `${site}/checklists/hostile/`,
	revision: 12,
	revised: '2026-11-22',
	minutes: 99,
	steps: [
		...hostileTexts.map((text, index) => ({
			id: `hostile-${index + 1}`,
			url: `${site}/checklists/hostile/#hostile-${index + 1}`,
			check: text,
			expect: text,
			how: [
				'Run ',
				{ code: hostileCodes[index % hostileCodes.length] ?? '' },
				', then ',
				{ strong: [text] },
				' or ',
				{ emphasis: ['emphasis'] },
				' with ',
				{ link: 'https://example.com/a_(b)?q="x"&y=[z]', text: ['text ', { code: 'a|b' }] },
				'.',
			] satisfies Inline[],
			why: [text, ' ', { code: hostileCodes[(index + 3) % hostileCodes.length] ?? '' }] satisfies Inline[],
			minutes: index + 1,
			...(index % 2 === 0 ? { no: { say: text, title: text, url: `${site}/causes/x/?a=b&c=d#e_f` } } : {}),
			more:
				index % 3 === 0
					? [
							{ title: text, url: `${site}/causes/y/` },
							{ title: 'plain', url: `${site}/causes/z/` },
						]
					: [],
		})),
		{
			id: 'long',
			url: `${site}/checklists/hostile/#long`,
			check: 'A long step',
			expect: 'all of it',
			how: ['word '.repeat(1000).trim()],
			why: ['Why not.'],
			minutes: 120,
			more: [],
		},
	],
};

/** Nothing ticked, everything, and every third step with one id that the checklist no longer has. */
export const tickings = ({ steps }: ExportedChecklist): ReadonlySet<string>[] => {
	const ids = steps.map(({ id }) => id);
	return [new Set(), new Set(ids), new Set(['gone', ...ids.filter((_id, index) => index % 3 === 0)])];
};
