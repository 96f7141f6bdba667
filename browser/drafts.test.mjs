// Nothing typed is ever lost: words in every text field of every page, left in
// four ways, are there again; nobody sees another person's; and a page says
// "Saved" only when the server said so.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { holds, House, launch, settled } from './house.mjs';
import { places } from './places.mjs';
import { at, seasons } from './seasons.mjs';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** Every page that is looked at, by its season: what is only seen after an act is one of these too. */
const paths = new Map();
for (const p of places) {
  if (p.stranger || p.worker || ['error', 'error-again', 'not-found', 'erased'].includes(p.name)) continue;
  paths.set(p.season, (paths.get(p.season) ?? new Set()).add(p.path));
}
// What leads to another page of the list.
paths.get('empty').delete('/begin');
paths.get('over').delete('/goals/fitness/season-end');
for (let step = 1; step <= 7; step++) paths.get('empty').add(`/begin/${step}`);

// Fields whose words are no diary: what is looked for, typed to confirm, or a code.
const notKept = '[action="/words/remove"], [action="/erase"], [data-part], [action^="/import"], [action="/pair"]';

/** The text fields of the page, and whether their words are kept. */
const fieldsOf = (page) =>
  page.evaluate((but) => {
    const texts = 'form[method=post] :is(textarea, input:not([type]), input[type=text]):not([inputmode=decimal], [readonly])';
    return [...document.querySelectorAll(`main ${texts}`)].filter((f) => f.name && !f.form.matches(but))
      .map((f) => ({ name: f.name, form: f.form.dataset.draft ?? '', action: f.form.getAttribute('action') }));
  }, notKept);

/** Types words into every text field: its number in them, and a word that tells the ways apart. */
const type = (page, word) =>
  page.evaluate(
    ([w, but]) => {
      const texts = 'form[data-draft] :is(textarea, input:not([type]), input[type=text]):not([inputmode=decimal], [readonly])';
      [...document.querySelectorAll(`main ${texts}`)].filter((f) => f.name && !f.form.matches(but)).forEach((f, i) => {
        f.value = `${w} ${i}`;
        f.dispatchEvent(new Event('input', { bubbles: true }));
      });
    },
    [word, notKept],
  );

/** What stands in them. */
const read = (page) =>
  page.evaluate((but) => {
    const texts = 'form[data-draft] :is(textarea, input:not([type]), input[type=text]):not([inputmode=decimal], [readonly])';
    return [...document.querySelectorAll(`main ${texts}`)].filter((f) => f.name && !f.form.matches(but)).map((f) => f.value);
  }, notKept);

const held = new Set();
const typed = (word, n) => Array.from({ length: n }, (_, i) => `${word} ${i}`);

/** What lies in the browser and no server said it kept. */
const waiting = (page) =>
  page.evaluate(
    () =>
      new Promise((done) => {
        const asked = indexedDB.open('ippo-drafts', 1);
        asked.onupgradeneeded = () => asked.transaction.abort();
        asked.onerror = () => done([]);
        asked.onsuccess = () => {
          const all = asked.result.transaction('typed').objectStore('typed').getAll();
          all.onsuccess = () => {
            asked.result.close();
            done(all.result);
          };
        };
      }),
  );

const rest = (page) => holds(async () => assert.deepEqual(await waiting(page), []));
const finds = (page, word, n, what) => holds(async () => assert.deepEqual(await read(page), typed(word, n), what), 8_000);

const ways = {
  async tab(page) {
    await page.locator('nav.tabs a, a.brand').first().click();
    await page.waitForLoadState();
    return page;
  },
  async reload(page) {
    await page.reload();
    return page;
  },
  async closed(page, house) {
    await page.waitForTimeout(30); // the words are on this device at once
    const context = page.context();
    await page.close();
    return house.open(context);
  },
};

/** A house in which a season was lived. */
function lived(t, name) {
  const house = House.for(t);
  house.bear();
  const season = seasons[name];
  const seed = (s) => {
    if (s.from) seed(seasons[s.from]);
    s.seed?.(house);
  };
  seed(season);
  return { house, now: season.now };
}

