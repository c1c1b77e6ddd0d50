import { each, type Gateway, urlOf } from '../gateway.ts';
import { quickStart } from '../java.ts';

/** The flavour of Spring MVC, on Tomcat and the HTTP client of the JDK. */
export default {
	id: 'spring-cloud-gateway-mvc',
	product: 'spring-cloud-gateway',
	install: { project: 'spring-cloud-gateway-mvc' },
	source: 'Maven artifact spring-cloud-starter-gateway-server-webmvc, with Spring Boot 4.1.1',
	version: { file: 'pom.xml', pattern: /<spring-cloud-gateway\.version>([\d.]+)/ },
	// Of stack traces, the errors and their causes are kept.
	logs: [
		{ file: 'stdout.log', ignore: /^\s+(?:at |\.\.\. |Suppressed: )|: Started Gateway in / },
		{ file: 'access.log', access: true },
	],
	ignores: ({ socket }) => (socket ? 'Spring Cloud Gateway knows no upstream on a Unix socket' : undefined),
	varies: [[/\b(INFO|WARN|ERROR) \d+ --- \[[^\]]*\]/g, '$1 <pid> --- [<thread>]']],
	setup: ({ directory, port, targets, authority, limits, installed }) => ({
		command: ['java', ...quickStart, ...['-jar', `${installed}/spring-cloud-gateway-mvc.jar`]],
		files: {
			'application.yml': `server:
  address: 127.0.0.1
  port: ${port}
  tomcat:
    basedir: ${directory}
    accesslog:
      enabled: true
      directory: ${directory}
      prefix: access
      file-date-format: ""
      buffered: false
spring:
  main:
    banner-mode: "off"
  http:
    clients:
      connect-timeout: ${limits.connect}s
      read-timeout: ${limits.read}s
      ssl:
        bundle: upstreams
  ssl:
    bundle:
      pem:
        upstreams:
          truststore:
            certificate: file:${authority}
  cloud:
    gateway:
      server:
        webmvc:
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
