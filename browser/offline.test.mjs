// Without a network: what is done stays on the device and counts for the day
// it was done on; nothing is lost and nothing counts twice.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, test } from 'node:test';
import { emptied, holds, House, launch, queue, settled } from './house.mjs';

const day = (n, clock = '08:00') => `2026-01-${String(n).padStart(2, '0')}T${clock}:00+01:00`;

let browser;
let house;

before(async () => {
  browser = await launch();
});
after(() => browser.close());
beforeEach(() => {
  house = new House();
  house.bear(); // answers that do not come are what these tests are about
  house.ippo(day(5), 'begin', '--template', 'fitness', '--yes');
});
afterEach(async () => {
  for (const c of browser.contexts()) await c.close();
  await house.close();
  assert.deepEqual(house.faults, [], 'no error, no foreign host, no breach of the content policy');
});

const main = (page) => page.locator('main');
const says = (page, text) => main(page).getByText(text).first().waitFor();
const stamp = (page) => page.getByRole('button', { name: 'Stamp today' }).first().click();
const banner = (page, words) => holds(async () => assert.match(await page.locator('[data-part=away]').innerText(), words));

async function add(page, minutes) {
  const field = page.locator('#more-n');
  if (!(await field.isVisible())) await page.locator('#more > summary').click();
  await field.fill(String(minutes));
  await page.getByRole('button', { name: 'Add to today' }).click();
}

const stamps = (now) => JSON.parse(house.ippo(now, 'export')).journal.filter((e) => e.kind === 'stamp');

test('it can be installed, and the worker controls every page', async () => {
  const { context, page } = await house.visit(browser, await house.serve(day(5)), day(5));
  await settled(page);
  const cdp = await context.newCDPSession(page);
  const manifest = await cdp.send('Page.getAppManifest');
  assert.deepEqual(manifest.errors, []);
  assert.equal(JSON.parse(manifest.data).name, 'ippo');
  const { installabilityErrors } = await cdp.send('Page.getInstallabilityErrors');
  assert.deepEqual(installabilityErrors.filter((e) => e.errorId !== 'in-incognito'), []);
  // What the worker itself asks for goes past the same watch for other hosts.
  const asked = [];
  context.on('request', (r) => r.serviceWorker() && asked.push(r.url()));
  await page.reload();
  await holds(async () => assert.ok(asked.some((url) => url.startsWith(`${house.base}/`))));
});

test('three days offline: tab killed, worker restarted, midnight passed; then everything counts for its day', async () => {
  const { context, page } = await house.visit(browser, await house.serve(day(5)), day(5));
  await settled(page);
  await context.setOffline(true);
  await house.stop();
  await stamp(page);
  await says(page, 'Stamped 08:00, waiting to send');
  await banner(page, /You are offline\. Your stamp is saved on this device.* 1 waiting, since 08:00\./s);
  await page.close();

  const cdp = await browser.newBrowserCDPSession();
  for (const t of (await cdp.send('Target.getTargets')).targetInfos.filter((t) => t.type === 'service_worker')) {
    await cdp.send('Target.closeTarget', { targetId: t.targetId });
  }
  const second = await house.open(context, day(6, '07:30'));
  await second.goto(house.base);
  await second.locator('.mast time[datetime="2026-01-06"]').waitFor(); // the kept page, brought to the new day
  await says(second, 'Stamp today');
  await add(second, 20);
  await says(second, 'Stamped 07:30 with 20 minutes, waiting to send');
  // The day is over at three in the night, not at midnight.
  await second.clock.setFixedTime(day(7, '01:30'));
  await add(second, 5);
  await says(second, '5 minutes added at 01:30, waiting to send');
  await second.clock.setFixedTime(day(7, '21:00'));
  await second.reload();
  await second.locator('.mast time[datetime="2026-01-07"]').waitFor();
  await says(second, 'Stamp today');
  await stamp(second);
  await says(second, 'Stamped 21:00, waiting to send');
  assert.deepEqual((await queue(second)).map((r) => r.command.day), ['2026-01-05', '2026-01-06', '2026-01-06', '2026-01-07']);
  await second.close();

  await house.serve(day(8));
  const third = await house.open(context, day(8));
  await context.setOffline(false);
  await third.goto(house.base);
  await says(third, 'days practised');
  await third.waitForFunction(() => document.querySelector('.count')?.textContent === '3');
  await emptied(third);
  const entries = stamps(day(8));
  assert.deepEqual(entries.map((e) => e.day), ['2026-01-05', '2026-01-06', '2026-01-06', '2026-01-07']);
});

