// Who gets in, and who does not; and that nothing needs a script, a mouse, a
// wide window or small letters.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import http from 'node:http';
import { after, before, test } from 'node:test';
import { House, launch, phone } from './house.mjs';
import { overflow } from './look.mjs';

const now = '2026-01-05T07:30:00+01:00';
const paths = ['/', '/goals/fitness', '/goals/fitness/edit', '/goals/fitness/paper', '/review', '/welcome'];

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

/** A house with the fitness season in it. */
function begun(t) {
  const house = House.for(t);
  house.ippo(now, 'begin', '--template', 'fitness', '--yes');
  return house;
}

/** An HTTP request that says what it likes, as no browser would. */
function ask(house, path, { method = 'GET', headers = {}, body } = {}) {
  const { hostname, port } = new URL(house.base);
  return new Promise((done, broken) => {
    const r = http.request({ hostname, port, path, method, headers }, (answer) => {
      answer.setEncoding('utf8');
      let text = '';
      answer.on('data', (d) => (text += d)).on('end', () => done({ status: answer.statusCode, headers: answer.headers, text }));
    });
    r.on('error', broken).end(body);
  });
}

/** The cookie of a browser that came in by a link. */
async function cookie(house, link) {
  const { headers } = await ask(house, new URL(link).pathname);
  return headers['set-cookie'][0].split(';')[0];
}

test('without a session nobody gets in', async (t) => {
  const house = begun(t);
  await house.serve(now);
  for (const path of [...paths, '/events', '/offline', '/in/guessed', '/plan', '/settings', '/export', '/nowhere']) {
    const { status, text } = await ask(house, path);
    assert.ok([401, 410].includes(status), `${path}: ${status}`);
    assert.doesNotMatch(text, /fitness|5K|Put on shoes/, path);
  }
  for (const path of ['/stamp', '/undo', '/commands', '/goals/fitness/edit', '/begin/1', '/import', '/erase']) {
    const { status } = await ask(house, path, { method: 'POST', headers: { 'Sec-Fetch-Site': 'same-origin' }, body: 'goal=fitness' });
    assert.equal(status, 401, path);
  }
  assert.equal(house.json(now, 'today').goals[0].status, 'open');
  house.bear();
  const page = await house.open(await house.profile(browser));
  await page.goto(`${house.base}/`);
  await page.getByText('This page needs its sign-in link.').waitFor();
});

test('the link works once, and its cookie is for this server only', async (t) => {
  const house = begun(t);
  const link = await house.serve(now);
  assert.equal((await ask(house, new URL(link).pathname, { method: 'HEAD' })).status, 200);
  const { context, page } = await house.visit(browser, link);
  await page.getByText('The minimum is enough today.').waitFor();
  assert.equal(page.url(), `${house.base}/`);
  const [kept] = await context.cookies();
  assert.deepEqual(
    { name: kept.name, httpOnly: kept.httpOnly, sameSite: kept.sameSite, path: kept.path },
    { name: `ippo-${new URL(house.base).port}`, httpOnly: true, sameSite: 'Lax', path: '/' },
  );
  house.bear();
  const other = await house.open(await house.profile(browser));
  assert.equal((await other.goto(link)).status(), 410);
  assert.match(await other.locator('main').innerText(), /ippo serve --link/);
  assert.equal((await other.goto(house.link())).status(), 200);
});

test('another name that leads here is refused', async (t) => {
  const house = begun(t);
  const session = await cookie(house, await house.serve(now));
  const port = new URL(house.base).port;
  for (const host of ['ippo.example', `ippo.example:${port}`, '127.0.0.1', '127.0.0.1:1', `127.0.0.1.ippo.example:${port}`, `0.0.0.0:${port}`]) {
    const { status, text } = await ask(house, '/', { headers: { Host: host, Cookie: session } });
    assert.equal(status, 421, host);
    assert.doesNotMatch(text, /5K|Put on shoes/);
  }
  for (const host of [`localhost:${port}`, `127.0.0.1:${port}`]) {
    assert.equal((await ask(house, '/', { headers: { Host: host, Cookie: session } })).status, 200, host);
  }
});

