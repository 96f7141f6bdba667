// Another device of a person comes in: by a QR code and by six digits, with a script
// and without, and never without a yes. All of it is in a network of its own, which
// the test makes, so that no real one is touched.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import os from 'node:os';
import { fileURLToPath } from 'node:url';
import { after, before, test } from 'node:test';
import { desktop, holds, House, launch, phone } from './house.mjs';
import { overflow } from './look.mjs';
import { wrongs } from './tour.mjs';

const now = '2026-01-05T07:30:00+01:00';
const address = '192.168.77.20';
const inside = Object.values(os.networkInterfaces()).flat().some((x) => x.address === address);

if (!inside) {
  const here = fileURLToPath(import.meta.url);
  const script = `ip link set lo up && ip addr add ${address}/24 dev lo && exec "$0" --test --test-reporter=spec "$1"`;
  test('pairing, in a network of its own', { timeout: 600_000 }, () => {
    const env = { ...process.env };
    delete env.NODE_TEST_CONTEXT; // it is a run of its own
    const ran = spawnSync('unshare', ['-Urn', 'sh', '-c', script, process.execPath, here], { encoding: 'utf8', env });
    assert.ok(!ran.error && !/unshare: /.test(ran.stderr), `a network namespace is needed, and none can be made: ${ran.error ?? ran.stderr}`);
    assert.equal(ran.status, 0, ran.stdout + ran.stderr);
  });
} else {
  let browser;
  before(async () => {
    browser = await launch();
  });
  after(() => browser.close());

  /** A house at home: its desktop comes by this machine, its phone by the network. */
  async function home(t) {
    const house = House.for(t);
    house.options = ['--home'];
    house.bear(/^another host/, /^server: At home: /, /^console: Failed to load resource/, /Cross-Origin-Opener-Policy/);
    house.ippo(now, 'begin', '--template', 'fitness', '--yes');
    const link = await house.serve(now);
    return { house, link, at: `http://${address}:${new URL(house.base).port}` };
  }

  /** The desktop shows a code. */
  async function shows(page, base) {
    await page.goto(`${base}/phone`);
    await page.getByRole('button', { name: 'Show the code' }).click();
    await page.getByText('Works once, until').waitFor();
    const digits = (await page.locator('.mono.big').innerText()).replace(' ', '');
    return { digits, leads: await page.locator('.mono').first().innerText() };
  }

  /** What the QR code of the page says: the token is in the cookie of the browser that shows it. */
  async function scanned(context, leads) {
    const code = (await context.cookies(`${new URL(leads).origin}`.replace(address, '127.0.0.1'))).concat(await context.cookies()).find((c) => c.name === 'ippo-code');
    return `${leads}#${code.value.split('.')[0]}`;
  }

  const figures = async (page) => (await page.locator('[data-figures]').innerText()).trim();

  for (const javaScriptEnabled of [true, false]) {
    test(`a phone comes in ${javaScriptEnabled ? 'by the QR code' : 'by six digits, without a script'}`, async (t) => {
      const { house, link, at } = await home(t);
      const desk = await house.visit(browser, link, now, { viewport: desktop, javaScriptEnabled });
      const { digits, leads } = await shows(desk.page, house.base);
      assert.equal(leads, `${at}/pair`);
      if (javaScriptEnabled) assert.deepEqual(await wrongs(desk.page, { name: 'the code' }), []);
      const pocket = await house.profile(browser, { viewport: phone, javaScriptEnabled, userAgent: 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1' });
      const page = await house.open(pocket, now);
      if (javaScriptEnabled) {
        await page.goto(await scanned(desk.context, leads));
        await page.getByText('The code was read.').waitFor();
        assert.equal(page.url(), `${at}/pair`, 'the token stays in the address');
      } else {
        await page.goto(`${at}/`); // it is not in: the page leads to the code
        await page.getByRole('link', { name: 'Type the six digits' }).click();
        await page.getByLabel('Six digits').fill(`${digits.slice(0, 3)} ${digits.slice(3)}`);
      }
      assert.equal(await overflow(page), '');
      await page.getByRole('button', { name: 'Ask to come in' }).click();
      await page.getByText('Say yes only if both show the same').waitFor();
      const shown = await figures(page);
      assert.match(shown, /^\d\d \d\d$/);

      if (!javaScriptEnabled) { // impatience lets nobody in
        await page.getByRole('button', { name: 'I have said yes there' }).click();
        assert.equal(await figures(page), shown);
        await desk.page.getByRole('link', { name: 'Look whether it asks' }).click();
      }
      await desk.page.getByText(`iPhone wants in: ${shown}`).waitFor();
      if (javaScriptEnabled) assert.deepEqual([...(await wrongs(desk.page, { name: 'the question' })), ...(await wrongs(page, { name: 'the wait' }))], []);
      if (javaScriptEnabled) await desk.page.reload(); // what was unfolded to be looked at
      assert.equal(await overflow(desk.page), '');
      await desk.page.getByRole('button', { name: 'Yes, let it in' }).click();
      if (!javaScriptEnabled) await page.getByRole('button', { name: 'I have said yes there' }).click();
      await page.getByRole('button', { name: 'Stamp today' }).waitFor();
      assert.equal(new URL(page.url()).origin, at);

      // It stamps; and it can neither take everything along nor let others in.
      await page.getByRole('button', { name: 'Stamp today' }).click();
      await page.locator('main').getByText('That’s today done.').waitFor();
      await holds(async () => assert.equal(house.json(now, 'today').goals[0].status, 'done'));
      assert.equal((await page.goto(`${at}/export`)).status(), 403);
      await page.goto(`${at}/phone`);
      await page.getByText('You are here on plain http.').waitFor();
      assert.equal(await page.getByRole('button', { name: 'Show the code' }).count(), 0);
      if (javaScriptEnabled) await page.getByText('Missing: a certificate.').waitFor();
      const cookies = await pocket.cookies();
      assert.deepEqual(cookies.filter((c) => c.name.startsWith('ippo')).map((c) => [c.name, c.httpOnly, c.expires > 0]), [[`ippo-${new URL(at).port}`, true, true]]);
    });
  }

  test('a no keeps it out, and a wrong code is answered kindly until it is too much', async (t) => {
    const { house, link, at } = await home(t);
    const desk = await house.visit(browser, link, now, { viewport: desktop });
    const { digits } = await shows(desk.page, house.base);
    const page = await house.open(await house.profile(browser), now);
    const ask = async (code) => {
      await page.goto(`${at}/pair`);
      await page.getByLabel('Six digits').fill(code);
      await page.getByRole('button', { name: 'Ask to come in' }).click();
    };
    await ask(digits);
    const shown = await figures(page);
    await desk.page.getByText(`wants in: ${shown}`).waitFor();
    await desk.page.getByRole('button', { name: 'No', exact: true }).click();
    await page.getByText('The other device said no.').waitFor();
    assert.equal((await page.goto(`${at}/settings`)).status(), 401);
    for (let i = 0; i < 5; i++) {
      await ask(digits === '000000' ? '000001' : '000000');
      await page.getByText('That code is not open here.').waitFor();
    }
    await ask(digits);
    await page.getByText(/Too many wrong codes came from here. Try again in \d+ seconds./).waitFor();
  });
}
