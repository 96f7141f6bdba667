// Six pages of the workbook as pictures: where a season's words, its marks and its
// drawings stand. Poppler draws them, as it does in the tests of the book.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { House, shots } from './house.mjs';
import { settle } from './seasons.mjs';

/** The cover, where the circles meet, the step, the obstacles, the card and a look back. */
const pages = [1, 6, 12, 16, 18, 25];

/** Draws them into the gallery's folder; answers their names. */
export async function draw(locale) {
  const keeper = new House();
  const house = keeper.another();
  try {
    const now = await settle(house, 'sample', {}, keeper);
    const folder = path.join(shots, 'gallery');
    fs.mkdirSync(folder, { recursive: true });
    const book = path.join(house.folder, 'book.pdf');
    house.ippo(now, 'workbook', '--language', locale.slice(0, 2), '-o', book);
    return pages.map((n) => {
      const name = `workbook-${String(n).padStart(2, '0')}`;
      execFileSync('pdftoppm', ['-r', '60', '-png', '-singlefile', '-f', String(n), '-l', String(n), book, path.join(folder, name)]);
      return `${name}.png`;
    });
  } finally {
    await keeper.close();
  }
}
