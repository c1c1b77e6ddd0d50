import { describe, expect, it } from 'vitest';
import { checkContent } from '../../src/knowledge/check.ts';
import { fragmentsOf } from '../../src/knowledge/links.ts';
import type { AnyEntry } from '../../src/knowledge/parse.ts';
import { readContent } from '../../src/loading/read-content.ts';

/**
 * The article that the handbook began with, item by item, and where the handbook carries each: an entry, or a section
 * or step of one, as `collection/id#fragment`. An item may be corrected there; it may not be missing.
 */
interface Item {
	item: string;
	carriedBy: readonly string[];
	/** Words that must stand in the first of these places, where the place alone does not prove it. */
	says?: RegExp;
}

const groups: Record<string, { count: number; items: readonly Item[] }> = {
	'the definition': {
		count: 1,
		items: [
			{
				item: 'a gateway got no valid answer from the server behind it',
				carriedBy: ['guides/what-is-a-502#the-definition', 'guides/what-is-a-502#what-it-is-not'],
				says: /gateway or proxy.*invalid response/s,
			},
		],
	},
	'ways it shows': {
		count: 5,
		items: [
			{
				item: 'HTTP Error 502 Bad Gateway',
				carriedBy: ['guides/names-people-use#http-error-502-bad-gateway', 'symptoms/nginx/bad-gateway-page'],
			},
			{
				item: '502 Proxy Error',
				carriedBy: ['guides/names-people-use#502-proxy-error', 'symptoms/apache/proxy-error-page'],
			},
			{
				item: '502 Connection Timed Out',
				carriedBy: ['guides/names-people-use#502-connection-timed-out', 'symptoms/cloudflare/error-522'],
				says: /Traffic Server.*522/s,
			},
			{
				item: '502 Gateway Timeout',
				carriedBy: ['guides/names-people-use#502-gateway-timeout', 'causes/gateway-timeout-504'],
				says: /no product that sends it/,
			},
			{
				item: 'HTTP Error 502',
				carriedBy: ['guides/names-people-use#http-error-502', 'symptoms/browser/http-error-502'],
			},
		],
	},
	'steps for users': {
		count: 8,
		items: [
			{ item: 'reload', carriedBy: ['checklists/visitor#reload', 'mitigations/reload-the-page'] },
			{
				item: 'ask whether others see it',
				carriedBy: ['checklists/visitor#check-others', 'mitigations/check-whether-others-see-it'],
				says: /Downdetector/,
			},
			{ item: 'another browser', carriedBy: ['checklists/visitor#other-browser', 'mitigations/try-another-browser'] },
			{
				item: 'stored copies',
				carriedBy: ['checklists/visitor#clear-site-data', 'mitigations/clear-the-sites-data', 'causes/visitor-cache'],
			},
			{
				item: 'extensions',
				carriedBy: [
					'checklists/visitor#disable-extensions',
					'mitigations/disable-extensions',
					'causes/visitor-browser',
				],
			},
			{
				item: 'devices and router',
				carriedBy: ['checklists/visitor#restart-devices', 'mitigations/restart-your-devices'],
				says: /router/,
			},
			{ item: 'another DNS server', carriedBy: ['checklists/visitor#change-dns', 'mitigations/change-dns-servers'] },
			{
				item: 'VPN',
				carriedBy: ['checklists/visitor#change-network', 'mitigations/change-the-network', 'causes/visitor-network'],
				says: /VPN/,
			},
		],
	},
	'steps for owners': {
		count: 8,
		items: [
			{
				item: 'does it run',
				carriedBy: ['checklists/site-owner#server-status', 'mitigations/start-and-supervise-the-upstream'],
			},
			{
				item: 'error logs',
				carriedBy: ['checklists/site-owner#review-error-logs', 'checklists/nginx#find-the-error-line'],
			},
			{ item: 'load test', carriedBy: ['checklists/site-owner#load-test', 'mitigations/load-test-and-plan-capacity'] },
			{ item: 'timeouts', carriedBy: ['checklists/site-owner#adjust-timeouts', 'mitigations/align-timeouts'] },
			{
				item: 'CDN and firewall out of the way',
				carriedBy: ['checklists/site-owner#bypass-cdn-or-firewall', 'mitigations/bypass-the-cdn-briefly'],
			},
			{ item: 'newer software', carriedBy: ['checklists/site-owner#upgrade-software', 'mitigations/upgrade-software'] },
			{ item: 'caching', carriedBy: ['checklists/site-owner#add-caching', 'mitigations/cache-responses'] },
			{
				item: 'static files elsewhere',
				carriedBy: ['checklists/site-owner#static-assets', 'mitigations/serve-static-assets-from-a-cdn'],
			},
		],
	},
	'the story of a timeout': {
		count: 4,
		items: [
			{
				item: 'the request is passed on',
				carriedBy: ['causes/application-timeout#what-happens'],
				says: /^1\. .*receives a request and passes it/m,
			},
			{
				item: 'the application takes too long',
				carriedBy: ['causes/application-timeout#what-happens'],
				says: /^2\. .*takes too long/m,
			},
			{ item: 'a clock runs out', carriedBy: ['causes/application-timeout#what-happens'], says: /^3\. .*runs out/m },
			{
				item: 'the gateway answers in its place',
				carriedBy: ['causes/application-timeout#what-happens'],
				says: /^4\. .*answers the visitor/m,
			},
		],
	},
	'examples of misconfiguration': {
		count: 4,
		items: [
			{
				item: 'proxy timeouts',
				carriedBy: ['causes/gateway-misconfiguration#what-happens', 'mitigations/align-timeouts'],
				says: /^1\. \*\*Proxy timeouts/m,
			},
			{
				item: 'keep-alive',
				carriedBy: ['causes/gateway-misconfiguration#what-happens', 'causes/keep-alive-race'],
				says: /^2\. \*\*Keep-alive timeouts/m,
			},
			{
				item: 'pools',
				carriedBy: ['causes/gateway-misconfiguration#what-happens', 'mitigations/raise-connection-limits'],
				says: /^3\. \*\*Connection pools/m,
			},
			{
				item: 'wrong upstreams',
				carriedBy: ['causes/gateway-misconfiguration#what-happens', 'causes/misdefined-upstream'],
				says: /^4\. \*\*Upstream servers/m,
			},
		],
	},
	practices: {
		count: 6,
		items: [
			{
				item: 'watching',
				carriedBy: ['checklists/avoiding-502s#health-is-watched', 'mitigations/watch-health-and-error-rates'],
			},
			{
				item: 'automatic scaling',
				carriedBy: ['checklists/avoiding-502s#scaling-is-automatic', 'mitigations/scale-out-automatically'],
			},
			{
				item: 'backups and versions of the configuration',
				carriedBy: [
					'checklists/avoiding-502s#configuration-is-versioned',
					'checklists/avoiding-502s#backup-was-restored',
					'mitigations/version-and-back-up-configuration',
				],
			},
			{
				item: 'trying configuration on a part',
				carriedBy: ['checklists/avoiding-502s#configuration-is-trialled', 'guides/avoiding-502s#six-usual-practices'],
			},
			{
				item: 'canary releases',
				carriedBy: ['checklists/avoiding-502s#releases-are-canaries', 'mitigations/release-in-small-steps'],
			},
			{
				item: 'load tests after changes',
				carriedBy: ['checklists/avoiding-502s#load-test-after-changes', 'mitigations/load-test-and-plan-capacity'],
			},
		],
	},
	statistics: {
		count: 2,
		items: [
			{
				item: 'a share of traffic, without a source',
				carriedBy: [
					'guides/claims-we-could-not-verify#cloudflare-s-analysis-of-the-second-quarter-of-2022-gives-the-share-of-502s-in-all-http-traffic',
				],
				says: /found no such report/,
			},
			{
				item: 'a ranking of triggers, without a source',
				carriedBy: [
					'guides/claims-we-could-not-verify#a-survey-by-datadog-in-2022-names-the-biggest-triggers-of-outages',
				],
				says: /found no such survey/,
			},
		],
	},
};

