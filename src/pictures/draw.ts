import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import satori from 'satori';
import sharp from 'sharp';
import { moments, wireMoments } from '../schemas/moments.ts';
import { siteName } from '../site.ts';
import type { Picture } from './picture.ts';

const kinds = {
	handbook: 'What broke, who said so, and the fix',
	moment: 'It broke here',
	message: 'What this message means',
	product: 'The 502s of one product',
	fix: 'What to do about a 502',
	checklist: 'A checklist',
	guide: 'To read',
} as const satisfies Record<Picture['kind'], string>;

const ink = '#161c28';
const broken = '#c8441b';
const edge = '#c9c6bf';

type Node = { type: string; props: { style: Record<string, string | number>; children?: Node | Node[] | string } };
const box = (style: Record<string, string | number>, children?: Node | Node[] | string): Node => ({
	type: 'div',
	props: { style: { display: 'flex', ...style }, ...(children === undefined ? {} : { children }) },
});

const font = async (weight: 400 | 700) => {
	const file = createRequire(import.meta.url).resolve(
		`@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-${weight}-normal.woff`,
	);
	return { name: 'Plex', data: await readFile(file), weight, style: 'normal' as const };
};
let fonts: ReturnType<typeof loadFonts> | undefined;
const loadFonts = () => Promise.all([font(400), font(700)]);

/** The preview picture of a kind of page, 1200 × 630, as PNG: the strip with the moment at which it broke. */
export async function drawPicture(picture: Picture): Promise<Uint8Array> {
	const moment = picture.kind === 'moment' ? picture.moment : undefined;
	const at = moment ? wireMoments.indexOf(moment) : -1;
	const bars = wireMoments.map((slug, index) => {
		const colour = at < 0 || index < at ? ink : index === at ? broken : edge;
		return box({ flexDirection: 'column', width: 123, gap: 12 }, [
			box({ width: 123, height: 12, backgroundColor: colour }),
			box(
				{
					fontSize: 26,
					color: index === at ? broken : index > at && at >= 0 ? '#8b8a86' : ink,
					fontWeight: index === at ? 700 : 400,
				},
				slug,
			),
		]);
	});
	const subject = moment ? moments[moment].title : siteName;
	const drawing = box(
		{
			boxSizing: 'border-box',
			width: 1200,
			height: 630,
			flexDirection: 'column',
			justifyContent: 'space-between',
			padding: 72,
			backgroundColor: '#fbfaf7',
			color: ink,
			fontFamily: 'Plex',
		},
		[
			box({ alignItems: 'center', gap: 22, fontSize: 38, fontWeight: 700 }, [
				box({ backgroundColor: ink, color: '#fbfaf7', padding: '6px 16px', borderRadius: 8 }, '502'),
				box({}, 'Handbook'),
			]),
			box({ flexDirection: 'column', gap: 10 }, [
				box({ fontSize: 92, fontWeight: 700, letterSpacing: -3, lineHeight: 1.05 }, subject),
				box({ fontSize: 42, color: '#454c5a' }, kinds[picture.kind]),
			]),
			box({ width: 1056, height: 60, gap: 10 }, bars),
		],
	);
	fonts ??= loadFonts();
	const svg = await satori(drawing as unknown as Parameters<typeof satori>[0], {
		width: 1200,
		height: 630,
		fonts: await fonts,
	});
	return sharp(Buffer.from(svg))
		.png({ palette: true, colours: 16, dither: 0, effort: 10, compressionLevel: 9 })
		.toBuffer();
}
