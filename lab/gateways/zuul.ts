import { each, type Gateway, urlOf } from '../gateway.ts';
import { quickStart } from '../java.ts';

/** Zuul 1, as Spring Cloud Netflix had it until 2020: out of support, and still what many questions are about. */
export default {
	id: 'zuul',
	product: 'zuul',
	install: { project: 'zuul' },
	source: 'Maven artifact spring-cloud-starter-netflix-zuul 2.2.10, with Spring Boot 2.3.12',
	version: { file: 'pom.xml', pattern: /<zuul\.version>([\d.]+)/ },
	// Of stack traces, the errors and their causes are kept.
	logs: [
		{ file: 'stdout.log', ignore: /^\s+(?:at |\.\.\. |Suppressed: )|: Started Gateway in / },
		{ file: 'access.log', access: true },
	],
	ignores: ({ scheme, socket }) =>
		socket
			? 'Zuul knows no upstream on a Unix socket'
			: scheme === 'https'
				? 'Zuul 1 trusts what its Java does, which reads no authority from a PEM file'
				: undefined,
	varies: [[/\b(INFO|WARN|ERROR) \d+ --- \[[^\]]*\]/g, '$1 <pid> --- [<thread>]']],
	setup: ({ directory, port, targets, limits, installed }) => ({
		command: [
			'java',
			...quickStart,
			// It is older than the walls between the modules of Java.
			...['--add-opens=java.base/java.lang=ALL-UNNAMED', '-jar', `${installed}/zuul.jar`],
		],
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
  cloud:
    # It looks for the version of Spring Boot where a flat jar does not have it.
    compatibility-verifier:
      enabled: false
zuul:
  host:
    connect-timeout-millis: ${limits.connect * 1000}
    socket-timeout-millis: ${limits.read * 1000}
  routes:
${each(
	targets,
	(target) => `    ${target.name}:
      path: ${target.path}**
      url: ${urlOf(target)}
      strip-prefix: false`,
)}
`,
		},
	}),
} satisfies Gateway;
