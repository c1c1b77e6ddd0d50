import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { drawPicture } from '../pictures/draw.ts';
import { pictureName, pictures } from '../pictures/picture.ts';

// Draws the preview pictures into public/og/. They change with their design only, so they are drawn by hand and kept.

const folder = 'public/og';
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
for (const picture of pictures) writeFileSync(join(folder, `${pictureName(picture)}.png`), await drawPicture(picture));
console.log(`Drew ${pictures.length} pictures into ${folder}/.`);
