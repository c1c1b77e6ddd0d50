import type { Observed } from '../evidence/evidence.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { statusName, wordOfStatus } from './status.ts';

/** What a product is called. */
export const nameOf = (knowledge: Knowledge, product: string): string =>
	knowledge.find('products', product)?.data.title ?? product;

/** Gateways that are more than another version of their product. */
const variants: Record<string, string> = { 'spring-cloud-gateway-mvc': 'Spring Cloud Gateway MVC' };

/** What a gateway is called, without its version. */
export const gatewayName = (knowledge: Knowledge, { product, gateway }: { product: string; gateway: string }): string =>
	variants[gateway] ?? nameOf(knowledge, product);

/** `nginx 1.22.1` */
export const titleOf = (
	knowledge: Knowledge,
	recording: { product: string; version: string; gateway: string },
): string => `${gatewayName(knowledge, recording)} ${recording.version}`;

/** The address of what a gateway was told and what it answered, without the base path. */
export const columnPath = (name: string) => `/evidence/gateways/${name}/`;

/** The colour of an outcome: that of its status when the answer is whole, none when it is not. */
export const toneOf = ({ status, outcome }: Observed) =>
	status === null ? 'silent' : [statusName(status).tone, outcome.includes(' ') ? 'cut' : ''].filter(Boolean).join(' ');

/** The words beside a status; for statuses with a name of ours that one, which is short and the same in all cells. */
export function shortWord({ status, outcome, word }: Observed): string {
	if (status === null) return word;
	// Words of the gateway itself, without how the answer ended.
	const spoken = (words: string) => words.replace(/(^|, )(cut short|hangs)$/, '');
	const [, ending] = outcome.split(' ');
	const named = statusName(status);
	const reason = named.tone === '' ? spoken(word) || wordOfStatus(status) : named.word;
	return [reason, ending === 'cut' ? 'cut short' : ending === 'hang' ? 'hangs' : ''].filter(Boolean).join(', ');
}

/** `502 → 200` */
export const turnOf = (before: Observed, after: Observed) =>
	`${before.status ?? before.word} → ${after.status ?? after.word}`;
