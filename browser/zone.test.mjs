// A browser elsewhere says once a day where days are counted (ruling 68).
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { House, holds, launch } from './house.mjs';

const sunday = '2026-10-25T22:30:00-07:00'; // Monday morning in Berlin
const monday = '2026-10-26T22:30:00-07:00';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const note = (page) => page.getByText('This device is in America/Los_Angeles. Days are counted in Europe/Berlin.');

test('a browser in another zone offers once a day to count by its own', async (t) => {
  const house = House.for(t);
  house.ippo('2026-10-23T08:00:00+02:00', 'begin', '--template', 'fitness', '--yes');
  const away = { timezoneId: 'America/Los_Angeles' };
  const { context, page } = await house.visit(browser, await house.serve(sunday), sunday, away);
  await note(page).waitFor();
  await page.getByRole('button', { name: 'Stamp today' }).click();
  await page.getByRole('button', { name: 'Take it back' }).first().waitFor();
  await note(page).waitFor(); // it stays while the page does
  await page.reload();
  await page.getByRole('button', { name: 'Take it back' }).first().waitFor();
  await holds(async () => assert.ok(await page.evaluate(() => localStorage.getItem('ippo-zone'))));
  assert.equal(await note(page).count(), 0);

  await page.close(); // it would look for the server while that is away
  await house.serve(monday);
  const next = await house.open(context, monday);
  await next.goto(house.base);
  await note(next).waitFor();
  await next.getByRole('button', { name: 'Count them in America/Los_Angeles' }).click();
  await holds(async () => assert.equal(house.json(monday, 'settings').zone, 'America/Los_Angeles'));
  assert.equal(new URL(next.url()).pathname, '/');
  await holds(async () => assert.equal(await next.locator('main').getAttribute('data-zone'), 'America/Los_Angeles'));
  assert.equal(await note(next).count(), 0);
});

test('two names of one zone are one zone', async (t) => {
  const house = House.for(t);
  house.ippo('2026-10-23T08:00:00+02:00', 'begin', '--template', 'fitness', '--yes');
  house.ippo('2026-10-23T08:01:00+02:00', 'settings', '--zone', 'Asia/Kolkata');
  const { page } = await house.visit(browser, await house.serve(sunday), sunday, { timezoneId: 'Asia/Calcutta' });
  await page.getByRole('button', { name: 'Stamp today' }).click();
  await page.getByRole('button', { name: 'Take it back' }).first().waitFor();
  assert.equal(await page.getByText('This device is in').count(), 0);
});
