// Three weeks of a season, told through the pages alone, on a phone: from the
// seven questions through three reviews, with misses and their mends, a rest, a
// hard day, a day without a network and a change that a review decided.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ofGoal, ofToday } from './figures.mjs';
import { holds, House, launch, phone, settled } from './house.mjs';
import { overflow, picture } from './look.mjs';

const day = (n, clock) => `2026-01-${String(n).padStart(2, '0')}T${clock}:00+01:00`;

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** A person at a phone, who knows pages and nothing else. */
class Person {
  constructor(house, context, page) {
    Object.assign(this, { house, context, page, main: page.locator('main') });
  }

  press = (name) => this.main.getByRole('button', { name }).first().click();
  says = (text) => this.main.getByText(text).first().waitFor();
  next = () => this.main.locator('.onward .go').click();
  pick = (name, value) => this.main.locator(`label:has([name="${name}"][value="${value}"])`).first().click();

  async look(name) {
    await picture(this.page, 'season', 'phone', name);
    assert.equal(await overflow(this.page), '', name);
  }

  /** Another day: the server's clock stands there, and so does the page's. */
  async wake(n, clock) {
    await this.page.goto('about:blank'); // a page that listens would miss its server
    await this.house.serve(day(n, clock));
    await this.context.clock.setFixedTime(day(n, clock));
    await this.page.goto(`${this.house.base}/`);
  }

  async stamp() {
    await this.main.locator('.press .stamp').first().click();
    await this.main.locator('.hero[data-state=done]').waitFor();
  }

  async more(minutes) {
    await this.main.locator('#more > summary').click();
    await this.page.getByLabel('How much more?').fill(String(minutes));
    await this.press('Add to today');
    await this.main.locator('.hero[data-state=done]').waitFor();
  }

  /** Not today, and a line that says what got in the way. */
  async notToday(words, tag) {
    await this.main.locator('#not > summary').click();
    await this.main.locator('#not form[action="/skip"] button').click();
    await this.main.locator('.hero[data-state=not]').waitFor();
    await this.main.locator('#line > summary').click();
    await this.main.locator('#line [name=note]').fill(words);
    await this.pick('tag', tag);
    await this.press('Save this');
    await this.says(words);
  }

  async rest() {
    await this.main.locator('#not > summary').click();
    await this.main.locator('#not form[action="/rest"] button').click();
    await this.main.locator('.hero[data-state=rest]').waitFor();
  }

  /** The stamp of a hard day: the step that was planned for it. */
  async hard() {
    await this.main.locator('#hard > summary').click();
    await this.press('Stamp with this');
    await this.main.locator('.hero[data-state=done]').waitFor();
  }

  /** The weekly review, part by part; answers whether a change was accepted. */
  async review(helped, name) {
    await this.page.goto(`${this.house.base}/review`);
    let accepted = false;
    for (const part of ['reset', 'look', 'keep', 'notice', 'pulse', 'change', 'plan', 'close']) {
      await this.page.waitForURL(`**/${part}`);
      await this.look(`${name}-${part}`);
      if (part === 'keep') await this.main.locator('[name=helped]').fill(helped);
      if (part === 'pulse') {
        await this.pick('pulse', '4');
        await this.pick('ease', '3');
      }
      if (part === 'change' && (await this.main.locator('[name=decision][value=accepted]').count()) > 0) {
        await this.pick('decision', 'accepted');
        accepted = true;
        await this.look(`${name}-decided`);
        const cue = this.main.locator('[name="own-cue"]');
        if (await cue.isVisible()) {
          assert.equal(await cue.inputValue(), 'After I pour the first coffee', 'as it is now');
          await cue.fill('After I lock the office door');
        }
      }
      if (part === 'plan') await this.pick('confidence', '8');
      await this.next();
    }
    await this.main.getByRole('heading', { name: 'The week is closed' }).waitFor();
    await this.look(`${name}-closed`);
    await this.page.goto(`${this.house.base}/`);
    assert.equal(await this.main.getByRole('link', { name: 'Review the week' }).count(), 0, 'a week that is closed is not asked for');
    return accepted;
  }
}

/** The seven questions, left in the middle and taken up again. */
async function begin(p) {
  const at = (step) => p.page.waitForURL(`**/begin/${step}`);
  await p.page.locator('a[href="/begin"]').first().click();
  await p.pick('area', 'health');
  await p.next();
  await at(2);
  await p.page.fill('[name=grow_in]', 'steady strength');
  await p.page.fill('[name=so_i_can]', 'walk the hill path with my daughter.');
  await p.next();
  await at(3);
  await p.page.fill('[name=outcome]', 'I walk to the chapel without a stop');
  await p.page.selectOption('[name=type]', 'level_up');
  await p.page.fill('[name=target]', '5');
  await p.page.fill('[name=unit]', 'km');
  await p.page.reload();
  await holds(async () => assert.equal(await p.page.inputValue('[name=outcome]'), 'I walk to the chapel without a stop'));
  await p.next();
  await at(4);
  await p.page.selectOption('[name=metric]', 'sessions');
  await p.page.fill('[name=target]', '3');
  await p.page.fill('[name=unit]', 'walks');
  await p.next();
  await at(5);
  await p.page.fill('[name=cue]', 'pour the first coffee');
  await p.page.fill('[name=step]', 'put on shoes, walk five minutes');
  await p.next();
  await at(6);
  await p.page.fill('[name=if]', 'it rains');
  await p.page.fill('[name=then]', 'I march on the spot for one song');
  await p.next();
  await at(7);
  await p.look('1-last-question');
  await p.next();
  await p.page.waitForURL('**/begin/done**');
}

