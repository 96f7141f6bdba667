// Every page in every state, both themes, phone and desktop, with everything
// unfolded: nothing that axe-core finds, nothing wider than the window. In the
// other languages that are offered every state on the narrowest phone, where
// words are cut first, and the main pages in both themes and on a desktop too;
// EVERYTHING=1 looks at all of it in all of them.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { languages, launch } from './house.mjs';
import { overflow, picture, unfolded } from './look.mjs';
import { everyWidth, outermost, Tour, wrongs } from './tour.mjs';

const english = 'en-GB';
const mainPages = new Set([
  'welcome', 'begin-1-area', 'begin-4-week', 'begin-7-tracking', 'today', 'today-more', 'goal', 'goal-edit', 'paper-month',
  'experiment', 'season-end', 'review', 'import', 'compass', 'settings', 'guide',
]);

function looks(locale, place) {
  if (locale === english) return everyWidth;
  return mainPages.has(place.name) || process.env.EVERYTHING ? outermost : outermost.slice(0, 1);
}

let browser;
const tour = new Tour(undefined, {
  only: process.env.PLACE, locales: [english, ...languages.slice(1)], looks,
});

before(async () => {
  browser = tour.browser = await launch();
});
after(async () => {
  await tour.close();
  await browser.close();
});

/** How much is cut on the narrowest phone. */
async function slim(page) {
  const window = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  let wide = '';
  await unfolded(page, async () => (wide = await overflow(page)));
  await page.setViewportSize(window);
  return wide && `320: ${wide}`;
}

describe('places', { concurrency: 3 }, () => {
  for (const place of tour.places) {
    test(place.name, async () => {
      const found = [];
      const faults = await tour.visit(place, async (page, look, locale) => {
        const spoken = await page.locator('html').getAttribute('lang');
        if (spoken !== locale.slice(0, 2)) found.push(`${locale}: the page speaks ${spoken}`);
        if (locale === english && look.name === '390-light') {
          await picture(page, 'places', place.name);
          found.push(await slim(page));
        }
        for (const w of await wrongs(page, look)) found.push(`${locale}: ${w}`);
      });
      assert.deepEqual([...found, ...faults].filter(Boolean), []);
    });
  }
});
