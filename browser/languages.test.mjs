// Every page in every state in every language that is offered, on the narrowest
// phone: nothing that axe-core finds, no word that is cut. English, and what
// colours decide, is looked at in places.test.mjs.
// EVERYTHING=1 looks at every rule in every language and theme.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { House, launch } from './house.mjs';
import { colours } from './look.mjs';
import { narrow, Tour, wrongs } from './tour.mjs';

const languages = ['en', ...JSON.parse(readFileSync(new URL('../internal/library/lang/complete.json', import.meta.url), 'utf8'))];

let browser;
const tour = new Tour(undefined, { only: process.env.PLACE, locales: languages.slice(1), looks: narrow });

before(async () => {
  browser = tour.browser = await launch();
});
after(async () => {
  await tour.close();
  await browser.close();
});

describe('languages', { concurrency: 2 }, () => {
  for (const place of tour.places) {
    test(place.name, async () => {
      const found = [];
      const faults = await tour.visit(place, async (page, look, language) => {
        const spoken = await page.locator('html').getAttribute('lang');
        if (spoken !== language) found.push(`${language}: the page speaks ${spoken}`);
        for (const w of await wrongs(page, look, { without: colours })) found.push(`${language}: ${w}`);
      });
      assert.deepEqual([...found, ...faults], []);
    });
  }
});

test('a person\'s own choice wins over what the browser asks for', async (t) => {
  const house = House.for(t);
  const { page } = await house.visit(browser, await house.serve('2026-01-05T07:30:00+01:00'), undefined, { locale: 'de' });
  await page.goto(`${house.base}/settings`);
  await page.locator('html[lang=de]').waitFor();
  for (const language of languages) {
    await page.locator('#locale').selectOption(language);
    await page.locator('#you .btn').click();
    await page.locator(`html[lang=${language}]`).waitFor();
  }
});
