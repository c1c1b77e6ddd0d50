import type { Gateway } from '../gateway.ts';
import httpProxyMiddleware from './http-proxy-middleware.ts';

/** It logs to the console by itself, and does not know the option `logger`. */
export default {
	...httpProxyMiddleware,
	id: 'http-proxy-middleware-2',
	install: { npm: { 'http-proxy-middleware': '2.0.12', express: '5.3.0' }, asOf: '2026-11-22' },
} satisfies Gateway;
