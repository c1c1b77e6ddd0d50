import { describe, expect, it } from 'vitest';
import { frameHeight } from '../../src/components/embed.ts';
import { type Picture, parsePicture, pictureFor } from '../../src/components/picture.ts';
import { statusName } from '../../src/components/status.ts';
import type { Data } from '../../src/schemas/index.ts';
import { momentSlugs } from '../../src/schemas/index.ts';

describe('the name of a picture', () => {
	// Every product that other people's links may name, from the model.
	const products =
		'nginx apache haproxy varnish squid traffic-server h2o lighttpd envoy istio traefik caddy go-reverse-proxy kamal-proxy kong apisix ingress-nginx openshift-router linkerd cloudflared gunicorn uwsgi php-fpm passenger mod-jk nodejs http-proxy http-proxy-middleware vite yarp spring-cloud-gateway aws-alb aws-classic-elb cloudfront aws-api-gateway gcp-load-balancing cloud-run google-services azure-application-gateway azure-front-door azure-app-service iis forefront-tmg windows-update cloudflare fastly akamai heroku vercel netlify railway fly render ngrok gitlab docker wordpress-hosting browser'.split(
			' ',
		);
	const kinds = [
		'handbook',
		'cause',
		'message',
		'product',
		'fix',
		'checklist',
		'guide',
	] as const satisfies Picture['kind'][];
	const pictures = kinds.flatMap((kind) =>
		[undefined, ...products].flatMap((product) =>
			[undefined, ...momentSlugs].map(
				(moment): Picture => ({ kind, ...(product ? { product } : {}), ...(moment ? { moment } : {}) }),
			),
		),
	);

	it('says what it shows, for every kind, product and moment', () => {
		for (const picture of pictures) expect(parsePicture(pictureFor(picture))).toEqual(picture);
	});

	it('is another one for every other picture, and can stand in an address', () => {
		const names = pictures.map(pictureFor);
		expect(new Set(names).size).toBe(names.length);
		expect(names.filter((name) => !/^[a-z0-9-]+$/.test(name))).toEqual([]);
	});

	it.each([
		{
			picture: { kind: 'message', product: 'go-reverse-proxy', moment: 'wait' } as const,
			name: 'message-go-reverse-proxy-wait',
		},
		{ picture: { kind: 'message', product: 'nginx', moment: null } as const, name: 'message-nginx' },
		{ picture: { kind: 'cause', moment: 'head' } as const, name: 'cause-head' },
		{ picture: { kind: 'guide' } as const, name: 'guide' },
	])('is $name', ({ picture, name }) => {
		expect(pictureFor(picture)).toBe(name);
	});
});

describe('the height of a frame', () => {
	type Step = Data['checklists']['steps'][number];
	const step = (changes: Partial<Step> = {}): Step => ({
		id: 'x',
		check: 'Look at the log',
		expect: 'no line',
		how: 'Open it.',
		why: 'It says why.',
		minutes: 1,
		about: [],
		...changes,
	});
	const height = (...steps: Step[]) => frameHeight({ steps });

	it.each([
		{ what: 'check', longer: { check: 'word '.repeat(40) } },
		{ what: 'expect', longer: { expect: 'word '.repeat(40) } },
		{ what: 'how', longer: { how: 'word '.repeat(80) } },
		{ what: 'no', longer: { no: { say: 'If not', go: 'causes/keep-alive-race' } } },
	])('grows with a longer "$what"', ({ longer }) => {
		expect(height(step(longer))).toBeGreaterThan(height(step()));
	});

	it('never shrinks when a step is added or a text gets longer', () => {
		for (let count = 1; count < 20; count += 1) {
			expect(height(...Array.from({ length: count + 1 }, () => step()))).toBeGreaterThan(
				height(...Array.from({ length: count }, () => step())),
			);
			expect(height(step({ how: 'word '.repeat(count + 1) }))).toBeGreaterThanOrEqual(
				height(step({ how: 'word '.repeat(count) })),
			);
		}
	});

	it('is a round number of pixels', () => {
		expect(height(step(), step()) % 10).toBe(0);
		expect(height()).toBeGreaterThan(0);
	});
});

describe('the name of a status', () => {
	it.each([
		{ status: 502, word: 'Bad Gateway', tone: 's502' },
		{ status: 503, word: 'Service Unavailable', tone: 's503' },
		{ status: 504, word: 'Gateway Timeout', tone: 's504' },
		{ status: 500, word: 'Internal Server Error', tone: 's500' },
		{ status: 522, word: 'Cloudflare: timed out', tone: 's52x' },
		{ status: 418, word: 'HTTP status', tone: '' },
	])('of $status is $word', ({ status, word, tone }) => {
		expect(statusName(status)).toEqual({ word, tone });
	});
});
