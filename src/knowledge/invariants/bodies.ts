import { bodyComponents } from '../body.ts';
import type { Knowledge } from '../knowledge.ts';
import { type Problem, suggestion } from '../problem.ts';
import { skeletonOf } from '../skeletons.ts';

/** A body has the sections of its kind of page, in their order, and no others. */
export function bodiesFollowTheirSkeleton(knowledge: Knowledge): Problem[] {
	return knowledge.pages().flatMap((entry) => {
		const { required, optional, free } = skeletonOf(entry.collection);
		const problem = (message: string): Problem => ({ file: entry.file, check: 'bodiesFollowTheirSkeleton', message });
		const sections = entry.body.headings.filter(({ depth }) => depth === 2);
		const names = sections.map(({ text }) => text);
		if (free)
			return names.length < 2 ? [problem('has fewer than two sections (## …): a page to read needs an outline.')] : [];
		const order = [...required, ...optional];
		const problems = required
			.filter((name) => !names.includes(name))
			.map((name) =>
				problem(
					`is missing the section "## ${name}". A page of ${entry.collection} has: ${order.map((item) => `"## ${item}"`).join(', ')}.`,
				),
			);
		for (const { text, line } of sections) {
			if (!order.includes(text))
				problems.push(
					problem(
						`line ${line} has the section "## ${text}", which this kind of page does not have.${suggestion(text, order)}`,
					),
				);
		}
		const ranks = names.map((name) => order.indexOf(name)).filter((rank) => rank >= 0);
		if (ranks.some((rank, index) => index > 0 && rank <= (ranks[index - 1] ?? -1))) {
			problems.push(
				problem(
					`has its sections out of order or twice. The order is: ${order.map((item) => `"## ${item}"`).join(', ')}.`,
				),
			);
		}
		return problems;
	});
}

/** Headings start at the second level (the title is the first), skip none, and no two have the same fragment. */
export function headingsFormAnOutline(knowledge: Knowledge): Problem[] {
	return knowledge.pages().flatMap((entry) => {
		const problems: Problem[] = [];
		const seen = new Set<string>();
		let before = 1;
		for (const { depth, text, id, line } of entry.body.headings) {
			const problem = (message: string) =>
				problems.push({ file: entry.file, check: 'headingsFormAnOutline', message: `line ${line}: ${message}` });
			if (depth === 1) problem(`"# ${text}" is a heading of the first level; that is the title. Use "##".`);
			else if (depth > before + 1) problem(`"${text}" skips a level. Use ${'#'.repeat(before + 1)}.`);
			if (seen.has(id))
				problem(`"${text}" makes the fragment #${id}, which an earlier heading has. Word it differently.`);
			seen.add(id);
			before = depth;
		}
		return problems;
	});
}

/** Sections say something: a heading followed by a heading of the same level, or by nothing, is an empty promise. */
export function sectionsAreNotEmpty(knowledge: Knowledge): Problem[] {
	return knowledge.pages().flatMap((entry) => {
		const lines = entry.body.source.split('\n');
		let fenced = false;
		const marks = [...lines.keys()].filter((index) => {
			const line = lines[index] ?? '';
			if (/^\s*(```|~~~)/.test(line)) fenced = !fenced;
			return !fenced && /^#{2,3} /.test(line);
		});
		return marks.flatMap((start, index): Problem[] => {
			const end = marks[index + 1] ?? lines.length;
			const deeper = (lines[end] ?? '').startsWith('###') && (lines[start] ?? '').startsWith('## ');
			const empty = lines.slice(start + 1, end).every((line) => line.trim() === '');
			return empty && !deeper
				? [
						{
							file: entry.file,
							check: 'sectionsAreNotEmpty',
							message: `has nothing under "${lines[start]}". Write the section or remove its heading.`,
						},
					]
				: [];
		});
	});
}

/** Content is data: it uses the known components and holds no code of its own. */
export function bodiesHoldNoCode(knowledge: Knowledge): Problem[] {
	return knowledge.pages().flatMap((entry) => [
		...entry.body.code.map(
			({ kind, line }): Problem => ({
				file: entry.file,
				check: 'bodiesHoldNoCode',
				message: `line ${line} has ${kind}. Content holds no code; for a literal "{" write it in \`code\`.`,
			}),
		),
		...entry.body.components
			.filter(({ name }) => !(bodyComponents as readonly string[]).includes(name))
			.map(
				({ name, line }): Problem => ({
					file: entry.file,
					check: 'bodiesHoldNoCode',
					message: `line ${line} uses <${name}>, which is not a component of bodies.${suggestion(name, bodyComponents)} There are: ${bodyComponents.join(', ')}.`,
				}),
			),
	]);
}
