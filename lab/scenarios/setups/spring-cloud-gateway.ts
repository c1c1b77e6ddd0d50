import type { Gateway } from '../../gateway.ts';
import adapter from '../../gateways/spring-cloud-gateway.ts';
import { installedFolder } from '../../runner/install.ts';
import { type Act, type Place, start } from '../../scenario.ts';
import { indented } from './text.ts';

/** That it has started may be logged after its port is open. Stack traces are not kept, as with the modes. */
export const springCloudGateway: Gateway = {
	...adapter,
	logs: adapter.logs.map((log) => ({
		...log,
		ignore: new RegExp(`${log.ignore.source}|: Started Gateway in `),
	})),
};

/**
 * Spring Cloud Gateway with one route for everything.
 *
 * @param uri of the application
 * @param client what stands below `httpclient`, in YAML
 */
export const springCloudGatewayWith = ({ port }: Place, uri: string, client: string): Act =>
	start(springCloudGateway, {
		command: `java -Xmx192m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData -Dreactor.netty.http.server.accessLogEnabled=true -jar ${installedFolder(springCloudGateway.install)}/spring-cloud-gateway.jar`,
		ready: port,
		files: {
			'application.yml': `server:
  address: 127.0.0.1
  port: ${port}
spring:
  main:
    banner-mode: "off"
  cloud:
    gateway:
      server:
        webflux:
          httpclient:
            connect-timeout: 1000
${indented(client, 6, '  ')}
          routes:
            - id: shop
              uri: ${uri}
              predicates:
                - Path=/**
`,
		},
	});
