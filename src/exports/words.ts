import type { ExportedChecklist } from './checklist.ts';

/** The few words that an export adds to the checklist's own, the same in every format. */
export const words = {
	handbook: 'The 502 Handbook',
	from: 'From',
	why: 'Why',
	more: 'More',
	minutes: (minutes: number) => `${minutes} min`,
	/** By which a copy is compared with the checklist as it is now: `revision 3 of 2026-11-22`. */
	revision: ({ revision, revised }: Pick<ExportedChecklist, 'revision' | 'revised'>) =>
		`revision ${revision} of ${revised}`,
};
