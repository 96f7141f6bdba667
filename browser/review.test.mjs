// The weekly review on a phone, one part a page: it fits, it is kept, it works by
// keys and without a script, and closing says what changes and from when.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { desktop, House, launch, phone } from './house.mjs';
import { overflow, picture, unfolded, violations } from './look.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const at = (day, clock = '19:00') => `2026-01-${String(day).padStart(2, '0')}T${clock}:00+01:00`;
const parts = ['reset', 'look', 'keep', 'notice', 'pulse', 'change', 'plan', 'close'];
const week = '/goals/fitness/review/2026-01-12';

/** Two weeks in which the cue is forgotten again and again. */
function forgetful(t) {
  const house = House.for(t);
  house.ippo(at(5, '07:30'), 'begin', '--template', 'fitness', '--yes');
  for (let d = 5; d <= 18; d++) {
    if (d % 2) house.ippo(at(d, '18:00'), 'done', ...(d === 15 ? ['--note', 'A heron at the weir'] : []));
    else house.ippo(at(d, '21:00'), 'skip', '--tag', 'cue');
  }
  return house;
}

const go = (page) => page.locator('.onward .go').click();
const choose = (page, name, value) => page.locator(`label:has([name=${name}][value="${value}"])`).first().click();

test('a review with an accepted change, part by part', async (t) => {
  const house = forgetful(t);
  const now = at(18, '21:30');
  const before = house.json(now, 'review');
  assert.equal(before.suggestion.action, 'move_cue');
  const cue = new RegExp(before.suggestion.to);
  const { page } = await house.visit(browser, await house.serve(now), now);
  await page.goto(`${house.base}/review`);
  for (const part of parts) {
    assert.ok(page.url().endsWith(`${week}/${part}`), page.url());
    if (part === 'look') await page.getByText('A heron at the weir').waitFor();
    if (part === 'keep') await page.locator('[name=helped]').fill('the shoes by the door');
    if (part === 'pulse') {
      await choose(page, 'pulse', '4');
      await choose(page, 'ease', '3');
    }
    if (part === 'change') await choose(page, 'decision', 'accepted');
    if (part === 'plan') await choose(page, 'confidence', '8');
    if (part !== 'close') await go(page);
  }
  assert.equal(house.json(now, 'review').made, null, 'nothing is made before the week is closed');
  await go(page);
  await page.getByRole('heading', { name: 'The week is closed' }).waitFor();
  await page.locator('main').getByText(cue).first().waitFor();
  await page.getByText('From Monday 19 January on.').waitFor();
  await picture(page, 'review', 'closed');
  await page.getByRole('link', { name: 'To today' }).click();
  await page.getByText('Decided in the review:').waitFor();
  assert.equal(house.json(now, 'review').made.helped, 'the shoes by the door');

  await page.goto('about:blank'); // a page that listens would miss its server
  await house.serve(at(19, '08:00'));
  await page.clock.setFixedTime(at(19, '08:00'));
  await page.goto(`${house.base}/goals/fitness`);
  await page.locator('main').getByText(cue).first().waitFor();
});

test('a suggestion that is kept as is changes nothing', async (t) => {
  const house = forgetful(t);
  const now = at(18, '21:30');
  const plan = (doc) => JSON.stringify(doc.plan ?? doc);
  const before = plan(house.json(now, 'goal', 'show', 'fitness'));
  const { page } = await house.visit(browser, await house.serve(now), now);
  await page.goto(`${house.base}${week}/short`);
  assert.equal(await page.locator('main :checked').count(), 0, 'nothing is chosen beforehand');
  await choose(page, 'decision', 'kept');
  await go(page);
  await page.getByText('Everything stays as it is.').waitFor();
  assert.equal(plan(house.json(now, 'goal', 'show', 'fitness')), before);
});

// What is asked and what leads on stand above the tab bar. The week and the change
// are read: they may take a page and a third.
test('each part fits a phone, in both themes', async (t) => {
  const house = forgetful(t);
  const now = at(18, '21:30');
  const { page } = await house.visit(browser, await house.serve(now), now);
  for (const [size, theme] of [[phone, 'light'], [phone, 'dark'], [desktop, 'light'], [desktop, 'dark']]) {
    await page.setViewportSize(size);
    await page.emulateMedia({ colorScheme: theme });
    for (const part of [...parts, 'short']) {
      await page.goto(`${house.base}${week}/${part}`);
      assert.equal(await overflow(page), '', part);
      const [next, tabs, height] = await page.evaluate(() => [
        document.querySelector('.onward .go').getBoundingClientRect().bottom, document.querySelector('.tabs').getBoundingClientRect().top, innerHeight,
      ]);
      const room = { look: height * 1.3, change: height * 1.3, short: height * 2.2 }[part] ?? tabs;
      if (size === phone) assert.ok(next <= room, `${part}: its button ends at ${next}, and there is room to ${room}`);
      await unfolded(page, async () => assert.deepEqual(await violations(page), [], `${part}, ${theme}`));
      await picture(page, 'review', `${part}-${size.width}-${theme}`);
    }
  }
});