test('a week without a network: each stamp counts for its own day, in order', async () => {
  const { context, page } = await house.visit(browser, await house.serve(day(5)), day(5));
  await settled(page);
  await context.setOffline(true);
  await house.stop();
  const days = [5, 6, 7, 8, 9, 10, 11];
  for (const n of days) {
    await page.clock.setFixedTime(day(n));
    await page.reload();
    await page.locator(`.mast time[datetime="${day(n).slice(0, 10)}"]`).waitFor();
    await stamp(page);
    await says(page, 'Stamped 08:00, waiting to send');
  }
  await banner(page, /7 waiting, since .*08:00\./);
  await page.clock.setFixedTime(day(12));
  await house.serve(day(12));
  await context.setOffline(false);
  await page.reload();
  await page.waitForFunction(() => document.querySelector('.count')?.textContent === '7');
  await emptied(page);
  assert.deepEqual(stamps(day(12)).map((e) => e.day), days.map((n) => day(n).slice(0, 10)));
});

test('two devices on one day: amounts add up and both show it', async () => {
  const link = await house.serve(day(5));
  const one = await house.visit(browser, link, day(5));
  await settled(one.page);
  await one.context.setOffline(true);
  await add(one.page, 20);
  await says(one.page, 'waiting to send');
  const two = await house.visit(browser, house.ippo(day(5), 'serve', '--link', '--listen', house.address).trim(), day(5));
  await add(two.page, 15);
  await says(two.page, 'with 15 minutes in all');
  await one.context.setOffline(false);
  await says(one.page, 'with 35 minutes in all');
  await says(two.page, 'with 35 minutes in all'); // by itself
});

test('a refused command is shown with its words, mended and sent again', async () => {
  house.ippo(day(5), 'settings', '--show', 'line');
  const { context, page } = await house.visit(browser, await house.serve(day(6)), day(6));
  await settled(page);
  await context.setOffline(true);
  await page.locator('[data-part=away]').waitFor(); // the page is drawn anew then, with its bound
  await page.locator('#more-n').evaluate((e) => e.removeAttribute('max')); // an older page knew no bound
  await add(page, 2000);
  await page.getByText('A line about today').first().click();
  await page.locator('#note').fill('Rain, and good shoes');
  await page.getByRole('button', { name: 'Save this' }).click();
  await says(page, 'Rain, and good shoes');
  await context.setOffline(false);
  await says(page, 'The stamp of Tue 6 Jan was not taken.');
  await says(page, 'Minutes of a day go from 0 to 1440');
  const note = page.locator('[data-mend]');
  assert.equal(await note.count(), 1, 'what comes after it is taken all the same');
  await page.reload();
  await says(page, 'was not taken'); // it stays until the person decides
  await note.locator('[name=amount]').fill('20');
  await note.getByRole('button', { name: 'Send it again' }).click();
  await note.waitFor({ state: 'detached' });
  await says(page, 'with 20 minutes in all');
  assert.match(house.ippo(day(6), 'export'), /Rain, and good shoes/);
});

test('a refused command is let go only by hand, and comes back once more', async () => {
  const { context, page } = await house.visit(browser, await house.serve(day(5)), day(5));
  await settled(page);
  await context.setOffline(true);
  await stamp(page);
  await says(page, 'waiting to send');
  house.ippo(day(5), 'goal', 'park', 'fitness');
  await context.setOffline(false);
  await says(page, 'was not taken');
  await page.getByRole('button', { name: 'Let it go' }).click();
  await says(page, 'Let go');
  house.ippo(day(5), 'goal', 'resume', 'fitness');
  await page.getByRole('button', { name: 'Send it again' }).click();
  await says(page, "That’s today done."); // a stamp that waits says 08:00, too
  assert.equal(stamps(day(5)).length, 1);
});

