// Begin asks one question a screen, tells on top what to look at, and never
// takes a word away; welcome has one door in front.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { House, languages, launch, phone } from './house.mjs';
import { overflow, unfolded, violations } from './look.mjs';

const now = '2026-01-05T07:30:00+01:00';
const screens = 1.3;

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const next = (page) => page.locator('.onward .go').click();

/** What somebody writes at each question, in short. */
const answers = {
  1: (page) => page.locator('[name=area][value=health]').check(),
  2: async (page) => {
    await page.fill('[name=grow_in]', 'steady strength');
    await page.fill('[name=so_i_can]', 'walk the hill path with my daughter.');
  },
  3: async (page) => {
    await page.fill('[name=outcome]', 'I walk to the chapel without a stop');
    await page.selectOption('[name=type]', 'level_up');
    await page.fill('[name=target]', '5');
    await page.fill('[name=unit]', 'km');
  },
  4: async (page) => {
    await page.selectOption('[name=metric]', 'sessions');
    await page.fill('[name=target]', '3');
    await page.fill('[name=unit]', 'walks');
  },
  5: async (page) => {
    await page.fill('[name=cue]', 'pour the first coffee');
    await page.fill('[name=step]', 'put on shoes, walk five minutes');
  },
  6: async (page) => {
    await page.fill('[name=if]', 'it rains');
    await page.fill('[name=then]', 'I march on the spot for one song');
  },
  7: () => undefined,
};

/** How long a page is, in screens of a phone. */
const length = (page) => page.evaluate((screen) => document.documentElement.scrollHeight / screen, phone.height);

/** Whether the summary has the focus and can be seen without scrolling. */
const told = (page) => page.evaluate(() => {
  const e = document.activeElement;
  const { top, bottom } = e.getBoundingClientRect();
  return { focused: e.id === 'refused', seen: top >= 0 && bottom <= innerHeight, leads: [...e.querySelectorAll('a')].every((a) => document.getElementById(a.hash.slice(1))) };
});

for (const lang of languages) {
  test(`a question fits a phone, ${lang}`, async (t) => {
    const house = House.for(t);
    const { page } = await house.visit(browser, await house.serve(now), now, { locale: lang });
    const long = [];
    for (let step = 1; step <= 7; step++) {
      await page.goto(`${house.base}/begin/${step}`);
      for (const filled of [false, true]) {
        if (filled) await answers[step](page);
        const screensLong = await length(page);
        if (screensLong > screens) long.push(`question ${step}${filled ? ', answered' : ''}: ${screensLong.toFixed(2)} screens`);
      }
      const bottom = await page.locator('.onward .go').evaluate((e) => e.getBoundingClientRect().bottom + scrollY);
      if (bottom > phone.height * 1.05) long.push(`question ${step}: the way on ends at ${bottom}`);
      assert.equal(await page.locator('details.deeper').getAttribute('open'), null, `question ${step} holds no answer that goes deeper`);
      await page.setViewportSize({ width: 320, height: 640 });
      await unfolded(page, async () => assert.equal(await overflow(page), ''));
      await page.setViewportSize(phone);
      if (step < 7) await Promise.all([page.waitForURL(`**/begin/${step + 1}`), next(page)]);
    }
    assert.deepEqual(long, []);
  });
}

for (const javaScriptEnabled of [true, false]) {
  test(`what to look at is on top and has the focus, ${javaScriptEnabled ? 'with' : 'without'} a script`, async (t) => {
    const house = House.for(t);
    house.bears = [/status of 422/];
    const { page } = await house.visit(browser, await house.serve(now), now, { javaScriptEnabled });
    await page.goto(`${house.base}/begin`);
    await next(page);
    await page.locator('#refused').waitFor();
    assert.deepEqual(await told(page), { focused: true, seen: true, leads: true });
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.name), 'area', 'the link leads to the choice');
    await page.goto(`${house.base}/begin/3`);
    await page.selectOption('[name=type]', 'level_up');
    await page.fill('[name=start]', 'none');
    await page.fill('[name=target]', 'five');
    await next(page);
    await page.locator('#refused').waitFor();
    assert.deepEqual(await told(page), { focused: true, seen: true, leads: true });
    assert.equal(await page.locator('#refused li').count(), 2);
    for (const [name, words] of [['start', 'none'], ['target', 'five']]) {
      const field = page.locator(`[name=${name}]`);
      assert.equal(await field.inputValue(), words);
      assert.equal(await field.getAttribute('aria-invalid'), 'true');
      assert.ok(await page.locator(`#${await field.getAttribute('aria-describedby')}`).isVisible());
    }
  });
}