test('a form of another site changes nothing', async (t) => {
  const house = begun(t);
  const session = await cookie(house, await house.serve(now));
  const form = { 'Content-Type': 'application/x-www-form-urlencoded', Cookie: session };
  const body = `id=0199d9a0-0000-7000-8000-00000000000a&goal=fitness&day=2026-01-05`;
  for (const from of [{ Origin: 'http://ippo.example' }, { 'Sec-Fetch-Site': 'cross-site' }, { 'Sec-Fetch-Site': 'same-site' }, { Origin: 'null' }]) {
    assert.equal((await ask(house, '/stamp', { method: 'POST', headers: { ...form, ...from }, body })).status, 403, JSON.stringify(from));
  }
  assert.equal(house.json(now, 'today').goals[0].status, 'open');

  // In a real browser: a page of another origin posts with the person's cookies about.
  const evil = http.createServer((_, answer) => {
    answer.setHeader('Content-Type', 'text/html');
    answer.end(`<form method="post" action="${house.base}/stamp"><input name="goal" value="fitness"><button>Win</button></form>`);
  });
  await new Promise((up) => evil.listen(0, '127.0.0.1', up));
  t.after(() => evil.close());
  house.bear(/^console: Failed to load resource/, /^another host/);
  const { page } = await house.visit(browser, house.link());
  await page.goto(`http://127.0.0.1:${evil.address().port}/`);
  await page.getByRole('button', { name: 'Win' }).click();
  await page.getByText('That form came from another site, so nothing was changed.').waitFor();
  assert.equal(house.json(now, 'today').goals[0].status, 'open');
  const good = await ask(house, '/stamp', { method: 'POST', headers: { ...form, 'Sec-Fetch-Site': 'same-origin' }, body });
  assert.equal(good.status, 303);
  assert.equal(house.json(now, 'today').goals[0].status, 'done');
});

test('ruling 69: the cookie of the database\'s own name reaches no other address', async (t) => {
  const house = begun(t);
  house.bear(/another host/, /^console: Failed to load resource/);
  await house.serve(now);
  const { port } = new URL(house.base);
  const own = `http://${nameOf(house)}:${port}`;
  const { context, page } = await house.visit(browser, house.link().replace(house.base, own));
  assert.equal(page.url(), `${own}/`);
  await page.getByRole('button', { name: 'Stamp today' }).click();
  await page.getByRole('button', { name: 'Take it back' }).first().waitFor();
  assert.equal(await page.evaluate(() => isSecureContext && 'serviceWorker' in navigator), true); // offline works there, too

  const heard = [];
  const evil = http.createServer((request, answer) => {
    heard.push(request.headers.cookie ?? '');
    answer.end('evil');
  });
  await new Promise((up) => evil.listen(0, '127.0.0.1', up));
  t.after(() => evil.close());
  for (const host of ['127.0.0.1', 'localhost', 'other.localhost']) await page.goto(`http://${host}:${evil.address().port}/`);
  assert.ok(heard.length >= 3);
  assert.deepEqual(heard.filter((cookie) => cookie.includes('ippo')), []);

  await house.serve(now); // the name is the same after a restart, and the cookie good
  await page.goto(own);
  await page.getByRole('button', { name: 'Take it back' }).first().waitFor();
  assert.equal((await context.cookies()).every((c) => c.domain === nameOf(house)), true);
});

/** The name of the house's database, as the server makes it. */
function nameOf(house) {
  const { journal } = JSON.parse(house.ippo(now, 'export'));
  const letters = 'abcdefghijklmnopqrstuvwxyz234567';
  let bits = 0n;
  for (const byte of createHash('sha256').update(`ippo origin ${journal[0].id}`).digest().subarray(0, 10)) bits = (bits << 8n) | BigInt(byte);
  return `ippo-${Array.from({ length: 16 }, (_, i) => letters[Number((bits >> BigInt(75 - 5 * i)) & 31n)]).join('')}.localhost`;
}

