// Whoever uses no mouse, wants no motion or needs large letters gets all of it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { House, launch } from './house.mjs';
import { overflow } from './look.mjs';

const now = '2026-01-05T07:30:00+01:00';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** Presses Tab until something fits; answers what it is. */
async function tabTo(page, fits) {
  const seen = [];
  for (let i = 0; i < 120; i++) {
    await page.keyboard.press('Tab');
    const here = await page.evaluate(() => {
      const e = document.activeElement;
      return { name: e?.getAttribute('name') ?? '', value: e?.getAttribute('value') ?? '', text: (e?.innerText ?? '').trim(), seen: getComputedStyle(e).outlineStyle !== 'none' || getComputedStyle(e.closest('label') ?? e).outlineStyle !== 'none' };
    });
    if (fits(here)) return here;
    seen.push(here.name || here.text);
  }
  return assert.fail(`the Tab key came to ${seen.join(', ')}`);
}

test('begin to stamp with the keyboard alone, on a phone', async (t) => {
  const house = House.for(t);
  const { page } = await house.visit(browser, await house.serve(now), now);
  await page.goto(`${house.base}/begin`);
  const type = async (name, words) => {
    await tabTo(page, (x) => x.name === name);
    await page.keyboard.type(words);
  };
  const choose = async (name, value) => {
    await tabTo(page, (x) => x.name === name);
    for (let i = 0; i < 12; i++) { // the arrow keys go through the choices of a group
      const here = await page.evaluate(() => document.activeElement.value);
      if (here === value) return page.keyboard.press('Space');
      await page.keyboard.press('ArrowDown');
    }
    return assert.fail(`no arrow leads to ${name} ${value}`);
  };
  const pick = async (name, text) => { // a short list takes the letters of its entry
    await tabTo(page, (x) => x.name === name);
    await page.keyboard.type(text);
  };
  const deeper = async () => {
    await tabTo(page, (x) => x.text === 'Go deeper');
    await page.keyboard.press('Enter');
  };
  const on = async (text, url) => {
    await tabTo(page, (x) => x.text.startsWith(text));
    await page.keyboard.press('Enter');
    await page.waitForURL(url);
    assert.equal(await overflow(page), '');
  };
  await choose('area', 'health');
  await on('Next', '**/begin/2');
  await type('grow_in', 'steady strength');
  await type('so_i_can', 'walk home with a friend on Fridays');
  await on('Next', '**/begin/3');
  await type('outcome', 'Walk 60 times');
  await pick('type', 'Add up');
  await type('target', '60');
  await type('unit', 'walks');
  await on('Next', '**/begin/4');
  await pick('metric', 'Sessions');
  await type('target', '3');
  await type('unit', 'walks');
  await on('Next', '**/begin/5');
  await type('cue', 'pour the first coffee');
  await type('step', 'Put on shoes, walk five minutes');
  await deeper();
  await choose('minutes', '5');
  await on('Next', '**/begin/6');
  await type('if', 'it rains');
  await type('then', 'I march on the spot for one song');
  await on('Next', '**/begin/7');
  await choose('track', 'tap');
  await on('Begin', '**/begin/done**');
  await tabTo(page, (x) => x.text === 'Stamp today');
  await page.keyboard.press('Enter');
  await page.locator('main').getByText("That’s today done.").waitFor();
  const [goal] = house.json(now, 'today').goals;
  assert.deepEqual({ status: goal.status, step: goal.step.text, week: goal.week.target }, { status: 'done', step: 'Put on shoes, walk five minutes', week: 3 });
});