describe('words in every text field of every page are there again', { concurrency: 2 }, () => {
  for (const [name, all] of paths) {
    test(name, async (t) => {
      const { house, now } = lived(t, name);
      const { context, page: first } = await house.visit(browser, await house.serve(now));
      let page = first;
      const bare = new Set();
      const walked = [];
      for (const path of all) {
        await page.goto(house.base + path);
        const fields = await fieldsOf(page);
        for (const f of fields.filter((x) => x.form === '')) bare.add(`${path}: ${f.name} of ${f.action}`);
        const what = [path, ...fields.map((f) => f.name)].join(' ');
        if (fields.length === 0 || bare.size > 0 || held.has(what)) continue;
        held.add(what); // in one of its seasons
        walked.push([path, fields.length]);
        for (const [way, leave] of Object.entries(ways)) {
          await type(page, `${way} ${path}`);
          page = await leave(page, house);
          await page.goto(house.base + path);
          await finds(page, `${way} ${path}`, fields.length, `${path}, ${way}`);
        }
        await rest(page);
      }
      assert.deepEqual([...bare], [], 'fields whose words are not kept');
      if (walked.length === 0) return;

      // The server is gone while the words are typed, and the page is closed before it is back.
      const tabs = [];
      for (const [path, n] of walked) {
        const tab = await house.open(context);
        await tab.goto(house.base + path);
        tabs.push([path, n, tab]);
      }
      await house.stop();
      for (const [path, , tab] of tabs) {
        await type(tab, `gone ${path}`);
        await tab.waitForTimeout(50);
        await tab.close();
      }
      await page.goto('about:blank');
      await house.serve(now);
      for (const [path, n] of walked) {
        await page.goto(house.base + path);
        await finds(page, `gone ${path}`, n, `${path}, server gone`);
      }
      await rest(page);

      // And another device shows them, from the server alone.
      const { page: other } = await house.visit(browser, house.link(), now, { javaScriptEnabled: false });
      for (const [path, n] of walked) {
        await other.goto(house.base + path);
        const shown = await other.locator('main form[data-draft]').count();
        assert.ok(shown > 0 && n > 0, path);
        const html = await other.content();
        for (const text of typed(`gone ${path}`, n)) assert.ok(html.includes(text.replaceAll('&', '&amp;')), `${path}: ${text} on another device`);
      }
    });
  }
});

test('a page says that words are saved only when the server said so', async (t) => {
  const { house, now } = lived(t, 'dayOne');
  const { page } = await house.visit(browser, await house.serve(now));
  await page.goto(`${house.base}/goals/fitness/edit`);
  let go;
  const held = new Promise((then) => (go = then));
  await page.route('**/drafts/**', async (route) => {
    await held;
    await route.continue();
  });
  const line = page.locator('form[data-draft] [data-saved]').first();
  assert.equal(await line.innerText(), '', 'what a page without a script says');
  const asked = page.waitForRequest('**/drafts/**');
  await page.locator('#cue').pressSequentially(' and a pause');
  await asked;
  assert.doesNotMatch(await line.textContent(), /Saved/);
  go();
  await holds(async () => assert.match(await line.textContent(), /^Saved 07:42$/));
  await page.unrouteAll();
  await page.route('**/drafts/**', (route) => route.abort());
  await page.locator('#cue').pressSequentially(' more');
  await holds(async () => assert.match(await line.textContent(), /^Not saved yet\. Your words are still here\.$/));
});

test('words typed while others are on their way are not said to be saved with them', async (t) => {
  const { house, now } = lived(t, 'dayOne');
  const { page } = await house.visit(browser, await house.serve(now));
  await page.goto(`${house.base}/goals/fitness/edit`);
  const gates = [];
  await page.route('**/drafts/**', async (route) => {
    await new Promise((open) => gates.push(open));
    await route.continue();
  });
  const line = page.locator('form[data-draft] [data-saved]').first();
  await page.locator('#cue').fill('After the kettle');
  await holds(() => assert.equal(gates.length, 1));
  await page.locator('#setup').fill('shoes by the door');
  const answered = page.waitForResponse('**/drafts/**');
  gates[0]();
  await answered;
  await holds(() => assert.equal(gates.length, 2));
  assert.doesNotMatch(await line.innerText(), /Saved/);
  gates[1]();
  await holds(async () => assert.match(await line.innerText(), /^Saved 07:42$/));
});

