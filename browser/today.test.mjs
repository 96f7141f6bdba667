// Today on a phone: in every state of a day, in every language and both themes,
// step, act, answer and the way back stand above the tab bar (ruling 97).
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { holds, House, languages, launch, phone } from './house.mjs';
import { overflow, unfolded, violations } from './look.mjs';
import { at, settle } from './seasons.mjs';

let browser;
const lived = {};
let keeper;

before(async () => {
  browser = await launch();
  keeper = new House();
});
after(async () => {
  await keeper.close();
  await browser.close();
});

const main = (page) => page.locator('main');
const stamp = async (page) => {
  await main(page).locator('.press .stamp').first().click();
  await main(page).locator('.hero[data-state=done]').waitFor();
};
const choose = (action, state) => async (page) => {
  await main(page).locator('#not > summary').click();
  await main(page).locator(`#not form[action="${action}"] button`).click();
  await main(page).locator(`.hero[data-state=${state}]`).waitFor();
};
const unfold = (id) => (page) => main(page).locator(`#${id} > summary`).click();

const states = [
  { name: 'open', season: 'sample' },
  { name: 'the first day', season: 'dayOne' },
  { name: 'did more', season: 'sample', act: unfold('more') },
  { name: 'a hard day', season: 'sample', act: unfold('hard') },
  { name: 'stamped', season: 'sample', act: stamp, back: true },
  { name: 'mended', season: 'waiting', act: stamp, back: true },
  { name: 'not today', season: 'sample', act: choose('/skip', 'not'), back: true },
  { name: 'a rest', season: 'sample', act: choose('/rest', 'rest'), back: true },
  { name: 'a planned rest', season: 'rest' },
  { name: 'a pause of today', season: 'sample', act: choose('/pause', 'paused'), back: true },
  { name: 'a pause', season: 'paused' },
  { name: 'two goals', season: 'two' },
];

/** Where the parts of the first card end, below the top of the tab bar; empty when all stand above it. */
function hidden(page) {
  return page.evaluate(() => {
    const bar = document.querySelector('.tabs').getBoundingClientRect().top;
    const parts = { step: '#g', mark: '.press .stamp', answer: '.press', choices: '.three > * > :is(summary, .btn), .three > .btn', back: '[data-takeback]' };
    const card = document.querySelector('.hero');
    return Object.entries(parts).flatMap(([name, what]) =>
      [...card.querySelectorAll(what)].map((e) => [name, e.getBoundingClientRect().bottom]).filter(([, end]) => end > bar || end <= 0).map(([n, end]) => `${n} ends at ${Math.round(end)}, the bar begins at ${Math.round(bar)}`));
  });
}

/** How far down the middle of the mark stands. */
const middle = (page) => page.locator('.hero .press .stamp').evaluate((e) => { const r = e.getBoundingClientRect(); return r.top + r.height / 2; });

for (const { name, season, act, back } of states) {
  test(`${name}: what is needed stands above the tab bar, and nothing is wrong with it`, async (t) => {
    const house = House.for(t);
    const now = await settle(house, season, lived, keeper);
    await house.serve(now);
    for (const locale of languages) {
      const { context, page } = await house.visit(browser, house.link(), now, { viewport: phone, locale: locale === 'en' ? 'en-GB' : locale, serviceWorkers: 'block' });
      const stood = await middle(page);
      await act?.(page);
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme });
        assert.deepEqual(await hidden(page), [], `${locale}, ${colorScheme}`);
        assert.equal(await page.evaluate(() => scrollY), 0);
        assert.deepEqual(await violations(page), [], `${locale}, ${colorScheme}`);
      }
      if (back) {
        assert.ok(Math.abs((await middle(page)) - stood) < 40, `${locale}: the mark went from ${stood} to ${await middle(page)}`);
        await holds(async () => assert.ok(await page.evaluate(() => document.activeElement?.matches('[data-takeback]')), `${locale}: the focus is on the way back`));
      }
      await page.setViewportSize({ width: 320, height: 640 });
      await unfolded(page, async () => assert.equal(await overflow(page), '', `${locale} at 320 px`));
      if (back) {
        await main(page).locator('.hero [data-takeback]').click();
        await main(page).locator('.hero[data-state=open]').waitFor();
      }
      await context.close();
    }
  });
}

