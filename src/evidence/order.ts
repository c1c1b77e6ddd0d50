/** Compares versions number by number, so that 2.4.9 comes before 2.4.71; what is no number compares as text. */
export function compareVersions(a: string, b: string): number {
	const parts = (version: string) => version.split(/[.+~-]/);
	const [first, second] = [parts(a), parts(b)];
	for (let index = 0; index < Math.max(first.length, second.length); index++) {
		const [one = '', other = ''] = [first[index], second[index]];
		if (one === other) continue;
		const difference = Number(one) - Number(other);
		if (Number.isNaN(difference)) return one < other ? -1 : 1;
		if (difference !== 0) return difference;
	}
	return 0;
}