test('every open tab goes dark when the browser is signed out in one', async (t) => {
  const house = begun(t);
  house.bear(/^console: Failed to load resource/); // the page that is asked for again is refused
  const { context, page } = await house.visit(browser, await house.serve(now));
  await page.getByRole('button', { name: 'Stamp today' }).waitFor();
  const other = await house.open(context);
  await other.goto(`${house.base}/settings`);
  await other.locator('form[action="/signout"] button:not([name])').click();
  await page.getByRole('heading', { name: 'Please sign in' }).waitFor();
  assert.equal(await page.getByText('Put on shoes').count(), 0);
});

test('every page works without a script', async (t) => {
  const house = begun(t);
  const { page } = await house.visit(browser, await house.serve(now), now, { javaScriptEnabled: false });
  const press = (name) => page.getByRole('button', { name }).first().click();
  const says = (text) => page.locator('main').getByText(text).first().waitFor();
  await press('Stamp today');
  await says("That’s today done.");
  await press('Take it back');
  await says('Taken back: a stamp.');
  await press('Bring it back');
  await says('Brought back: a stamp.');
  await page.locator('#more > summary').click();
  await page.getByLabel('How much more?').fill('20');
  await press('Add to today');
  await says('with 20 minutes in all');
  await page.reload(); // a form sent twice counts once
  await page.locator('#line > summary').click();
  await page.getByLabel('A line about today').fill('Cold air, good shoes');
  await press('Save this');
  await page.locator('#line > summary').click();
  await says('Cold air, good shoes');
  for (const path of paths) {
    assert.equal((await page.goto(house.base + path)).status(), 200, path);
    assert.equal(await page.locator('main h1').count(), 1, path);
  }
  const [goal] = house.json(now, 'stats').goals;
  assert.deepEqual({ practised: goal.days_practised, walks: goal.weeks[0].done }, { practised: 1, walks: 1 });
});

test('the keyboard reaches and does everything on Today', async (t) => {
  const house = begun(t);
  const { page } = await house.visit(browser, await house.serve(now));
  const focused = () => page.evaluate(() => document.activeElement?.innerText?.trim() || document.activeElement?.getAttribute('aria-label') || document.activeElement?.id);
  const to = async (name) => {
    const seen = [];
    for (let i = 0; i < 60; i++) {
      const here = await focused();
      if (here === name) return;
      seen.push(here);
      await page.keyboard.press('Tab');
    }
    assert.fail(`the Tab key never came to ${name}, but to ${seen.join(', ')}`);
  };
  await page.keyboard.press('Tab');
  assert.equal(await focused(), 'Skip to content');
  await page.keyboard.press('Enter');
  await to('Stamp today');
  const ring = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
  assert.notEqual(ring, 'none', 'the focus can be seen');
  await page.keyboard.press('Enter');
  await page.locator('main').getByText("That’s today done.").waitFor();
  await to('Take it back');
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Stamp today' }).waitFor();
  await to('Hard day');
  await page.keyboard.press('Enter');
  await page.getByText('Two minutes count in full.').waitFor();
  await to('Stamp with this');
  await page.keyboard.press('Enter');
  await page.locator('main').getByText("That’s today done.").waitFor();
});

test('no page is wider than 320 pixels, nor breaks at twice the size of letters', async (t) => {
  const house = begun(t);
  house.ippo(now, 'done', '--more', '20');
  const { context, page } = await house.visit(browser, await house.serve(now));
  const narrow = await house.open(context);
  await narrow.setViewportSize({ width: 320, height: 640 });
  const large = await house.open(context);
  await large.setViewportSize(phone);
  await large.addInitScript(() => addEventListener('DOMContentLoaded', () => document.documentElement.style.setProperty('font-size', '200%')));
  for (const path of paths) {
    await narrow.goto(house.base + path);
    assert.equal(await overflow(narrow), '', `${path} at 320 px`);
    await large.goto(house.base + path);
    assert.equal(await large.evaluate(() => Number.parseFloat(getComputedStyle(document.documentElement).fontSize)), 32);
    assert.equal(await overflow(large), '', `${path} at 200 %`);
  }
  await page.close();
});
