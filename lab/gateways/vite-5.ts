import type { Gateway } from '../gateway.ts';
import vite from './vite-8.ts';

export default {
	...vite,
	id: 'vite-5',
	install: { npm: { vite: '5.4.21' }, asOf: '2026-11-22' },
} satisfies Gateway;
