// A file from another program: the preview says what the terminal says, nothing
// is kept before the person says so, and one press takes it all back.
import assert from 'node:assert/strict';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { holds, House, launch } from './house.mjs';
import { overflow } from './look.mjs';

const samples = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../internal/exchange/testdata');
const now = '2026-10-23T07:42:00+02:00';

let browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

for (const scripted of [true, false]) {
  test(`import preview, ${scripted ? 'with' : 'without'} a script`, async (t) => {
    const house = House.for(t);
    house.ippo(now, 'begin', '--template', 'fitness', '--yes');
    const file = path.join(samples, 'habo/habo_backup.json');
    const { report } = house.json(now, 'import', file, '--dry-run');
    const { page } = await house.visit(browser, await house.serve(now), now, { javaScriptEnabled: scripted });
    await page.goto(`${house.base}/import`);
    await page.setInputFiles('#file', file);
    await page.locator('main form .go').click();
    await page.waitForURL('**/import/look*');
    assert.equal(await overflow(page), '');
    const text = await page.locator('main').innerText();
    for (const h of report.habits) assert.ok(text.includes(h.title), `${h.title} is not in the preview`);
    assert.equal(house.json(now, 'goals').goals.length, 1, 'the preview kept something');

    await page.locator('main .go').first().click();
    await page.waitForURL('**/import/done*');
    assert.equal(house.json(now, 'goals').goals.length, 1 + report.habits.length);
    await page.getByRole('button', { name: /Take (it|all of it|this import) back|Undo/ }).first().click();
    await holds(() => assert.equal(house.json(now, 'goals').goals.length, 1));
  });
}
