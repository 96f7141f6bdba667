// Something stands in front of the server and wants a sign-in of its own: that is
// told apart from a server that is gone, and loses nothing.
import assert from 'node:assert/strict';
import http from 'node:http';
import { after, before, test } from 'node:test';
import { emptied, holds, House, launch, queue, settled } from './house.mjs';

const now = '2026-01-05T08:00:00+01:00';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

const listen = (server) => new Promise((done) => server.listen(0, '127.0.0.1', () => done(server.address().port)));

/**
 * A door in front of a house, as a forward auth is one: while it is shut it leads everybody who has not got its
 * cookie to a sign-in at another address, or answers in its own words.
 */
async function doorOf(t, house) {
  const door = { shut: false, how: 'leads', takes: Infinity, streams: true, asked: [] };
  const signIn = http.createServer((r, w) => {
    const back = new URL(r.url, 'http://x').searchParams.get('back');
    w.writeHead(200, { 'Content-Type': 'text/html' }).end(`<title>The door</title><main><a href="${back}">Let me in</a></main>`);
    door.shut = false;
  });
  const front = http.createServer((r, w) => {
    door.asked.push(`${r.method} ${r.url}`);
    const open = /^\/(sw\.js|static\/)/.test(r.url);
    if (door.shut && !open) {
      if (door.how === 'leads') return w.writeHead(302, { Location: `${door.elsewhere}/?back=${door.base}${r.url}` }).end();
      if (door.how === 'asks') return w.writeHead(401, { 'Content-Type': 'text/html' }).end('<main>Who is there?</main>');
      return w.writeHead(200, { 'Content-Type': 'text/html' }).end('<!DOCTYPE html><title>The door</title><main>Please sign in</main>');
    }
    if (Number(r.headers['content-length'] ?? 0) > door.takes) return w.writeHead(413).end('too large');
    if (r.url === '/events' && !door.streams) return; // held back for ever
    const { hostname, port, host } = new URL(house.base);
    const on = http.request({ hostname, port, path: r.url, method: r.method, headers: { ...r.headers, host } }, (answer) => {
      w.writeHead(answer.statusCode, answer.headers);
      answer.pipe(w);
    });
    on.on('error', () => w.destroy());
    w.on('close', () => on.destroy());
    r.pipe(on);
  });
  door.base = `http://localhost:${await listen(front)}`;
  door.elsewhere = `http://127.0.0.1:${await listen(signIn)}`;
  t.after(() => [front, signIn].forEach((s) => (s.closeAllConnections(), s.close())));
  return door;
}

/** A person whose browser comes through a door. */
async function through(t) {
  const house = House.for(t);
  house.bear();
  house.bear(/^another host/, /^console: .*(CORS|Failed to load|Failed to fetch|ERR_)/);
  house.bear(/^console: .*\/events/, /^console: EventSource's response/); // a stream that meets the door is led away, or gets a page
  house.ippo(now, 'begin', '--template', 'fitness', '--yes');
  await house.serve(now);
  const { port } = new URL(house.base);
  house.base = `http://127.0.0.1:${port}`; // the name that the door asks by
  const door = await doorOf(t, house);
  const link = house.link();
  const { context, page } = await house.visit(browser, `${door.base}${new URL(link).pathname}`);
  await settled(page);
  return { house, door, context, page };
}

const stamp = (page) => page.getByRole('button', { name: 'Stamp today' }).first().click();
const away = (page, words) => holds(async () => assert.match(await page.locator('[data-part=away]').innerText(), words));

for (const how of ['leads', 'asks', 'shows']) {
  test(`a door that ${how} is told as a door; what was stamped waits and is sent past it`, async (t) => {
    const { house, door, page } = await through(t);
    Object.assign(door, { shut: true, how });
    await stamp(page);
    await away(page, /The door in front of ippo asks you to sign in\./);
    assert.equal((await queue(page)).length, 1);
    const kept = () => page.evaluate(async () => (await Promise.all((await caches.keys()).filter((n) => n.startsWith('pages-')).map(async (n) => (await (await caches.open(n)).keys()).length))).reduce((a, b) => a + b, 0));
    assert.ok((await kept()) > 0, 'the kept pages stay');
    if (how !== 'leads') door.shut = false; // it was signed in to in another tab
    await page.getByRole('link', { name: 'Sign in there' }).click();
    if (how === 'leads') {
      await page.getByRole('link', { name: 'Let me in' }).click(); // at top level, past the worker
    }
    await page.waitForURL(`${door.base}/`);
    await emptied(page);
    assert.equal(house.json(now, 'today').goals[0].status, 'done');
  });
}

test('a server that is gone is still told as gone', async (t) => {
  const { house, page } = await through(t);
  await house.stop();
  await stamp(page);
  await away(page, /You are offline\./);
  assert.equal(await page.getByRole('link', { name: 'Sign in there' }).count(), 0);
});

test('where streams are held back, a page asks instead', async (t) => {
  const { house, door, page } = await through(t);
  door.streams = false;
  await page.reload();
  await holds(() => assert.ok(door.asked.includes('GET /events?once')));
  house.ippo(now, 'done');
  await holds(async () => assert.match(await page.locator('main').innerText(), /That’s today done/), 40_000);
});

test('a proxy that takes less says so', async (t) => {
  const { door, page } = await through(t);
  door.takes = 10_000;
  await page.goto(`${door.base}/import`);
  await page.locator('input[type=file]').setInputFiles({ name: 'log.csv', mimeType: 'text/csv', buffer: Buffer.alloc(50_000, 'x') });
  await page.locator('form:has(input[type=file]) button').first().click();
  await page.getByText('The proxy in front of ippo takes only smaller files.').waitFor();
});
