import type { ExportedChecklist } from '../../../src/exports/checklist.ts';
import type { Inline } from '../../../src/knowledge/inline.ts';
import { hostileChecklist, realChecklists, tickings } from '../../unit/exports/samples.ts';

/** Texts at which one of these wikis stumbles, found in their parsers. */
const traps: readonly string[] = [
	// MediaWiki: French spaces, magic links and words, variants, signatures, normal forms.
	'a ; b ? c : d ! e % f » g « h ‹ i › j',
	'RFC 2616 RFC\u00a09110 PMID 12345 ISBN 0-306-40615-2 ISBN\t9780306406157',
	'__TOC__ __NOTOC__ {{CURRENTYEAR}} {{subst:x}} {{#if:x|y}} -{zh:x;en:y}- ~~~ ~~~~~ [[Category:X]] [[File:X.png]]',
	'<ref>x</ref> <includeonly>y</includeonly> <onlyinclude>z</onlyinclude> <br> <br/> <hr> <pre> </div> &nbsp; &#9744;',
	'e\u0301 \u212b \u1112\u1161\u11ab',
	"it's 'x' x' 'x '' ''' '''''x'''''",
	// DokuWiki: ends of literal text, typography, smileys, media, tags of plugins.
	'100% %% %%% %a% </nowiki> </nowiki>% %</nowiki>%% <nowiki>%%</nowiki>',
	"(c) (r) (tm) 640x480 2X4 ... -- --- <-> <=> => >> << -> <- \"a\" 'b' can't",
	'LOL FIXME DELETEME 8-) :-) :-/ ;-) m( ^_^ :?: :!: WTF? HTTP',
	'{{image.png}} and {{image.png}}',
	'[[a]] b]] c]]] d]]]] [[[e]]] f]',
	'ends with ]]',
	'<todo>x</todo> <todo #>y</todo> </todo> <todo',
	'~~NOTOC~~ ~~NOCACHE~~ ~~INFO:version~~ ~~TODOLIST~~ ~~NOTODO~~ {{rss>http://example.com}}',
	'<html><b>x</b></html> <HTML><b>x</b></HTML> <php>echo 1</php> <code php>x</code> <file>y</file> <sub>z</sub>',
	'((note)) ==== head ==== ^ a ^ b ^ file://x \\\\server\\share this>wiki ftp.example.com',
	'https: // and http: //x',
	// TiddlyWiki: widgets, quotes, calls, substitution, camel case.
	'" "" """ x"',
	`"' '"" '"""'`,
	'` `` ``` `a` ``b``',
	'<$list filter="x">y</$list> <<toc>> <<toc "x">> {{Tiddler}} {{{ [tag[x]] }}} ((variable)) (((filter)))',
	'\\define x() y $:/core $x$ $(x)$ ~CamelCase BarBar ÄpfelBaum aBarBar @@x@@ <%if x%> http:x data:x mailto:x@y.z',
	'<$text text="x"/> <!-- x --> [img[x.png]] [ext[x|y]] $$$ """',
	'ends with a blank ',
];

/** Texts that mean something at the start of a line, or as a whole line. */
const lineTraps: readonly string[] = [
	'! bang',
	': colon',
	'; semicolon : colon',
	'. dot',
	') bracket',
	'  two blanks',
	'= equals =',
	'== equals ==',
	'----',
	'{| table',
	'|| bars',
	'^ caret ^',
	'* star',
	'- dash',
	'# hash',
	'1. one',
	'>> quotes',
	'#REDIRECT [[Main Page]]',
	'{{image.png}}',
	'\\define x() y',
	'<todo',
	'%',
	'~~NOTOC~~',
	'<html>x</html>',
	'\u212b',
];

const address = "https://example.com/a|b?c=[d]&e=''f''&g=__h__&i=~~~j&copy;=1&k={{l}}&m=%25n&o=\"p\"#<q>";

/** A checklist of these texts in every place that holds text. */
const trapChecklist: ExportedChecklist = {
	id: 'traps',
	title: "= Traps: {{x}} [[y]] %% </nowiki> ''z'' \"q\" <$list> =",
	summary: [': colon first ', { code: ' ; ' }, ' and ', { strong: ['strong ', { emphasis: ['both'] }] }, '.'],
	url: 'https://example.com/checklists/traps/',
	revision: 1,
	revised: '2026-11-22',
	minutes: 42,
	steps: [...traps, ...lineTraps].map((text, index) => ({
		id: `trap-${index + 1}`,
		url: `https://example.com/checklists/traps/#trap-${index + 1}`,
		check: text,
		expect: text,
		how: [
			text,
			{ code: text },
			text,
			{ link: address, text: [text, { code: text }, { strong: [text] }, { emphasis: [text] }] },
			': ',
			{ strong: [text, { code: text }] },
			', ',
			{ emphasis: [text, { code: text }] },
			'; ',
			{ code: 'word' },
			'.',
		] satisfies Inline[],
		why: [{ emphasis: [text] }, { strong: [text] }, text, ' https:', { emphasis: [text] }, ' :', { strong: [text] }],
		minutes: 1,
		no: { say: text, title: text, url: address },
		more: [
			{ title: text, url: address },
			{ title: 'plain', url: 'https://example.com/plain/' },
		],
	})),
};

/** One small checklist for each text, which is its title and begins its summary: both begin a line. */
export const openings: readonly ExportedChecklist[] = lineTraps.map((text, index) => ({
	...trapChecklist,
	id: `opening-${index + 1}`,
	title: text,
	summary: [text, ' and ', text],
	steps: trapChecklist.steps.slice(0, 1),
}));

/** Every checklist with every ticking. */
export const cases = [...(await realChecklists()), hostileChecklist, trapChecklist].flatMap((checklist) =>
	tickings(checklist).map((ticked, index) => ({ checklist, ticked, name: `${checklist.id}, ticks ${index + 1}` })),
);
