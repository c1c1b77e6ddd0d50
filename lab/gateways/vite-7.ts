import type { Gateway } from '../gateway.ts';
import vite from './vite-8.ts';

export default {
	...vite,
	id: 'vite-7',
	install: { npm: { vite: '7.3.8' }, asOf: '2026-11-22' },
} satisfies Gateway;