test('reload offline: Today and the goal as they were, other pages say so', async () => {
  const { context, page } = await house.visit(browser, await house.serve(day(5)), day(5));
  await settled(page);
  await context.setOffline(true);
  await page.reload();
  await says(page, 'This page is from 08:00.');
  await page.goto(`${house.base}/goals/fitness`);
  await says(page, 'Card one of three');
  await says(page, 'You are offline.');
  await page.goto(`${house.base}/goals/fitness/edit`);
  await says(page, 'This page needs your server.');
});

test('what is taken back before it was sent never leaves the device; what was sent is taken back later', async () => {
  const { context, page } = await house.visit(browser, await house.serve(day(5)), day(5));
  await settled(page);
  await stamp(page);
  await says(page, "That’s today done.");
  await context.setOffline(true);
  await page.reload();
  const line = page.locator('[data-part=line]');
  await add(page, 30);
  await says(page, '30 minutes added at 08:00, waiting to send');
  await line.locator('[data-back]').click();
  await line.waitFor({ state: 'detached' });
  await emptied(page);
  await page.getByRole('button', { name: 'Take it back' }).click();
  await says(page, 'Taken back at 08:00, waiting to send');
  await page.getByRole('button', { name: 'Stamp today' }).first().waitFor();
  await page.getByRole('button', { name: 'Bring it back' }).click();
  await says(page, '08:00, with the minimum step');
  await page.getByRole('button', { name: 'Take it back' }).click();
  await says(page, 'Taken back at 08:00, waiting to send');
  await context.setOffline(false);
  await page.locator('[data-part=away]').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Stamp today' }).first().waitFor();
  await emptied(page);
  assert.equal(house.json(day(5), 'today').goals[0].status, 'open');
});

test('an answer that is lost on its way counts once', async () => {
  const { page } = await house.visit(browser, await house.serve(day(5)), day(5), { serviceWorkers: 'block' });
  let lost = 0;
  await page.route('**/commands', async (route) => {
    if (lost++ > 0) return route.continue();
    await route.fetch();
    return route.abort();
  });
  await add(page, 25);
  await says(page, 'waiting to send');
  await page.reload();
  await says(page, 'with 25 minutes in all');
  await emptied(page); // the server's page shows the minutes before the script has sent them again
  assert.equal(lost, 2, 'it was sent again');
  await page.locator('[data-part=line]').waitFor({ state: 'detached' });
  assert.equal(stamps(day(5)).length, 1);
});

test('the server stops and starts again under an open page', async () => {
  const { page } = await house.visit(browser, await house.serve(day(5)), day(5));
  await settled(page);
  await house.stop();
  await stamp(page);
  await says(page, 'Stamped 08:00, waiting to send');
  await house.serve(day(5, '08:05'));
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await says(page, "That’s today done.");
  await page.locator('[data-part=away]').waitFor({ state: 'detached' });
  await emptied(page);
});

test('a stamp sends no page anew: the seal lands in place, the focus goes to the way back, a double click is one', async () => {
  const { page } = await house.visit(browser, await house.serve(day(5)), day(5));
  house.ippo(day(5), 'settings', '--show', 'line');
  await page.reload();
  await page.evaluate(() => (window.same = true));
  const middle = (what) => page.locator(what).first().evaluate((e) => { const r = e.getBoundingClientRect(); return r.top + r.height / 2 + scrollY; });
  const before = await middle('.press .stamp');
  await page.getByText('A line about today').first().click();
  await page.locator('#note').fill('half a thought');
  await page.getByRole('button', { name: 'Stamp today' }).first().dblclick();
  await says(page, "That’s today done.");
  assert.equal(await page.evaluate(() => window.same), true);
  const seal = page.locator('.press [role=img]');
  assert.equal(await seal.getAttribute('aria-label'), 'Stamped: minimum step');
  assert.equal(await page.locator('[data-takeback]').evaluate((e) => e === document.activeElement), true);
  await holds(async () => assert.equal(await page.locator('#live').innerText(), "Stamped: minimum step. That’s today done."));
  assert.equal(await page.locator('#note').inputValue(), 'half a thought');
  const now = await middle('.press [role=img]');
  assert.ok(Math.abs(now - before) < 2, `the place moved from ${before} to ${now}`);
  assert.equal(stamps(day(5)).length, 1);
});

