import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Moment } from '../schemas/index.ts';

/** One signature with what a result needs to show: a row of `/api/v1/signatures.json`. */
export interface SignatureRow {
	text: string;
	example?: string;
	exactCase: boolean;
	/** Id of the symptom it belongs to, `nginx/connection-refused`. */
	symptom: string;
	/** Address without base path. */
	url: string;
	title: string;
	product: string;
	audience: 'visitor' | 'owner';
	status: number | null;
	moment: Moment | null;
}

/** Every signature of the handbook, for the search, for the diagnosis, and for other people's tools. */
export const signaturePack = (knowledge: Knowledge): SignatureRow[] =>
	knowledge.all('symptoms').flatMap(({ id, path, data }) =>
		data.signatures.map(({ text, example, exactCase }) => ({
			text,
			...(example ? { example } : {}),
			exactCase,
			symptom: id,
			url: path,
			title: data.title,
			product: knowledge.get('products', data.product).data.title,
			audience: data.audience,
			status: data.status,
			moment: data.moment,
		})),
	);
