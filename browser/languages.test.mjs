// The language of the pages is the person's own choice before the browser's.
import { after, before, test } from 'node:test';
import { House, languages, launch } from './house.mjs';

let browser;

before(async () => {
  browser = await launch();
});
after(() => browser.close());

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