test('everything is written down without a script, too', async (t) => {
  const house = House.for(t);
  house.ippo('2025-12-29T07:30:00+01:00', 'begin', '--template', 'fitness', '--yes');
  const { page } = await house.visit(browser, await house.serve(now), now, { javaScriptEnabled: false });
  const main = page.locator('main');
  const open = async (path, inside) => {
    await page.goto(house.base + path);
    if (inside) await main.locator(`details:has(${inside}) > summary`).first().click();
  };
  /** Presses the button of a form and waits for what the next page says. */
  const keep = async (button, words) => {
    await main.locator(button).first().click();
    await main.getByText(words).first().waitFor();
  };
  const choose = (name, value) => main.locator(`label:has([name="${name}"][value="${value}"])`).first().click();

  const week = `/goals/fitness/review/${house.json(now, 'review').week}`;
  await open(`${week}/pulse`);
  await choose('pulse', '4');
  await keep('.onward .go', 'One small change');
  await choose('decision', 'kept');
  await keep('.onward .go', 'How sure are you');
  await keep('.onward .go', 'One line to yourself');
  await main.locator('[name=close]').fill('A calm week is fine');
  await keep('[name=close-week]', 'The week is closed');

  await open('/compass', '[name=before]');
  await main.locator('[name=words]').last().fill('Mending the gate');
  await choose('before', '2');
  await choose('after', '4');
  await keep('form[action="/compass/energy"] button', 'Mending the gate');
  await open('/compass/items');
  await main.locator('form[action="/compass/items"] [name=answer]').first().fill('early mornings');
  await keep('form[action="/compass/items"] button', 'early mornings');

  await open('/goals/fitness/paper');
  for (const value of ['min', 'full']) { // each tap turns the cell
    await main.locator('fieldset:has([name="d2025-12-30"])').click();
    assert.equal(await main.locator(`[name="d2025-12-30"][value=${value}]`).isChecked(), true);
  }
  await keep('form .go', 'Complete a 5K comfortably');
  assert.equal(house.json(now, 'stats').goals[0].days_practised, 1);

  await open('/goals/fitness/edit');
  await main.locator('[name=cue]').fill('After the first tea');
  await keep('form .go', 'After the first tea');

  await open('/goals/fitness/experiment');
  await choose('lever', 'time');
  await main.locator('[name=what]').fill('walk before breakfast');
  await choose('measure', 'adherence');
  await choose('days', '7');
  await keep('form .go', 'walk before breakfast');

  await open('/goals/fitness', '[name=what][value=rest]');
  await main.locator('[name=day]').first().fill('2026-01-04');
  await choose('what', 'rest');
  await keep('form[action$="/day"] button', 'Complete a 5K comfortably');

  await open('/settings');
  await main.locator('[name=name]').fill('Aiko');
  await choose('theme', 'dark');
  await main.locator('#you .btn').last().click();
  await page.locator('html[data-theme=dark]').waitFor();
  assert.equal(await main.locator('[name=name]').inputValue(), 'Aiko');

  await open('/export?erase=1');
  await main.locator('[name=word]').fill('erase');
  await main.locator('form[action="/erase"] button:not([name])').click();
  await main.getByText(/erased|gone/i).first().waitFor();
});

test('whoever wants no motion sees none', async (t) => {
  const house = House.for(t);
  house.ippo(now, 'begin', '--template', 'fitness', '--yes');
  const { page } = await house.visit(browser, await house.serve(now), now, { reducedMotion: 'reduce' });
  const moving = () => page.evaluate(() => document.getAnimations().filter((a) => a.playState === 'running' && a.effect.getComputedTiming().duration > 50).length);
  const still = async (what) => assert.equal(await moving(), 0, `${what} moves`);
  await page.getByRole('button', { name: 'Stamp today' }).first().click();
  await page.locator('main').getByText("That’s today done.").waitFor();
  await still('a fresh stamp');
  for (const path of ['/', '/goals/fitness', '/review', '/compass', '/guide']) {
    await page.goto(house.base + path);
    await still(path);
  }
});

test('at 200 % zoom nothing sticks out and nothing lies on a button', async (t) => {
  const house = House.for(t);
  house.ippo('2025-12-01T07:30:00+01:00', 'begin', '--template', 'fitness', '--yes');
  house.bear(/nowhere/);
  // A window of 1280 px at 200 % is one of 640 px with two device pixels each.
  const { page } = await house.visit(browser, await house.serve(now), now, { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2 });
  for (const path of ['/', '/welcome', '/goals/fitness', '/goals/fitness/edit', '/goals/fitness/paper', '/goals/fitness/experiment', '/goals/fitness/look-back/30', '/review', '/compass', '/compass/items', '/settings', '/guide', '/import', '/export?erase=1', '/begin', '/begin?template=fitness', '/nowhere']) {
    await page.goto(house.base + path);
    assert.equal(await overflow(page), '', path);
    const covered = await page.evaluate(() => {
      const bad = [];
      for (const e of document.querySelectorAll('main button, main a.btn, main summary')) {
        if (!e.checkVisibility() || e.closest('.vh')) continue;
        e.scrollIntoView({ block: 'center' });
        const r = e.getBoundingClientRect();
        const top = document.elementFromPoint(r.left + r.width / 2, r.top + r.height / 2);
        if (top && !e.contains(top) && !top.contains(e)) bad.push(`${e.textContent.trim().slice(0, 30)} under ${top.outerHTML.slice(0, 80)}`);
      }
      return bad;
    });
    assert.deepEqual(covered, [], path);
  }
});