test('three weeks on a phone', async (t) => {
  const house = House.for(t);
  house.bear(); // the day without a network
  const { context, page } = await house.visit(browser, await house.serve(day(5, '07:30')), day(5, '07:30'), { viewport: phone, hasTouch: true });
  const p = new Person(house, context, page);

  await begin(p);
  await page.goto(`${house.base}/`);
  await p.stamp();
  await p.wake(6, '07:40');
  await p.more(20);
  await p.wake(8, '07:20'); // nothing on Wednesday
  await p.says('Your chain is waiting.');
  await p.stamp();
  await p.says('You mended Wednesday on Thursday morning.');
  await p.wake(9, '08:00');
  await p.rest();
  await p.wake(10, '10:00');
  await p.more(20);
  await p.wake(11, '19:00');
  await p.stamp();
  await p.main.getByRole('link', { name: 'Review the week' }).waitFor();
  const first = await p.review('the shoes by the door', '2-review');

  await p.wake(12, '21:00');
  await p.notToday('Coffee was on the way to work', 'cue');
  await p.wake(13, '18:00');
  await p.hard();
  await p.wake(14, '21:00');
  await p.notToday('No coffee at home again', 'cue');
  await p.wake(15, '18:00');
  await p.stamp();
  await p.wake(16, '21:00');
  await p.notToday('Coffee at the station', 'cue');
  await p.wake(17, '11:00');
  await p.more(30);
  await p.wake(18, '19:00');
  await p.notToday('Forgot it', 'cue');
  const second = await p.review('a light bag', '3-review');
  assert.deepEqual([first, second], [false, true], 'the first week changes nothing, the second moves what is forgotten');
  await p.says('Decided in the review:');
  await p.look('4-decided');

  await p.wake(19, '08:00');
  await p.stamp();
  await p.says('You mended Sunday');
  await p.wake(20, '08:00');
  await settled(page, ['/']);
  await context.setOffline(true);
  await p.main.locator('[data-part=away]').waitFor();
  await p.main.locator('.press .stamp').first().click();
  await p.main.locator('.hero[data-state=waiting]').waitFor();
  await p.look('5-offline');
  await context.setOffline(false);
  await p.main.locator('.hero[data-state=done]').waitFor();
  await p.wake(22, '08:00'); // nothing on Wednesday
  await p.stamp();
  await p.wake(23, '08:00');
  await p.stamp();
  await page.locator('nav.tabs').getByRole('link', { name: 'Plan' }).click();
  await p.main.locator('form[action$="/measure"]').locator('xpath=ancestor::details[1]/summary').click();
  await p.main.locator('form[action$="/measure"] [name=value]').fill('2.5');
  await p.main.locator('form[action$="/measure"] button').click();
  await p.says('2.5');
  await p.look('6-measured');
  await p.wake(24, '09:00');
  await p.more(25);
  await p.wake(25, '19:00');
  await p.stamp();
  await p.review('walking before the coffee', '7-review');

  const today = await ofToday(page);
  const [slug] = house.json(day(25, '19:05'), 'goals').goals.map((g) => g.goal);
  await page.goto(`${house.base}/goals/${slug}`);
  await p.look('8-goal');
  const goal = await ofGoal(page, '2026-01-25');
  assert.deepEqual(today, { practised: 14, chain: 14, week: { done: 1, target: 3 }, strip: 'oo/oo#o' });
  assert.deepEqual(goal, {
    practised: 14, chain: { length: 14, recoveries: 6 }, adherence: { done: 14, active: 20 },
    never_miss_twice: { recovered: 6, episodes: 6 }, week: { done: 2, target: 3 }, card: 'o#/o~#o/o/o/#/oo/oo#o',
  });
  const [stats] = house.json(day(25, '19:05'), 'stats').goals;
  assert.deepEqual(
    { practised: stats.days_practised, chain: stats.chain, done: stats.adherence.done, active: stats.adherence.active, nmt: stats.never_miss_twice, weeks: stats.weeks.map((w) => w.done) },
    { practised: 14, chain: { state: 'going', length: 14, recoveries: 6 }, done: 14, active: 20, nmt: { recovered: 6, episodes: 6 }, weeks: [2, 1, 1] },
  );
  assert.match(house.ippo(day(25, '19:05'), 'export', '--format', 'md'), /Coffee at the station/);
});