test('German fits the narrowest phone', async (t) => {
  const house = forgetful(t);
  const now = at(18, '21:30');
  const { page } = await house.visit(browser, await house.serve(now), now, { locale: 'de-DE', viewport: { width: 320, height: 640 } });
  for (const part of [...parts, 'short']) {
    await page.goto(`${house.base}${week}/${part}`);
    assert.equal(await overflow(page), '', part);
    await picture(page, 'review', `${part}-320-de`);
  }
});

test('whoever leaves comes back to the part and finds the words', async (t) => {
  const house = forgetful(t);
  const now = at(18, '21:30');
  const { page } = await house.visit(browser, await house.serve(now), now);
  await page.goto(`${house.base}${week}/keep`);
  await page.locator('[name=helped]').fill('a light bag');
  await page.locator('[name=leave]').click();
  await page.getByText('Your review of the week waits where you left it.').waitFor();
  await page.getByRole('link', { name: 'Go on with the review' }).click();
  await page.waitForURL(`**${week}/keep`);
  assert.equal(await page.locator('[name=helped]').inputValue(), 'a light bag');
  // A stone that was reached leads there, and keeps what is typed.
  await page.locator('[name=helped]').fill('a light bag, and rain');
  await page.locator('.stones button[value=look]').click();
  await page.waitForURL(`**${week}/look`);
  await page.goto(`${house.base}/review`);
  await page.waitForURL(`**${week}/look`);
  assert.match(house.ippo(now, 'review', '--decision', 'keep'), /closed/);
  assert.equal(house.json(now, 'review').made.helped, 'a light bag, and rain', 'the terminal has the same draft');
});

test('a tap on a quiet day counts at once', async (t) => {
  const house = House.for(t);
  house.ippo(at(5, '07:30'), 'begin', '--template', 'fitness', '--yes');
  for (let d = 5; d <= 11; d++) if (d !== 8) house.ippo(at(d, '18:00'), 'done');
  const now = at(11, '21:30');
  const { page } = await house.visit(browser, await house.serve(now), now);
  await page.goto(`${house.base}/goals/fitness/review/2026-01-05/look`);
  await page.locator('.quietday button[value=done]').click();
  await page.locator('.quietday').waitFor({ state: 'detached' });
  assert.equal(house.json(now, 'review').inputs.done_7, 7);
});

test('by keys alone, without a script', async (t) => {
  const house = forgetful(t);
  const now = at(18, '21:30');
  const { page } = await house.visit(browser, await house.serve(now), now, { javaScriptEnabled: false });
  /** Walks to what has a name and a value, by Tab. */
  const walk = async (name, value) => {
    for (let i = 0; i < 60; i++) {
      await page.keyboard.press('Tab');
      const focus = page.locator(`:focus[name="${name}"]${value ? `[value="${value}"]` : ''}`);
      if (await focus.count()) return;
    }
    assert.fail(`no way to ${name} ${value ?? ''} by Tab`);
  };
  await page.goto(`${house.base}${week}/keep`);
  await walk('helped');
  await page.keyboard.type('the shoes by the door');
  await walk('to', 'notice');
  await page.keyboard.press('Enter');
  await page.waitForURL(`**${week}/notice`);
  await walk('unwell');
  await page.keyboard.press('Space');
  await walk('to', 'pulse');
  await page.keyboard.press('Enter');
  await page.waitForURL(`**${week}/pulse`);
  await page.goto(`${house.base}${week}/change`);
  await page.getByText('Rest is part of the plan.').waitFor();
  await walk('decision');
  await page.keyboard.press('ArrowUp'); // the last of the three: as it is
  await walk('to', 'plan');
  await page.keyboard.press('Enter');
  await page.waitForURL(`**${week}/plan`);
  // Enter in a line goes on, not back.
  await page.locator('[name=after]').focus();
  await page.keyboard.type('tea');
  await page.keyboard.press('Enter');
  await page.waitForURL(`**${week}/close`);
  await walk('close-week');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'The week is closed' }).waitFor();
  const { made } = house.json(now, 'review');
  assert.equal(made.decision, 'kept');
  assert.equal(made.unwell, true);
  assert.match(made.first, /tea$/);
});

test('before the first review there is nothing to fill in', async (t) => {
  const house = House.for(t);
  house.ippo(at(5, '07:30'), 'begin', '--template', 'fitness', '--yes');
  house.ippo(at(5, '08:00'), 'done');
  const now = at(7, '08:00');
  const { page } = await house.visit(browser, await house.serve(now), now);
  await page.goto(`${house.base}/review`);
  await page.getByRole('heading', { name: 'Your first review is on Sunday' }).waitFor();
  await page.getByText('Sunday 11 January, ten minutes at most.').waitFor();
  assert.equal(await page.locator('main form').count(), 0);
  for (const theme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme: theme });
    assert.deepEqual(await violations(page), []);
    await picture(page, 'review', `not-yet-390-${theme}`);
  }
  assert.match(house.ippo(now, 'review'), /Your first review is on Sunday 11 January/);
});