/** The five causes, each with everything the article advises against it. */
const causes: Record<string, Record<string, readonly string[]>> = {
	'server-overload': {
		'load tests and capacity': ['load-test-and-plan-capacity'],
		throttling: ['throttle-requests'],
		'caching and CDNs': ['cache-responses', 'serve-static-assets-from-a-cdn'],
		'automatic scaling': ['scale-out-automatically'],
	},
	'application-timeout': {
		profiling: ['profile-and-speed-up-slow-requests'],
		'leaks, blocking calls, endless loops': ['find-leaks-and-blocking-calls'],
		'higher thresholds': ['align-timeouts'],
	},
	'dns-resolution-failure': {
		'right records': ['fix-dns-records'],
		'a reliable resolver': ['use-a-reliable-resolver'],
		monitoring: ['monitor-dns'],
	},
	'gateway-misconfiguration': {
		audit: ['audit-gateway-configuration'],
		'clues in the error logs': ['audit-gateway-configuration'],
		'back to defaults for a while': ['return-to-default-settings'],
	},
	'cdn-or-firewall-block': {
		exceptions: ['allow-the-gateway-through-the-firewall'],
		'rate limits': ['relax-rate-limits-for-the-gateway'],
		'reputation lists': ['check-ip-reputation-lists'],
	},
};

