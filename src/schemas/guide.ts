import { z } from 'zod';
import { common } from './common.ts';

/** A page to read from top to bottom. */
export const guide = z.strictObject({
	...common,
	audience: z.enum(['visitor', 'owner', 'everyone']).describe('Who it is written for.'),
	order: z.int().min(1).describe('Its place in the list of guides.'),
});
