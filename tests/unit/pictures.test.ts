import { readdirSync } from 'node:fs';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { drawPicture } from '../../src/pictures/draw.ts';
import { pictureName, pictures } from '../../src/pictures/picture.ts';

// The pictures are drawn by hand and kept in public/og/; here each is drawn once more and compared.

const folder = 'public/og';

/** The mean difference of two pictures, in steps of 256: another release of a library may smooth edges otherwise. */
async function difference(one: Uint8Array | string, other: Uint8Array | string): Promise<number> {
	const [a, b] = await Promise.all(
		[one, other].map((picture) => sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true })),
	);
	if (!a || !b) throw new Error('Two pictures are compared.');
	expect({ ...a.info, size: 0 }).toEqual({ ...b.info, size: 0 });
	let sum = 0;
	for (let at = 0; at < a.data.length; at++) sum += Math.abs((a.data[at] ?? 0) - (b.data[at] ?? 0));
	return sum / a.data.length;
}

describe('the preview pictures', () => {
	it('are all there, and no others', () => {
		expect(readdirSync(folder).sort()).toEqual(pictures.map((picture) => `${pictureName(picture)}.png`).sort());
	});

	it.each(pictures.map((picture) => ({ name: pictureName(picture), picture })))(
		'are as they are drawn now, or "npm run pictures" is due: $name',
		async ({ name, picture }) => {
			const kept = await sharp(`${folder}/${name}.png`).metadata();
			expect({ width: kept.width, height: kept.height }).toEqual({ width: 1200, height: 630 });
			expect(await difference(`${folder}/${name}.png`, await drawPicture(picture))).toBeLessThan(0.2);
		},
	);

	it('differ from each other', async () => {
		expect(await difference(`${folder}/moment-head.png`, `${folder}/moment-body.png`)).toBeGreaterThan(0.2);
	});
});
