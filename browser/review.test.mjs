// The weekly review on a phone: what it suggests is accepted, and next week's
// plan is the changed one, on the page, in the terminal and in the timeline.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { House, launch } from './house.mjs';
import { overflow, picture, unfolded, violations } from './look.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const at = (day, clock = '19:00') => `2026-01-${String(day).padStart(2, '0')}T${clock}:00+01:00`;

/** Two weeks in which the cue is forgotten again and again. */
function forgetful(t) {
  const house = House.for(t);
  house.ippo(at(5, '07:30'), 'begin', '--template', 'fitness', '--yes');
  for (let d = 5; d <= 18; d++) {
    if (d % 2) house.ippo(at(d, '18:00'), 'done');
    else house.ippo(at(d, '21:00'), 'skip', '--tag', 'cue');
  }
  return house;
}

test('a review with an accepted change', async (t) => {
  const house = forgetful(t);
  const now = at(18, '21:30');
  const before = house.json(now, 'review');
  assert.equal(before.suggestion.action, 'move_cue');
  const cue = new RegExp(before.suggestion.to);
  const { page } = await house.visit(browser, await house.serve(now), now);
  await page.goto(`${house.base}/review`);
  assert.equal(await overflow(page), '');
  await unfolded(page, async () => assert.deepEqual(await violations(page), []));
  const choose = (name, value) => page.locator(`label:has([name=${name}][value="${value}"])`).first().click();
  await choose('pulse', '4');
  await choose('ease', '3');
  await choose('decision', 'accepted');
  await choose('confidence', '8');
  await picture(page, 'review', 'filled');
  await page.locator('[name=close-week]').click();
  await page.getByText('The review is saved.').first().waitFor();

  const shown = house.json(at(19, '08:00'), 'goal', 'show', 'fitness');
  assert.match(JSON.stringify(shown), cue);
  await page.goto('about:blank'); // a page that listens would miss its server
  await house.serve(at(19, '08:00'));
  await page.clock.setFixedTime(at(19, '08:00'));
  await page.goto(house.base);
  await page.locator('main').getByText(cue).first().waitFor();
  await page.goto(`${house.base}/goals/fitness`);
  await page.locator('main').getByText(cue).first().waitFor();
  // The week that is closed is not asked about again.
  assert.notEqual(house.json(at(19, '08:05'), 'review').made, null);
});

test('a suggestion that is kept as is changes nothing', async (t) => {
  const house = forgetful(t);
  const now = at(18, '21:30');
  const plan = (doc) => JSON.stringify(doc.plan ?? doc);
  const before = plan(house.json(now, 'goal', 'show', 'fitness'));
  const { page } = await house.visit(browser, await house.serve(now), now);
  await page.goto(`${house.base}/review`);
  await page.locator('label:has([name=decision][value=kept])').first().click();
  await page.locator('[name=close-week]').click();
  await page.getByText('The review is saved.').first().waitFor();
  assert.equal(plan(house.json(now, 'goal', 'show', 'fitness')), before);
});
