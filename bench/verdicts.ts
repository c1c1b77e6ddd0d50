/** What building one size took. */
export interface Measured {
	pages: number;
	seconds: number;
	/** Peak memory in bytes; `undefined` where it cannot be measured. */
	memory: number | undefined;
}

export interface Verdict {
	holds: boolean;
	text: string;
}

/** An added page may cost so many times what it cost among fewer pages; the rest is the noise of a machine. */
const growthLimit = 1.3;

const memoryLimit = 2 * 1024 ** 3;

/** Growth is judged between sizes that lie at least so far apart: between near ones, noise is larger than growth. */
const farApart = 3;

/**
 * Growth no worse than linear: an added page costs about the same however many there are already. The fixed cost of
 * starting is the same for every size and falls out of the differences.
 */
export function judgeGrowth(sizes: readonly Measured[]): Verdict[] {
	const far: Measured[] = [];
	for (const size of sizes) {
		const last = far.at(-1);
		if (!last || size.pages >= farApart * last.pages) far.push(size);
	}
	const spans = far.slice(1).map((to, index) => {
		const from = far[index] as Measured;
		return { from, to, perPage: (to.seconds - from.seconds) / (to.pages - from.pages) };
	});
	const milliseconds = (seconds: number) => `${(seconds * 1000).toFixed(1)} ms`;
	return spans.slice(1).map(({ from, to, perPage }, index) => {
		const before = spans[index] as (typeof spans)[number];
		const start = before.from.seconds - before.from.pages * before.perPage;
		return {
			holds: perPage <= growthLimit * before.perPage,
			text: `growth: a page added between ${from.pages} and ${to.pages} costs ${milliseconds(perPage)}, between ${before.from.pages} and ${before.to.pages} ${milliseconds(before.perPage)} (× ${(perPage / before.perPage).toFixed(2)}, limit × ${growthLimit}); starting costs ${start.toFixed(1)} s`,
		};
	});
}

export function judgeMemory(sizes: readonly Measured[]): Verdict[] {
	const largest = sizes.at(-1);
	if (!largest) return [];
	const { pages, memory } = largest;
	if (memory === undefined) return [{ holds: true, text: `memory: not measured, for this system has no /proc` }];
	return [
		{
			holds: memory < memoryLimit,
			text: `memory: ${Math.round(memory / 1024 ** 2)} MiB at ${pages} pages, all processes together (limit ${memoryLimit / 1024 ** 2} MiB)`,
		},
	];
}

export function judgePeer(pages: number, ourSeconds: number, theirSeconds: number): Verdict {
	const rate = (seconds: number) => (pages / seconds).toFixed(1);
	return {
		holds: ourSeconds <= theirSeconds,
		text: `speed: ${rate(ourSeconds)} pages a second on ${pages} pages, Starlight ${rate(theirSeconds)} (medians)`,
	};
}
