import type { Inline } from '../knowledge/inline.ts';

/** Inline text without marks: code as it stands, and the address of each link after its words. */
export const plainText = (inline: readonly Inline[]): string =>
	inline
		.map((part) => {
			if (typeof part === 'string') return part;
			if ('code' in part) return part.code;
			if ('link' in part) return addressed(plainText(part.text), part.link);
			return plainText('strong' in part ? part.strong : part.emphasis);
		})
		.join('');

/**
 * Words and the address that they lead to: `nginx <https://example.com/nginx/>`.
 *
 * RFC 3986, appendix C, has angle brackets around an address in plain text: no full stop or bracket of the sentence is
 * taken for a part of it.
 */
export const addressed = (words: string, url: string) =>
	`${words} <${url.replace(/[\s<>]/g, (character) => encodeURIComponent(character))}>`;