test('what was sent is no draft any more, and does not come back', async (t) => {
  const { house, now } = lived(t, 'dayOne');
  const { page } = await house.visit(browser, await house.serve(now));
  await page.goto(`${house.base}/goals/fitness/edit`);
  await page.locator('#setup').fill('shoes by the door');
  await page.locator('main form .go').click(); // before the hand rests
  await page.waitForURL('**/goals/fitness');
  await rest(page);
  await page.goto(`${house.base}/goals/fitness/edit`);
  await page.locator('#setup').fill('');
  await page.locator('[name=reason]').fill('it rains');
  await rest(page);
  await page.locator('main form .go').click();
  await page.waitForURL('**/goals/fitness');
  await page.goto(`${house.base}/goals/fitness/edit`);
  await holds(async () => assert.equal(await page.locator('[name=reason]').inputValue(), ''));
  assert.equal(await page.locator('[data-saved]').first().innerText(), '');
});

test('two people at one address never see each other’s words', async (t) => {
  const house = House.for(t);
  house.bear();
  const now = at('2026-09-07');
  const other = house.another();
  other.bear();
  const { context, page } = await house.visit(browser, await house.serve(now), now);
  const begin = `${house.base}/begin/2`;
  await page.goto(begin);
  const old = await house.open(context); // stays open
  await old.goto(begin);
  await house.stop();
  await type(page, 'mine');
  const n = (await read(page)).length;
  await holds(async () => assert.equal((await waiting(page)).length, n));
  await page.goto('about:blank');

  other.address = house.address;
  const link = await other.serve(now);
  assert.equal(other.base, house.base);
  await page.goto(link);
  await page.goto(begin);
  await type(old, 'mine too'); // from the page of the first
  await page.waitForTimeout(3_500); // as long as words take to be sent and refused
  assert.ok((await read(page)).every((v) => v === ''), (await read(page)).join());
  assert.doesNotMatch(await page.content(), /mine/);
  await type(page, 'theirs');
  await holds(async () => assert.match(await page.locator('[data-saved]').textContent(), /^Saved/));
  await page.reload();
  await finds(page, 'theirs', n);
  assert.ok((await waiting(page)).every((x) => x.values.join().startsWith('mine')));
  await page.goto('about:blank');
  await old.close();
  await other.stop();

  await page.goto(await house.serve(now));
  await page.goto(begin);
  await finds(page, 'mine too', n);
  await rest(page);
});

test('signing out sends first, names what it could not send, and keeps that', async (t) => {
  const { house, now } = lived(t, 'dayOne');
  const { context, page } = await house.visit(browser, await house.serve(now));
  await page.goto(`${house.base}/goals/fitness/edit`);
  await settled(page, ['/offline']);
  await house.stop(); // a route would let through what a page sends as it goes
  await page.locator('#cue').fill('After the kettle');
  await holds(async () => assert.equal((await waiting(page)).length, 1));
  await page.goto('about:blank');
  await house.serve(now);
  await page.route('**/drafts/**', (route) => route.abort());
  await page.goto(`${house.base}/settings`);
  const out = page.locator('form[action="/signout"] button:not([name])');
  await out.click();
  await page.getByText('are not sent yet').waitFor();
  await out.click();
  await page.getByRole('heading', { name: 'Please sign in' }).waitFor();
  await page.unrouteAll();
  await page.goto(house.link());
  await page.goto(`${house.base}/goals/fitness/edit`);
  await holds(async () => assert.equal(await page.locator('#cue').inputValue(), 'After the kettle'));
  await rest(page);
  await context.close();
});

test('words that were removed are not sent by a browser that still has them', async (t) => {
  const { house, now } = lived(t, 'dayOne');
  house.ippo(now, 'done', '--note', 'the letter to Ana');
  const { page } = await house.visit(browser, await house.serve(now));
  await page.goto(`${house.base}/goals/fitness/edit`);
  await settled(page, ['/offline']);
  await house.stop(); // a route would let through what a page sends as it goes
  await page.locator('#cue').fill('After the letter to Ana');
  await holds(async () => assert.equal((await waiting(page)).length, 1));
  await page.goto('about:blank');
  house.ippo(now, 'erase', '--only', 'the letter to Ana', '--yes');
  await house.serve(now);
  await page.goto(`${house.base}/goals/fitness/edit`);
  await rest(page);
  assert.doesNotMatch(await page.locator('#cue').inputValue(), /Ana/);
  assert.doesNotMatch(await page.locator('[data-saved]').first().textContent(), /Saved \d/);
});
