import type { Gateway } from '../gateway.ts';
import httpProxyMiddleware from './http-proxy-middleware.ts';

/** Up to version 3 it was made on http-proxy; since version 4 on httpxy. */
export default {
	...httpProxyMiddleware,
	id: 'http-proxy-middleware-3',
	install: { npm: { 'http-proxy-middleware': '3.0.10', express: '5.3.0' }, asOf: '2026-11-22' },
} satisfies Gateway;
