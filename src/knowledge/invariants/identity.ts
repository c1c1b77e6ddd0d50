import type { Knowledge } from '../knowledge.ts';
import type { ContentFile } from '../parse.ts';
import type { Problem } from '../problem.ts';
import { parseTemplate, templateMatches } from '../template.ts';

/** No two files have the same id, not even when only the case differs: some file systems cannot tell them apart. */
export function noDuplicateIds(files: readonly ContentFile[]): Problem[] {
	const seen = new Map<string, ContentFile>();
	return files.flatMap((file): Problem[] => {
		const key = `${file.collection}/${file.id}`.toLowerCase();
		const first = seen.get(key);
		seen.set(key, first ?? file);
		return first
			? [
					{
						file: file.path,
						check: 'noDuplicateIds',
						message: `has the same id as ${first.path} ("${key}"). Rename one of them.`,
					},
				]
			: [];
	});
}

/** Ids are addresses: lower case, and a symptom lies in the folder of its product. */
export function idsAreAddresses(files: readonly ContentFile[]): Problem[] {
	return files.flatMap((file): Problem[] => {
		const depth = file.collection === 'symptoms' ? 2 : 1;
		const parts = file.id.split('/');
		const problem = (message: string) => [{ file: file.path, check: 'idsAreAddresses', message }];
		if (parts.length !== depth) {
			return problem(
				depth === 2
					? 'must lie in the folder of its product: content/symptoms/<product>/<name>.mdx.'
					: `must lie directly in content/${file.collection}/.`,
			);
		}
		if (!parts.every((part) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(part))) {
			return problem(
				`has the id "${file.id}", expected lower case words joined by "-". The id becomes the address of the page.`,
			);
		}
		return [];
	});
}

/** Files that are no entries: a wrong folder or a wrong ending would leave them out of the site without a word. */
export function noStrays(strays: readonly string[]): Problem[] {
	return strays.map((file) => ({
		file,
		check: 'noStrays',
		message:
			'is not an entry of any collection. Entries are .mdx files (sources: .yaml) in one of the folders of content/.',
	}));
}

/** A symptom lies in the folder of the product that it names. */
export function symptomsLieWithTheirProduct(knowledge: Knowledge): Problem[] {
	return knowledge
		.all('symptoms')
		.filter((symptom) => !symptom.id.startsWith(`${symptom.data.product}/`))
		.map((symptom) => ({
			file: symptom.file,
			check: 'symptomsLieWithTheirProduct',
			message: `product is "${symptom.data.product}", but the file lies in symptoms/${symptom.id.split('/')[0]}/. Move the file or change the field.`,
		}));
}

/** No two symptoms share a signature: a message that was pasted must lead to one page. */
export function signaturesAreUnique(knowledge: Knowledge): Problem[] {
	const seen = new Map<string, string>();
	return knowledge.all('symptoms').flatMap((symptom) =>
		symptom.data.signatures.flatMap(({ text, exactCase }, index): Problem[] => {
			const words = parseTemplate(text).join(' ').replace(/\s+/g, ' ');
			const key = exactCase ? words : words.toLowerCase();
			const first = seen.get(key);
			seen.set(key, first ?? symptom.key);
			return first
				? [
						{
							file: symptom.file,
							check: 'signaturesAreUnique',
							message: `signatures[${index}].text is also a signature of ${first}: "${text}". Keep it on the page it fits best.`,
						},
					]
				: [];
		}),
	);
}

/** A signature with {placeholders} comes with an example that it matches; the tests search for that example. */
export function signaturesHaveExamples(knowledge: Knowledge): Problem[] {
	return knowledge.all('symptoms').flatMap((symptom) =>
		symptom.data.signatures.flatMap((signature, index): Problem[] => {
			const problem = (message: string) => [
				{ file: symptom.file, check: 'signaturesHaveExamples', message: `signatures[${index}].example ${message}` },
			];
			const fragments = parseTemplate(signature.text);
			if (fragments.every((fragment) => fragment.trim().length < 2)) {
				return problem('cannot help: the text has no words outside its placeholders to be found by.');
			}
			if (fragments.join('') !== signature.text && !signature.example) {
				return problem(`is missing: "${signature.text}" has a placeholder. Write the words with it filled in.`);
			}
			if (signature.example && !templateMatches(signature, signature.example)) {
				return problem(`does not match its text: "${signature.example}" is not "${signature.text}".`);
			}
			return [];
		}),
	);
}

/** A step's id is its own within the checklist: saved ticks hang on it. */
export function stepIdsAreUnique(knowledge: Knowledge): Problem[] {
	return knowledge.all('checklists').flatMap((checklist) =>
		checklist.data.steps.flatMap((step, index): Problem[] => {
			const first = checklist.data.steps.findIndex((other) => other.id === step.id);
			return first < index
				? [
						{
							file: checklist.file,
							check: 'stepIdsAreUnique',
							message: `steps[${index}].id is "${step.id}", which is already the id of steps[${first}]. Give the newer step an id of its own.`,
						},
					]
				: [];
		}),
	);
}