test('what a page says once is said, whoever sends the command, and no second page takes it away', async () => {
  house.ippo(day(5), 'done');
  const { context, page } = await house.visit(browser, await house.serve(day(5)), day(5), { serviceWorkers: 'block' });
  const asked = [];
  page.on('request', (r) => r.method() === 'GET' && new URL(r.url()).pathname === '/' && asked.push(r.url()));
  // The network comes back in the moment of the click: both want to send, and both want the page that follows.
  await page.locator('main form[action="/undo"] button').first().evaluate((button) => {
    button.click();
    for (let i = 0; i < 3; i++) dispatchEvent(new Event('online'));
  });
  await says(page, 'Taken back: a stamp.');
  await holds(async () => assert.equal(await page.locator('#live').innerText(), 'Taken back: a stamp.'));
  await emptied(page);
  assert.equal(asked.length, 1, 'one page is asked for');
  assert.equal(await page.locator('main .note form[action="/undo"]').count(), 1);
  await context.close();
});

test('the terminal stamps and the open page shows it, with what was being typed', async () => {
  const { page } = await house.visit(browser, await house.serve(day(5)), day(5));
  await page.locator('#more > summary').click();
  await page.locator('#more-n').fill('12');
  house.ippo(day(5), 'done');
  await says(page, "That’s today done.");
  assert.equal(await page.locator('#more-n').inputValue(), '12');
  assert.equal(await page.locator('#more-n').evaluate((e) => e === document.activeElement), true);
});

test('two tabs show the same, at once', async () => {
  const { context, page } = await house.visit(browser, await house.serve(day(5)), day(5));
  await settled(page);
  const other = await house.open(context, day(5));
  await other.goto(house.base);
  await house.stop();
  await stamp(page);
  await says(other, 'Stamped 08:00, waiting to send');
  for (const tab of [page, other]) await banner(tab, /1 waiting, since 08:00/);
  await other.getByRole('button', { name: 'Take it back' }).click();
  await page.getByRole('button', { name: 'Stamp today' }).first().waitFor();
  await house.serve(day(5));
  await other.evaluate(() => dispatchEvent(new Event('online')));
  await other.locator('[data-part=away]').waitFor({ state: 'detached' });
  await page.locator('[data-part=away]').waitFor({ state: 'detached' });
  await emptied(page);
  assert.equal(house.json(day(5), 'today').goals[0].status, 'open');
});

test('what only the server can decide is not queued: the page says so and keeps the words', async () => {
  const { page } = await house.visit(browser, await house.serve(day(5)), day(5));
  await settled(page);
  house.ippo(day(5), 'settings', '--show', 'line');
  await page.reload();
  await house.stop();
  await page.locator('#not > summary').click();
  // In one go: the page draws itself anew when it hears that the server is gone.
  await page.evaluate(() => (document.querySelector('#note').value = 'half a thought'));
  await page.getByRole('button', { name: 'A pause' }).click();
  await says(page, 'That did not reach the server. Your words are still here.');
  assert.equal(await page.locator('#note').inputValue(), 'half a thought');
  assert.deepEqual(await queue(page), []);
});

test('a form of another page keeps its words when no server answers', async () => {
  const { page } = await house.visit(browser, await house.serve(day(5)), day(5));
  await settled(page);
  await page.goto(`${house.base}/goals/fitness/edit`);
  house.bear(/status 503/); // the worker's own answer
  await page.locator('[name=cue]').fill('After tea & before <the> $& news');
  await house.stop();
  await page.locator('main form[method=post] button.go').click();
  await says(page, 'That did not reach the server.');
  assert.match(await page.locator('#typed').inputValue(), /After tea & before <the> \$& news/);
});

