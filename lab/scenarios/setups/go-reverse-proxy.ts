import goReverseProxy from '../../gateways/go-reverse-proxy.ts';
import { type Act, type Place, start } from '../../scenario.ts';

/**
 * The smallest gateway on httputil.ReverseProxy, with one route.
 *
 * @param route what it says besides its path
 */
export const goReverseProxyWith = ({ port }: Place, route: Record<string, string | number>): Act =>
	start(goReverseProxy, {
		command: `go-reverse-proxy 127.0.0.1:${port} routes.json`,
		ready: port,
		files: { 'routes.json': `${JSON.stringify({ Path: '/', ConnectTimeout: 1, ...route }, undefined, '\t')}\n` },
	});
