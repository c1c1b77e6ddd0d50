import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { checkContent } from '../../src/knowledge/check.ts';
import type { Knowledge } from '../../src/knowledge/knowledge.ts';
import type { ContentFile } from '../../src/knowledge/parse.ts';
import { formatProblem } from '../../src/knowledge/problem.ts';
import { type CollectionName, collectionNames } from '../../src/schemas/index.ts';

const dated = `reviewed: "2026-11-22"
history:
  - date: "2026-11-22"
    change: First published.`;

/** The smallest content that is whole: at least one entry of each kind, each with no more than it must have. */
const smallest = {
	'content/sources/rfc.yaml': `title: A standard
short: RFC
publisher: IETF
url: https://example.com/rfc
kind: standard
supports: The meaning of the code.
read: "2026-11-22"
`,
	'content/products/nginx.mdx': `---
title: nginx
summary: A gateway.
kind: reverse-proxy
read: "1.29"
${dated}
---

## What its 502 means

No usable answer came.

## Where to look

In the error log.
`,
	'content/symptoms/nginx/refused.mdx': `---
title: Connection refused
summary: Nobody listens.
product: nginx
audience: owner
seen: error-log
status: 502
moment: connect
known:
  connect: refused
signatures:
  - text: "connect() failed ({errno}: Connection refused)"
    example: "connect() failed (111: Connection refused)"
causes:
  - cause: not-listening
    because: Nothing has the port open.
    tell: Look for a listener.
evidence:
  - kind: source
    source: rfc
    at: section 1
    quote: connect() failed
${dated}
---

## What it means

Nobody answered.

## What to do now

Start the application.
`,
	'content/causes/not-listening.mdx': `---
title: Nothing is listening
summary: The port is closed.
moment: connect
confirm:
  - check: Look for a listener.
    yes: There is none.
    no: There is one.
mitigations:
  - restart-the-upstream
  - retry-idempotent-requests
forVisitors: Try again later.
${dated}
---

## What happens

The connection is refused.

## Why it happens

The process ended.
`,
	'content/mitigations/restart-the-upstream.mdx': `---
title: Restart the upstream
summary: Start it again.
kind: stop-gap
audience: owner
risk: It may hide the reason.
verify: The page comes.
undo: Stop it.
${dated}
---

## When it helps

The process ended.

## When it does not

It ends again.
`,
	'content/mitigations/retry-idempotent-requests.mdx': `---
title: Retry what is safe to repeat
summary: Try another server.
kind: stop-gap
audience: owner
risk: It adds load.
verify: The log shows two tries.
undo: Take the line out.
recipes:
  - product: nginx
    title: Try twice
    code: proxy_next_upstream_tries 2;
    lang: nginx
    grounds:
      - source: rfc
${dated}
---

## When it helps

The failure is rare.

## When it does not

Every server fails.
`,
	'content/checklists/owner.mdx': `---
title: For owners
summary: Three steps.
audience: owner
steps:
  - id: look
    check: Read the log
    expect: no line
    how: Open the log.
    why: It names the moment.
    minutes: 1
    no:
      say: If there is one
      go: causes/not-listening
  - id: ask
    check: Ask the upstream
    expect: an answer
    how: Use curl.
    why: It leaves the gateway out.
    minutes: 2
  - id: start
    check: Start it
    expect: running
    how: Use the service manager.
    why: It may have ended.
    minutes: 3
    about: [mitigations/restart-the-upstream]
${dated}
---

## When to use this

The site is down.

## When you are through

Write it down.
`,
	'content/guides/meaning.mdx': `---
title: What it means
summary: A page to read.
audience: everyone
order: 1
${dated}
---

Before the first section.

## The code

It is a number.<Cite source="rfc" at="section 2" />

## The rest

See [the cause](/causes/not-listening/).
`,
} as const satisfies Record<string, string>;

export type SmallestPath = keyof typeof smallest;

/** What to do with a file of the smallest content: give it another text, edit it, take it away; any other path is a new file. */
export type Changes = { [Path in SmallestPath]?: Change } & Record<`content/${string}`, Change>;
type Change = string | null | ((text: string) => string);

/** Replaces a piece of a file, and fails when the piece is not there: a change that changes nothing tests nothing. */
export const edit =
	(...pairs: [from: string, to: string][]) =>
	(text: string): string =>
		pairs.reduce((current, [from, to]) => {
			if (!current.includes(from)) throw new Error(`There is no "${from}" in:\n${current}`);
			return current.replace(from, () => to);
		}, text);

/** The smallest content with changes, as texts by path. */
export function texts(changes: Changes = {}): Map<string, string> {
	const files = new Map<string, string>(Object.entries(smallest));
	for (const [path, change] of Object.entries(changes)) {
		if (change === null) files.delete(path);
		else files.set(path, typeof change === 'string' ? change : change(files.get(path) ?? ''));
	}
	return files;
}

export function fileAt(path: string, text: string): ContentFile {
	const [, collection = '', ...rest] = path.split('/');
	if (!collectionNames.some((name) => name === collection)) throw new Error(`${path} lies in no collection.`);
	return { path, collection: collection as CollectionName, id: rest.join('/').replace(/\.(mdx|yaml)$/, ''), text };
}

/** The smallest content with changes, as it would be read from disk. */
export const content = (changes: Changes = {}): ContentFile[] =>
	[...texts(changes)].map(([path, text]) => fileAt(path, text));

/** The lines of the report about the smallest content with changes. */
export const report = (changes: Changes = {}, strays: string[] = []): string[] =>
	checkContent(content(changes), strays).problems.map(formatProblem);

/** The linked knowledge of content that has no mistake. */
export function knowledgeOf(changes: Changes = {}): Knowledge {
	const { knowledge, problems } = checkContent(content(changes));
	if (problems.length > 0) throw new Error(problems.map(formatProblem).join('\n'));
	return knowledge;
}

/** Writes content into a folder of its own, calls `use` with it, and removes it. */
export async function inFolder<Result>(
	changes: Changes,
	use: (folder: string) => Promise<Result> | Result,
): Promise<Result> {
	const folder = await mkdtemp(join(tmpdir(), 'handbook-'));
	try {
		for (const [path, text] of texts(changes)) {
			await mkdir(dirname(join(folder, path)), { recursive: true });
			await writeFile(join(folder, path), text);
		}
		return await use(folder);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}