test('the timer runs on through a reload and without a network', async () => {
  const { context, page } = await house.visit(browser, await house.serve(day(5)), day(5));
  await settled(page);
  await context.setOffline(true);
  await page.locator('#hard > summary').click();
  await page.getByRole('button', { name: 'Two minutes' }).click();
  await says(page, '08:02');
  assert.equal(await page.evaluate(() => document.activeElement?.textContent), 'Done, stamp today');
  await page.clock.setFixedTime(day(5, '08:01'));
  await page.reload();
  await says(page, '08:02');
  const dash = await page.locator('.timer mask circle').getAttribute('stroke-dasharray');
  assert.equal(Math.round(Number.parseFloat(dash)), 50);
  await page.clock.setFixedTime(day(5, '08:03'));
  await page.reload();
  await says(page, "Time’s up. Stamp it, if you like.");
  await page.getByRole('button', { name: 'Done, stamp today' }).click();
  await says(page, 'Stamped 08:03, waiting to send');
  await context.setOffline(false);
  await says(page, "That’s today done.");
  assert.equal(stamps(day(5)).length, 1);
});

test('a reader who wants no motion sees the timer still', async () => {
  house.ippo(day(5), 'settings', '--show', 'timer');
  const { page } = await house.visit(browser, await house.serve(day(5)), day(5), { reducedMotion: 'reduce' });
  await page.getByRole('button', { name: 'Five-minute timer' }).click();
  await says(page, '08:05');
  assert.equal(await main(page).locator('h1').innerText(), 'Put on shoes + 5-minute walk');
  assert.equal(await page.evaluate(() => document.getAnimations().filter((a) => a.playState === 'running').length), 0);
});

test('the worker alone sends when the browser says that the network is back', async () => {
  const { context, page } = await house.visit(browser, await house.serve(day(5)), day(5));
  await settled(page);
  const cdp = await context.newCDPSession(page);
  const registered = new Promise((done) => {
    cdp.on('ServiceWorker.workerRegistrationUpdated', (e) => e.registrations[0] && done(e.registrations[0]));
  });
  await cdp.send('ServiceWorker.enable');
  const { registrationId } = await registered;
  await house.stop();
  await stamp(page);
  await says(page, 'Stamped 08:00, waiting to send');
  await page.goto('about:blank');
  await house.serve(day(5, '09:00'));
  await cdp.send('ServiceWorker.dispatchSyncEvent', { origin: house.base, registrationId, tag: 'outbox', lastChance: false });
  await holds(() => assert.equal(stamps(day(5)).length, 1));
  await page.goto(house.base);
  await says(page, "That’s today done.");
  await emptied(page);
});

test('a session that is over keeps what waits until the person is back', async () => {
  const { context, page } = await house.visit(browser, await house.serve(day(5)), day(5));
  await settled(page);
  await context.clearCookies();
  await stamp(page);
  await says(page, 'Not sent yet. Please sign in again');
  await page.goto(house.ippo(day(5), 'serve', '--link', '--listen', house.address).trim());
  await says(page, "That’s today done.");
  assert.equal(stamps(day(5)).length, 1);
});

test('whoever is signed out leaves no page behind', async () => {
  const { context, page } = await house.visit(browser, await house.serve(day(5)), day(5));
  await settled(page);
  await context.clearCookies();
  await page.reload();
  await says(page, 'This page needs its sign-in link.');
  await page.waitForFunction(async () => !(await caches.keys()).some((n) => n.startsWith('pages-')));
});

test('without a script everything works but the queue', async () => {
  const { page } = await house.visit(browser, await house.serve(day(5)), day(5), { javaScriptEnabled: false });
  await page.locator('#hard > summary').click();
  await page.getByRole('button', { name: 'Two minutes' }).click();
  await says(page, '08:02');
  await page.getByRole('link', { name: 'Stop the timer' }).click();
  await stamp(page);
  await says(page, "That’s today done.");
  await add(page, 20);
  await says(page, 'with 20 minutes in all');
  await page.getByRole('button', { name: 'Take it back' }).first().click();
  await says(page, 'Taken back: a stamp.');
});
