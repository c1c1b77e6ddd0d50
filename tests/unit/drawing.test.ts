import { describe, expect, it } from 'vitest';
import { statusName } from '../../src/components/status.ts';
import type { ExportedStep } from '../../src/exports/checklist.ts';
import { frameHeight } from '../../src/exports/frame.ts';
import { type Picture, pictureName, pictureOfMoment } from '../../src/pictures/picture.ts';

describe('the name of a picture', () => {
	it.each<{ picture: Picture; name: string }>([
		{ picture: pictureOfMoment('head'), name: 'moment-head' },
		{ picture: pictureOfMoment(null), name: 'message' },
		{ picture: { kind: 'product' }, name: 'product' },
		{ picture: { kind: 'guide' }, name: 'guide' },
	])('is $name', ({ picture, name }) => {
		expect(pictureName(picture)).toBe(name);
	});
});

describe('the height of a frame', () => {
	const step = (changes: Partial<ExportedStep> = {}): ExportedStep => ({
		id: 'x',
		check: 'Look at the log',
		expect: 'no line',
		how: ['Open it.'],
		why: ['It says why.'],
		url: 'https://example.com/checklists/x/#x',
		minutes: 1,
		more: [],
		...changes,
	});
	const height = (...steps: ExportedStep[]) => frameHeight({ steps });

	it.each([
		{ what: 'check', longer: { check: 'word '.repeat(40) } },
		{ what: 'expect', longer: { expect: 'word '.repeat(40) } },
		{ what: 'how', longer: { how: ['word '.repeat(80)] } },
		{ what: 'no', longer: { no: { say: 'If not', title: 'The keep-alive race', url: 'https://example.com/' } } },
	])('grows with a longer "$what"', ({ longer }) => {
		expect(height(step(longer))).toBeGreaterThan(height(step()));
	});

	it('never shrinks when a step is added or a text gets longer', () => {
		for (let count = 1; count < 20; count += 1) {
			expect(height(...Array.from({ length: count + 1 }, () => step()))).toBeGreaterThan(
				height(...Array.from({ length: count }, () => step())),
			);
			expect(height(step({ how: ['word '.repeat(count + 1)] }))).toBeGreaterThanOrEqual(
				height(step({ how: ['word '.repeat(count)] })),
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