test('nothing moves when the fonts come: the layout does not shift', async (t) => {
  const house = House.for(t);
  const now = await settle(house, 'sample', lived, keeper);
  const { context, page } = await house.visit(browser, await house.serve(now), now, { serviceWorkers: 'block' });
  await page.route('**/*.woff2', async (route) => {
    await new Promise((late) => setTimeout(late, 400));
    await route.continue();
  });
  await page.addInitScript(() => {
    globalThis.shift = 0;
    new PerformanceObserver((all) => all.getEntries().forEach((e) => (globalThis.shift += e.value))).observe({ type: 'layout-shift', buffered: true });
  });
  await page.reload({ waitUntil: 'networkidle' });
  assert.equal(await page.evaluate(() => globalThis.shift), 0);
  await page.unroute('**/*.woff2');
  await page.reload({ waitUntil: 'networkidle' });
  assert.equal(await page.evaluate(() => globalThis.shift), 0);
  assert.ok(await page.evaluate(() => document.fonts.check('20px Newsreader') && document.fonts.check('16px Figtree')));
  await context.close();
});

test('without a script every state says the same, and a late stamp says where it went', async (t) => {
  const house = House.for(t);
  const now = await settle(house, 'sample', lived, keeper);
  const { page } = await house.visit(browser, await house.serve(now), now, { javaScriptEnabled: false });
  const back = async () => {
    await main(page).locator('.hero [data-takeback]').click();
    await main(page).locator('.hero[data-state=open]').waitFor();
  };
  await stamp(page);
  assert.equal(await main(page).locator('.hero [data-takeback]').count(), 1);
  await back();
  await choose('/skip', 'not')(page);
  await main(page).getByText('step mends today.').waitFor();
  await back();
  await choose('/rest', 'rest')(page);
  await back();
  await unfold('more')(page);
  await main(page).locator('#more-n').evaluate((e) => e.removeAttribute('max'));
  house.bear(/status of 422/);
  await main(page).locator('#more-n').fill('2000');
  await main(page).locator('#more button').first().click();
  await main(page).getByText('A day has 1,440 minutes.').waitFor();
  assert.equal(await main(page).locator('#more-n').inputValue(), '2000');
  await page.goto(`${house.base}/`);
  await house.serve(at('2026-10-24'));
  await main(page).locator('.press .stamp').click();
  await main(page).getByText('That went to Friday. Today is open.').waitFor();
  await main(page).locator('.note form[action="/undo"] button').click();
  await main(page).getByText('Taken back: a stamp.').waitFor();
});

test('keys act on the card that holds the focus, and not while something is typed', async (t) => {
  const house = House.for(t);
  const now = await settle(house, 'sample', lived, keeper);
  const { page } = await house.visit(browser, await house.serve(now), now, { serviceWorkers: 'block' });
  const focused = (what) => holds(async () => assert.ok(await page.evaluate((w) => document.activeElement?.matches(w), what), what));
  await page.keyboard.press('m');
  await focused('#more-n');
  await page.keyboard.press('s'); // a field has the focus
  assert.equal(await main(page).locator('.hero[data-state=open]').count(), 1);
  await page.locator('#more-n').fill('2000');
  await page.keyboard.press('Enter');
  await main(page).getByText('A day has 1,440 minutes.').waitFor();
  assert.equal(await main(page).locator('[data-part=refused]').count(), 0, 'no banner');
  await page.locator('#more-n').fill('');
  await page.locator('#more > summary').focus();
  await page.keyboard.press('n');
  await focused('#not button');
  await page.keyboard.press('Control+s');
  await page.keyboard.press('s');
  await main(page).locator('.hero[data-state=done]').waitFor();
  await focused('[data-takeback]');
  await page.keyboard.press('u');
  await main(page).locator('.hero[data-state=open]').waitFor();
  await page.keyboard.press('?');
  await page.locator('dialog[open]').waitFor();
  assert.deepEqual(await violations(page), []);
  await page.keyboard.press('Escape');
  await page.locator('dialog').waitFor({ state: 'detached' });
  await page.keyboard.press('5');
  await page.waitForURL('**/settings');
  await page.locator('[name=show-keys]').uncheck();
  await page.locator('#today .btn').click();
  await page.goto(`${house.base}/`);
  await page.keyboard.press('s');
  await page.keyboard.press('2');
  assert.equal(await main(page).locator('.hero[data-state=open]').count(), 1);
  for (const [hash, what] of [['stamp', '.press button'], ['more', '#more-n'], ['not', '#not button']]) {
    await page.goto(`${house.base}/settings`);
    await page.goto(`${house.base}/#${hash}`);
    await focused(what);
  }
  assert.equal(house.json(now, 'today').goals[0].status, 'open');
});
