// Every page in every state, both themes, phone and desktop, with everything
// unfolded: nothing that axe-core finds, nothing wider than the window.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { launch } from './house.mjs';
import { overflow, picture, unfolded } from './look.mjs';
import { everyWidth, Tour, wrongs } from './tour.mjs';

let browser;
const tour = new Tour(undefined, { only: process.env.PLACE, looks: everyWidth });

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

describe('places', { concurrency: 2 }, () => {
  for (const place of tour.places) {
    test(place.name, async () => {
      const found = [];
      const faults = await tour.visit(place, async (page, look) => {
        if (look.name === '390-light') await picture(page, 'places', place.name);
        found.push(...(await wrongs(page, look)));
        if (look.name === '390-light') found.push(await slim(page));
      });
      assert.deepEqual([...found, ...faults].filter(Boolean), []);
    });
  }
});
