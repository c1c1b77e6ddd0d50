import { each, type Gateway, urlOf } from '../gateway.ts';
import { quickStart } from '../java.ts';

/** The flavour of Spring WebFlux, on reactor-netty; for the other one see spring-cloud-gateway-mvc.ts. */
export default {
	id: 'spring-cloud-gateway',
	product: 'spring-cloud-gateway',
	install: { project: 'spring-cloud-gateway' },
	source: 'Maven artifact spring-cloud-starter-gateway-server-webflux, with Spring Boot 4.1.1',
	version: { file: 'pom.xml', pattern: /<spring-cloud-gateway\.version>([\d.]+)/ },
	// Of stack traces, the errors and their causes are kept.
	logs: [
		{
			file: 'stdout.log',
			access: true,
			ignore:
				/^\s+(?:at |\.\.\. |Suppressed: |\*__)|^Original Stack Trace:|^Error has been observed|: Started Gateway in /,
		},
	],
	ignores: ({ socket }) => (socket ? 'Spring Cloud Gateway knows no upstream on a Unix socket' : undefined),
	varies: [
		[/\b(INFO|WARN|ERROR) \d+ --- \[[^\]]*\]/g, '$1 <pid> --- [<thread>]'],
		[/\[[0-9a-f]{6,8}(?:-\d+)?\](?= +(?:500|Error))/g, '[<request>]'],
		[/("requestId":")[0-9a-f]+-\d+"/g, '$1<request>"'],
		[/\[[0-9a-f]{8}(?:-\d+)?, L:/g, '[<channel>, L:'],
		[/(HTTP\/1\.1" \d+ (?:\d+|-)) \d+$/gm, '$1 <milliseconds>'],
	],
	setup: ({ port, targets, authority, limits, installed }) => ({
		command: [
			'java',
			...quickStart,
			...['-Dreactor.netty.http.server.accessLogEnabled=true', '-jar', `${installed}/spring-cloud-gateway.jar`],
		],
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
            connect-timeout: ${limits.connect * 1000}
            response-timeout: ${limits.read}s
            ssl:
              trusted-x509-certificates:
                - ${authority}
          routes:
${each(
	targets,
	(target) => `            - id: ${target.name}
              uri: ${urlOf(target)}
              predicates:
                - Path=${target.path}**`,
)}
`,
		},
	}),
} satisfies Gateway;