test('three taps lead from welcome to a stamp', async (t) => {
  const house = House.for(t);
  const { page } = await house.visit(browser, await house.serve(now), now);
  await page.goto(`${house.base}/welcome`);
  await page.locator('a[href="/begin?template=fitness"]').click();
  await page.locator('.onward .go').click();
  await page.waitForURL('**/begin/done**');
  await page.locator('form[action="/stamp"] button').click();
  await page.locator('form[action="/undo"]').waitFor();
  assert.equal(house.json(now, 'today').goals[0].status, 'done');
});

test('a goal half begun outlives the door of a template', async (t) => {
  const house = House.for(t);
  house.bears = [/status of 409/];
  const { page } = await house.visit(browser, await house.serve(now), now);
  for (let step = 1; step <= 3; step++) {
    await page.goto(`${house.base}/begin/${step}`);
    await answers[step](page);
    await Promise.all([page.waitForURL(`**/begin/${step + 1}`), next(page)]);
  }
  await page.goto(`${house.base}/welcome`);
  assert.equal(await page.locator('.btn.go').getAttribute('href'), '/begin');
  await page.goto(`${house.base}/begin?template=music`);
  await page.locator('.onward button:not(.go)').click(); // change it first
  await page.locator('#replace').waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), 'replace');
  await page.locator('#replace a').click();
  await page.goto(`${house.base}/begin/3`);
  assert.equal(await page.locator('[name=outcome]').inputValue(), 'I walk to the chapel without a stop');
  await page.goto(`${house.base}/begin?template=music`);
  await page.locator('.onward .go').click();
  await page.waitForURL('**/begin/done**');
  await page.goto(`${house.base}/begin/3`);
  assert.equal(await page.locator('[name=outcome]').inputValue(), 'I walk to the chapel without a stop');
});

test('what is typed is saved, and the corner says so only then', async (t) => {
  const house = House.for(t);
  const { page } = await house.visit(browser, await house.serve(now), now);
  await page.goto(`${house.base}/begin/5`);
  await answers[5](page);
  await page.locator('[data-saved]').filter({ hasText: /^Saved \d\d:\d\d$/ }).waitFor();
  await page.reload();
  assert.equal(await page.locator('[name=cue]').inputValue(), 'pour the first coffee');
  assert.equal(await page.locator('[name=step]').inputValue(), 'put on shoes, walk five minutes');
});

test('welcome shows its door on the first screen, in every language', async (t) => {
  const house = House.for(t);
  await house.serve(now);
  for (const lang of languages) {
    const { page, context } = await house.visit(browser, house.link(), now, { locale: lang });
    await page.goto(`${house.base}/welcome`);
    const { bottom } = await page.locator('.btn.go').boundingBox().then((b) => ({ bottom: b.y + b.height }));
    assert.ok(bottom <= phone.height, `${lang}: the door ends at ${bottom}`);
    for (const width of [320, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      assert.equal(await overflow(page), '', `${lang} at ${width}`);
    }
    await context.close();
  }
});

test('all plans are searched without a script', async (t) => {
  const house = House.for(t);
  const { page } = await house.visit(browser, await house.serve(now), now, { javaScriptEnabled: false });
  await page.goto(`${house.base}/welcome`);
  await page.locator('a[href="/welcome?q="]').click();
  assert.equal(await page.locator('.tpl-list li').count(), 18);
  await page.fill('[name=q]', 'PUSH-ÚPS');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/welcome?q=PUSH*');
  assert.equal(await page.locator('.tpl-list li').count(), 1);
});

for (const colorScheme of ['light', 'dark']) {
  test(`nothing that axe-core finds, ${colorScheme}`, async (t) => {
    const house = House.for(t);
    house.bears = [/status of 4(09|22)/];
    const { page } = await house.visit(browser, await house.serve(now), now, { colorScheme });
    const found = [];
    const look = async (name) => {
      await unfolded(page, async () => found.push(...(await violations(page)).map((v) => `${name}: ${v}`)));
    };
    for (const path of ['/welcome', '/welcome?q=', '/welcome?q=zzz', '/begin?template=fitness', '/begin?template=finances']) {
      await page.goto(house.base + path);
      await look(path);
    }
    for (let step = 1; step <= 7; step++) {
      await page.goto(`${house.base}/begin/${step}`);
      if (step === 1) {
        await next(page);
        await page.locator('#refused').waitFor();
        await look('a refusal');
      }
      await answers[step](page);
      await look(`question ${step}`);
      if (step < 7) await Promise.all([page.waitForURL(`**/begin/${step + 1}`), next(page)]);
    }
    await page.goto(`${house.base}/begin?template=music`);
    await page.locator('.onward button:not(.go)').click();
    await page.locator('#replace').waitFor();
    await look('a template over a draft');
    assert.deepEqual(found, []);
  });
}
