// The script's days and ids, without a browser: its modules are compiled and
// called as they are.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';

const root = path.resolve(import.meta.dirname, '..');

async function load(file) {
  const source = execFileSync('go', ['tool', '-modfile=tools/go.mod', 'esbuild', `internal/web/assets/ts/${file}`, '--bundle', '--format=esm'], { cwd: root });
  return import(`data:text/javascript;base64,${source.toString('base64')}`);
}

test('ruling 12: an instant belongs to the same day as on the server', async () => {
  const { Clock } = await load('page/clock.ts');
  const everywhere = JSON.parse(fs.readFileSync(path.join(root, 'internal/web/assets/ts/testdata/days.json'), 'utf8'));
  assert.ok(everywhere.flatMap((m) => m.days).length > 1000);
  for (const { zone, rollover, days } of everywhere) {
    const clock = new Clock({ zone, rollover }, 'en', false);
    for (const [at, day] of days) assert.equal(clock.today(at), day, `${zone} ${rollover} ${new Date(at).toISOString()}`);
  }
});

test('a clock that is off by more than five minutes takes the server\'s', async () => {
  const { Clock } = await load('page/clock.ts');
  const near = (clock, want) => assert.ok(Math.abs(clock.now() - want) < 5_000, `${clock.now()}`);
  const server = Date.parse('2026-10-23T07:42:00Z');
  near(new Clock({ now: String(server) }, 'en', true), server);
  near(new Clock({ now: String(Date.now() - 60_000) }, 'en', true), Date.now());
  near(new Clock({ now: String(Date.now() - 86_400_000) }, 'en', false), Date.now()); // an older copy says nothing of now
  const ahead = Date.now() + 86_400_000;
  assert.equal(new Clock({ now: String(ahead) }, 'en', false).now(), ahead, 'no act is older than the page it was done on');
});

test('ids are version 7, in the order of acts, also within a millisecond', async () => {
  const { uuid7 } = await load('page/uuid.ts');
  const at = Date.parse('2026-10-23T07:42:00Z');
  const ids = Array.from({ length: 1500 }, (_, i) => uuid7(at + Math.floor(i / 1000)));
  for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.deepEqual(ids.toSorted(), ids);
  assert.equal(new Set(ids).size, ids.length);
  assert.equal(Number.parseInt(ids[0].replaceAll('-', '').slice(0, 12), 16), at);
});
