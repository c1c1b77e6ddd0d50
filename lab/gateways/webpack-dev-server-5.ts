import type { Gateway } from '../gateway.ts';
import webpackDevServer from './webpack-dev-server.ts';

/** Made on http-proxy-middleware 2; version 6 is made on version 4 of that. */
export default {
	...webpackDevServer,
	id: 'webpack-dev-server-5',
	install: { npm: { 'webpack-dev-server': '5.2.7', webpack: '5.112.2' }, asOf: '2026-11-22' },
} satisfies Gateway;