const { files, strays } = await readContent(process.cwd());
const { knowledge } = checkContent(files, strays);

/** The text of a place: a section of a body, a step, or the whole file. */
function textAt(place: string): string | undefined {
	const [key = '', fragment] = place.split('#');
	const entry = knowledge.entries.get(key) as AnyEntry | undefined;
	if (!entry) return undefined;
	if (!fragment) return JSON.stringify(entry.data) + entry.body.source;
	if (!fragmentsOf(entry).includes(fragment)) return undefined;
	const step = entry.collection === 'checklists' ? entry.data.steps.find(({ id }) => id === fragment) : undefined;
	if (step) return JSON.stringify(step);
	const headings = entry.body.headings;
	const index = headings.findIndex(({ id }) => id === fragment);
	const start = headings[index];
	if (!start) return undefined;
	const end = headings.slice(index + 1).find(({ depth }) => depth <= start.depth);
	const firstLine = (files.find(({ path }) => path === entry.file)?.text.split('\n') ?? []) as string[];
	return firstLine.slice(start.line, end ? end.line - 1 : undefined).join('\n');
}

describe('the article that the handbook began with', () => {
	describe.each(Object.entries(groups).map(([group, { count, items }]) => ({ group, count, items })))(
		'has $group',
		({ count, items }) => {
			it(`counted in full: ${count}`, () => {
				expect(new Set(items.map(({ item }) => item)).size).toBe(count);
			});

			it.each(items)('carried on: $item', ({ carriedBy, says }) => {
				expect(carriedBy.filter((place) => textAt(place) === undefined)).toEqual([]);
				if (says) expect(textAt(carriedBy[0] ?? '')).toMatch(says);
			});
		},
	);

	it('has five causes, all with a page', () => {
		expect(Object.keys(causes)).toHaveLength(5);
		expect(Object.keys(causes).filter((id) => !knowledge.find('causes', id))).toEqual([]);
	});

	it.each(
		Object.entries(causes).flatMap(([cause, advice]) =>
			Object.entries(advice).map(([item, mitigations]) => ({ cause, item, mitigations })),
		),
	)('against $cause has advice, which is carried on: $item', ({ cause, mitigations }) => {
		expect(knowledge.find('causes', cause)?.data.mitigations ?? []).toEqual(expect.arrayContaining([...mitigations]));
		expect(mitigations.filter((id) => !knowledge.find('mitigations', id))).toEqual([]);
	});

	it('advises to look into the logs for clues to a wrong setting, and so do the page of that cause and its audit', () => {
		const { confirm } = knowledge.get('causes', 'gateway-misconfiguration').data;
		expect(JSON.stringify(confirm) + textAt('mitigations/audit-gateway-configuration')).toMatch(
			/error log|error\.log|log line/i,
		);
	});

	it('has statistics, of which the handbook publishes no number', () => {
		const percentage = /\d\s?(%|per ?cent)/i;
		for (const place of groups.statistics?.items.flatMap(({ carriedBy }) => carriedBy) ?? [])
			expect(textAt(place)).not.toMatch(percentage);
		const shares = files.flatMap(({ path, text }) =>
			text
				.split('\n')
				.flatMap((line) =>
					percentage.test(line) && /\b502s?\b/.test(line) && /\btraffic\b/i.test(line) ? [`${path}: ${line}`] : [],
				),
		);
		expect(shares).toEqual([]);
	});
});
