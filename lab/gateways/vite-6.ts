import type { Gateway } from '../gateway.ts';
import vite from './vite-8.ts';

export default {
	...vite,
	id: 'vite-6',
	install: { npm: { vite: '6.4.6' }, asOf: '2026-11-22' },
} satisfies Gateway;
