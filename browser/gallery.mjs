// Draws every place as pictures, and a page to look at them all:
//   make gallery                    everything, in browser/shots/gallery
//   PLACE=today LANGUAGE=de make gallery
import fs from 'node:fs';
import path from 'node:path';
import * as book from './book.mjs';
import { launch, shots } from './house.mjs';
import { picture } from './look.mjs';
import { Tour } from './tour.mjs';

const { PLACE: only, LANGUAGE: locale = 'en-GB' } = process.env;
const browser = await launch();
const tour = new Tour(browser, { only, locales: [locale] });
const drawn = [];
const broken = [];

async function draw(place) {
  try {
    const pictures = [];
    const faults = await tour.visit(place, async (page, look) => {
      await picture(page, 'gallery', `${place.name}-${look.name}`);
      pictures.push(`${place.name}-${look.name}.png`);
    });
    drawn.push({ place, pictures });
    broken.push(...faults.map((f) => `${place.name}: ${f}`));
  } catch (e) {
    broken.push(`${place.name}: ${e.message}`);
  }
}

// Two at a time, in the order of the list.
const waiting = [...tour.places];
await Promise.all([0, 1].map(async () => {
  for (let p = waiting.shift(); p; p = waiting.shift()) await draw(p);
}));
await tour.close();
await browser.close();
const paper = 'workbook'.includes(only) ? await book.draw(locale) : [];

drawn.sort((a, b) => tour.places.indexOf(a.place) - tour.places.indexOf(b.place));
const file = path.join(shots, 'gallery', 'index.html');
fs.mkdirSync(path.dirname(file), { recursive: true });
fs.writeFileSync(file, `<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>ippo, every page</title>
<style>body { font: 16px/1.4 system-ui; margin: 2rem; background: #777 } section { display: flex; gap: 1rem; align-items: start; overflow-x: auto }
img { height: 30rem; width: auto; background: #fff } h2 { color: #fff; font-weight: 400 }</style>
${[...drawn, { place: { name: 'workbook' }, pictures: paper }].map(({ place, pictures }) => `<h2>${place.name}</h2><section>${pictures.map((p) => `<a href="${p}"><img src="${p}" alt="${p}" loading="lazy"></a>`).join('')}</section>`).join('\n')}
</html>\n`);
console.log(`${drawn.length * 4} pictures of ${drawn.length} places, ${paper.length} of the workbook: ${file}`);
for (const b of broken) console.error(b);
process.exitCode = broken.length > 0 ? 1 : 0;
