// The first week of a season, from the template to Saturday, on a phone and on
// a desktop: a day without a stamp, its mend, a rest, undo and redo. At the end
// every surface tells the same figures.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ofGoal, ofToday } from './figures.mjs';
import { desktop, holds, House, launch, phone } from './house.mjs';
import { overflow, picture } from './look.mjs';

const monday = '2026-01-05T07:30:00+01:00';
const day = (n, clock) => `2026-01-${String(n).padStart(2, '0')}T${clock}:00+01:00`;

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

for (const [device, viewport] of Object.entries({ phone, desktop })) {
  test(`a week with a mend, on a ${device}`, async (t) => {
    const house = House.for(t);
    const { context, page } = await house.visit(browser, await house.serve(monday), monday, { viewport, hasTouch: device === 'phone' });
    const press = (name) => page.getByRole('button', { name }).first().click();
    const says = (text) => page.locator('main').getByText(text).first().waitFor();
    const look = async (name) => {
      await picture(page, 'story', device, name);
      assert.equal(await overflow(page), '');
    };
    /** Another morning: the server's clock stands there, and so does the page's. */
    const wake = async (n, clock) => {
      await page.goto('about:blank'); // a page that listens would miss its server
      await house.serve(day(n, clock));
      await context.clock.setFixedTime(day(n, clock));
      await page.goto(`${house.base}/`);
    };

    await page.getByRole('heading', { name: 'Or take a plan that is ready' }).waitFor();
    await look('1-welcome');
    await page.locator('a[href="/begin?template=fitness"]').click();
    await press('Begin with this');
    await page.getByRole('heading', { name: 'Day one' }).waitFor();
    await page.evaluate(() => {
      window.print = () => { document.title = 'on paper'; };
    });
    await page.getByRole('button', { name: 'Print it' }).click();
    await page.waitForFunction(() => document.title === 'on paper');
    await look('2-begun');
    await page.goto(`${house.base}/`);
    await says('The minimum is enough today.');
    await look('3-monday');
    await press('Stamp today');
    await says("That’s today done.");

    await wake(6, '07:40');
    await page.locator('#more > summary').click();
    await page.getByLabel('How much more?').fill('20');
    await press('Add to today');
    await says('with 20 minutes in all');
    await page.getByRole('img', { name: 'Stamped: more than the minimum' }).waitFor();

    await wake(8, '07:20'); // nothing was logged on Wednesday
    await says('Your chain is waiting.');
    await says('One minimum step today mends it.');
    await look('4-waiting');
    await press('Stamp today');
    await says('You mended Wednesday on Thursday morning.');
    await look('5-mended');
    await holds(async () => assert.equal((await ofToday(page)).strip.slice(-4), 'o#/o'));

    await wake(9, '08:00');
    await page.locator('#not > summary').click();
    await press('A rest day');
    await says('Nothing is asked today');
    await look('6-rest');

    await wake(10, '10:00');
    await page.locator('#more > summary').click();
    await page.getByLabel('How much more?').fill('20');
    await press('Add to today');
    await page.getByRole('img', { name: '2 of 3 walks this week' }).waitFor();

    await press('Take it back');
    await page.getByRole('img', { name: '1 of 3 walks this week' }).waitFor();
    await press('Bring it back');
    await page.getByRole('img', { name: '2 of 3 walks this week' }).waitFor();
    await look('7-saturday');

    const today = await ofToday(page);
    await page.goto(`${house.base}/goals/fitness`);
    await look('8-goal');
    const goal = await ofGoal(page, '2026-01-10');
    const now = day(10, '10:05');
    const [asked] = house.json(now, 'today').goals;
    const [stats] = house.json(now, 'stats').goals;
    assert.deepEqual(today, { practised: 4, chain: 4, week: { done: 2, target: 3 }, strip: '·o#/o~#' });
    assert.deepEqual(goal, {
      practised: 4, chain: { length: 4, recoveries: 1 }, adherence: { done: 4, active: 5 },
      never_miss_twice: { recovered: 1, episodes: 1 }, week: { done: 2, target: 3 }, card: 'o#/o~#',
    });
    assert.deepEqual(
      { practised: asked.days_practised, chain: asked.chain, week: asked.week },
      { practised: 4, chain: { state: 'going', length: 4, recoveries: 1 }, week: { unit: 'walks', done: 2, target: 3, state: 'tight' } },
    );
    assert.deepEqual(
      { practised: stats.days_practised, chain: stats.chain, done: stats.adherence.done, active: stats.adherence.active, nmt: stats.never_miss_twice, week: stats.weeks[0].done, target: stats.weeks[0].target },
      { practised: 4, chain: asked.chain, done: 4, active: 5, nmt: goal.never_miss_twice, week: 2, target: 3 },
    );
  });
}
