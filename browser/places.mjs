// Every page in every state, in one list: the accessibility tests walk it, and
// the gallery draws it. A place is a season (seasons.mjs) and a path in it.
// act() is what the person does there before anybody looks; it goes by the
// forms and not by the words, for it is done in every language.
import fs from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { settled } from './house.mjs';

const samples = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../internal/exchange/testdata');

const main = (page) => page.locator('main');
const unfold = (page, inside) => main(page).locator(`details:has(${inside}) > summary`).first().click();
const press = (page, action) => main(page).locator(`form[action="${action}"] button`).first().click();
const write = (page, name, words) => main(page).locator(`[name=${name}]`).first().fill(words);
const choose = (page, name) => main(page).locator('label').filter({ has: page.locator(`[name=${name}]`) }).first().click();
const seen = (page, what) => main(page).locator(what).first().waitFor();

/** Presses a button and waits for the page that the server answers with; the browser's own checks stand aside. */
async function go(page, button, url = '**') {
  await main(page).evaluate((m) => m.querySelectorAll('form').forEach((f) => (f.noValidate = true)));
  await Promise.all([page.waitForEvent('framenavigated'), main(page).locator(button).first().click()]);
  await page.waitForURL(url);
}

/** Goes to a part of the review that the page is about. */
const reviewPart = (part) => (page) => page.goto(page.url().replace(/[a-z]+$/, part));

/** Takes a template to be changed first, and goes to a step. */
const draft = (step) => async (page) => {
  await go(page, '.onward button:not(.go)');
  await page.goto(new URL(`/begin/${step}`, page.url()).href);
};

/** Knocks without a session. */
const stranger = (where) => async (page) => {
  await page.context().clearCookies();
  await page.goto(new URL(where, page.url()).href);
};

async function offline(page) {
  await settled(page);
  await page.context().setOffline(true);
  await seen(page, '[data-part=away]'); // the page is drawn anew then
}

/** Sends a form that no page has drawn so, and waits for the answer. */
async function send(page, action, fields) {
  await page.evaluate(([to, sent]) => {
    const form = document.createElement('form');
    form.method = 'post';
    form.action = to;
    for (const [name, value] of Object.entries(sent)) form.append(Object.assign(document.createElement('input'), { name, value }));
    document.body.append(form);
    HTMLFormElement.prototype.submit.call(form);
    return new Promise((gone) => addEventListener('pagehide', gone));
  }, [action, fields]).catch(() => undefined);
  await seen(page, '.voice, textarea');
}

/** Lets the import look into a file. */
async function look(page, file) {
  await page.setInputFiles('#file', path.join(samples, file));
  await go(page, 'form .go');
}

const disconnected = /net::ERR_INTERNET_DISCONNECTED/;

export const places = [
  { name: 'welcome', season: 'empty', path: '/' },
  { name: 'welcome-plans', season: 'empty', path: '/welcome?q=' },
  { name: 'welcome-none-found', season: 'empty', path: '/welcome?q=zebra' },
  { name: 'begin-template', season: 'empty', path: '/begin?template=fitness' },
  { name: 'begin-open-number', season: 'empty', path: '/begin?template=finances' },
  { name: 'begin-1-area', season: 'empty', path: '/begin' },
  ...['purpose', 'outcome', 'week', 'minimum', 'ifthen', 'tracking'].map((what, i) => ({ name: `begin-${i + 2}-${what}`, season: 'empty', path: '/begin?template=fitness', act: draft(i + 2) })),
  { name: 'begin-problem', season: 'empty', path: '/begin', bear: /status of 422/, act: (page) => go(page, '.onward .go') },
  {
    name: 'begin-two-problems', season: 'empty', path: '/begin/3', bear: /status of 422/,
    act: async (page) => {
      await main(page).locator('[name=type]').selectOption('level_up');
      await write(page, 'start', 'none');
      await write(page, 'target', 'five');
      await go(page, '.onward .go');
    },
  },
  {
    name: 'begin-replace', season: 'empty', path: '/begin?template=fitness', bear: /status of 409/,
    act: async (page) => {
      await go(page, '.onward button:not(.go)');
      await page.goto(new URL('/begin?template=music', page.url()).href);
      await go(page, '.onward button:not(.go)');
    },
  },
  {
    name: 'welcome-half', season: 'empty', path: '/begin?template=fitness',
    act: async (page) => {
      await go(page, '.onward button:not(.go)');
      await page.goto(new URL('/welcome', page.url()).href);
    },
  },
  { name: 'begin-second', season: 'sample', path: '/begin?template=learning', bear: /status of 409/, act: (page) => go(page, '.onward .go') },
  { name: 'begin-done', season: 'empty', path: '/begin?template=fitness', act: (page) => go(page, '.onward .go', '**/begin/done**') },

  { name: 'today', season: 'sample', path: '/' },
  { name: 'today-day-one', season: 'dayOne', path: '/' },
  { name: 'today-done', season: 'done', path: '/' },
  { name: 'today-more', season: 'more', path: '/' },
  { name: 'today-waiting', season: 'waiting', path: '/' },
  {
    name: 'today-mended', season: 'waiting', path: '/',
    act: async (page) => {
      await press(page, '/stamp');
      await seen(page, '.hero[data-state=done]');
    },
  },
  {
    name: 'today-not', season: 'sample', path: '/',
    act: async (page) => {
      await unfold(page, 'form[action="/skip"]');
      await press(page, '/skip');
      await seen(page, '.hero[data-state=not]');
    },
  },
  {
    name: 'today-rested', season: 'sample', path: '/',
    act: async (page) => {
      await unfold(page, 'form[action="/rest"]');
      await press(page, '/rest');
      await seen(page, '.hero[data-state=rest]');
    },
  },
  { name: 'today-choices', season: 'sample', path: '/', act: (page) => unfold(page, 'form[action="/skip"]') },
  {
    name: 'today-too-much', season: 'sample', path: '/',
    act: async (page) => {
      await unfold(page, '[name=more]');
      await write(page, 'more', '2000');
      await press(page, '/more');
      await seen(page, '[name=more][aria-invalid]');
    },
  },
  {
    name: 'today-taken-back', season: 'sample', path: '/',
    act: async (page) => {
      await press(page, '/stamp');
      await seen(page, '.hero[data-state=done]');
      await press(page, '/undo');
      await seen(page, '.hero[data-state=open]');
    },
  },
  { name: 'today-resting', season: 'resting', path: '/' },
  { name: 'today-quiet', season: 'quiet', path: '/' },
  { name: 'today-rest', season: 'rest', path: '/' },
  { name: 'today-paused', season: 'paused', path: '/' },
  { name: 'today-two-and-kept', season: 'two', path: '/' },
  { name: 'today-season-end', season: 'over', path: '/' },
  { name: 'today-none', season: 'none', path: '/' },
  {
    name: 'today-timer', season: 'sample', path: '/',
    act: async (page) => {
      await unfold(page, 'form[action="/timer"]');
      await main(page).locator('details form[action="/timer"] button').click();
      await seen(page, '.timer');
    },
  },
  {
    name: 'today-offline', season: 'sample', path: '/', worker: true, bear: disconnected,
    act: async (page) => {
      await offline(page);
      await press(page, '/stamp');
      await seen(page, '[data-part=away]');
      await seen(page, '.hero[data-state=waiting]');
    },
  },
  {
    name: 'today-refused', season: 'dayOne', path: '/', worker: true, bear: disconnected,
    act: async (page) => {
      await offline(page);
      await page.locator('#more > summary').click();
      await page.locator('#more-n').evaluate((e) => e.removeAttribute('max')); // an older page knew no bound
      await write(page, 'more', '2000');
      await press(page, '/more');
      await seen(page, '[data-part=away]');
      await page.context().setOffline(false);
      await seen(page, '[data-mend]');
    },
  },
  {
    name: 'today-undone', season: 'done', path: '/',
    act: async (page) => {
      await press(page, '/undo');
      await seen(page, '.note form[action="/undo"]');
    },
  },
  {
    name: 'away', season: 'dayOne', path: '/', worker: true, bear: disconnected,
    act: async (page) => {
      await offline(page);
      await page.goto(new URL('/guide', page.url()).href);
      await seen(page, '[data-away]');
    },
  },

  { name: 'plan-empty', season: 'empty', path: '/plan' },
  { name: 'goal', season: 'sample', path: '/goals/fitness' },
  { name: 'goal-day-one', season: 'dayOne', path: '/goals/fitness' },
  { name: 'goal-three-weeks', season: 'early', path: '/goals/fitness' },
  { name: 'goal-paused', season: 'paused', path: '/goals/fitness' },
  { name: 'goal-kept', season: 'two', path: '/goals/language' },
  { name: 'goal-over', season: 'over', path: '/goals/fitness' },
  {
    name: 'goal-unfolded', season: 'sample', path: '/goals/fitness',
    act: (page) => main(page).evaluate((m) => m.querySelectorAll('details').forEach((d) => (d.open = true))),
  },
  { name: 'goal-edit', season: 'sample', path: '/goals/fitness/edit' },
  {
    name: 'goal-edit-problem', season: 'sample', path: '/goals/fitness/edit', bear: /status of 422/,
    act: async (page) => {
      await write(page, 'step', '');
      await go(page, 'form .go');
    },
  },
  { name: 'paper-month', season: 'sample', path: '/goals/fitness/paper' },
  {
    name: 'paper-written', season: 'sample', path: '/goals/fitness/paper',
    act: async (page) => {
      await write(page, 'note', 'Copied from the kitchen door');
      await go(page, 'form .go', '**/goals/fitness');
    },
  },
  {
    name: 'paper-problem', season: 'two', path: '/goals/learning/paper', bear: /status of 422/,
    act: async (page) => {
      await page.locator('.facts .in').first().fill('many');
      await go(page, 'form .go');
    },
  },
  { name: 'experiment', season: 'sample', path: '/goals/fitness/experiment' },
  { name: 'experiment-running', season: 'trying', path: '/goals/fitness/experiment' },
  { name: 'experiment-over', season: 'tried', path: '/goals/fitness/experiment' },
  { name: 'look-back-30', season: 'sample', path: '/goals/fitness/look-back/30' },
  { name: 'look-back-60', season: 'over', path: '/goals/fitness/look-back/60' },
  { name: 'look-back-90', season: 'over', path: '/goals/fitness/look-back/90' },
  { name: 'season-end', season: 'over', path: '/goals/fitness/season-end' },

  ...['reset', 'look', 'keep', 'notice', 'pulse', 'change', 'plan', 'close', 'short'].map((part) => ({
    name: `review-${part}`, season: 'forgetful', path: '/review', act: (page) => part === 'reset' || reviewPart(part)(page),
  })),
  { name: 'review-hold', season: 'steady', path: '/review', act: reviewPart('change') },
  { name: 'review-not-yet', season: 'dayOne', path: '/review' },
  { name: 'review-paused', season: 'away', path: '/review', act: reviewPart('change') },
  { name: 'review-empty', season: 'empty', path: '/review' },
  {
    name: 'review-closed', season: 'forgetful', path: '/review',
    act: async (page) => {
      await reviewPart('close')(page);
      await go(page, '[name=close-week]');
    },
  },

  { name: 'import', season: 'sample', path: '/import' },
  { name: 'import-preview', season: 'sample', path: '/import', act: (page) => look(page, 'habo/habo_backup.json') },
  {
    name: 'import-done', season: 'sample', path: '/import',
    act: async (page) => {
      await look(page, 'habo/habo_backup.json');
      await go(page, '.onward .go', '**/import/done*');
    },
  },
  {
    name: 'import-problem', season: 'sample', path: '/import', bear: /status of 4\d\d/,
    act: async (page) => {
      await page.setInputFiles('#file', { name: 'holiday.txt', mimeType: 'text/plain', buffer: Buffer.from('sea and sand\n') });
      await go(page, 'form .go');
    },
  },
  { name: 'export', season: 'sample', path: '/export' },
  { name: 'erase', season: 'sample', path: '/export?erase=1' },
  {
    name: 'erase-problem', season: 'sample', path: '/export?erase=1', bear: /status of 422/,
    act: async (page) => {
      await write(page, 'word', 'yes');
      await go(page, 'form[action="/erase"] button:not([name])');
    },
  },
  {
    name: 'erased', season: 'sample', path: '/export?erase=1',
    act: async (page) => {
      const asked = await main(page).locator('label[for=word]').innerText();
      await write(page, 'word', /“([^”]+)”|„([^“]+)“|「([^」]+)」|«([^»]+)»|"([^"]+)"/.exec(asked)?.slice(1).find(Boolean) ?? 'erase');
      await go(page, 'form[action="/erase"] button:not([name])');
    },
  },

  { name: 'compass', season: 'compass', path: '/compass' },
  { name: 'compass-empty', season: 'empty', path: '/compass' },
  { name: 'compass-items', season: 'compass', path: '/compass/items' },
  { name: 'settings', season: 'two', path: '/settings' },
  { name: 'phone', season: 'two', path: '/phone' },
  { name: 'phone-homescreen', season: 'two', path: '/phone/homescreen' },
  { name: 'pair', season: 'two', path: '/pair' },
  {
    name: 'settings-problem', season: 'sample', path: '/settings', bear: /status of 422/,
    act: async (page) => {
      await write(page, 'zone', 'Mars/Olympus');
      await go(page, '#time .btn');
    },
  },
  {
    name: 'settings-words', season: 'more', path: '/settings',
    act: async (page) => {
      await unfold(page, '[name=words]');
      await write(page, 'words', 'Frost on the path');
      await go(page, 'form:has([name=words]) button');
    },
  },
  { name: 'guide', season: 'sample', path: '/guide' },

  { name: 'not-found', season: 'sample', path: '/nowhere', bear: /status of 404/ },
  {
    name: 'error', season: 'none', path: '/', bear: /status of 4\d\d/,
    act: (page) => send(page, '/word', { goal: 'fitness', note: 'A line that is not lost', energy: '9' }),
  },
  {
    name: 'error-again', season: 'sample', path: '/', bear: /status (of )?503/,
    act: async (page, house) => {
      const file = path.join(house.folder, 'ippo.db');
      fs.renameSync(file, `${file}.away`);
      await send(page, '/word', { goal: 'fitness', note: 'A line that is not lost', energy: '4' });
      fs.renameSync(`${file}.away`, file);
    },
  },
  { name: 'signed-out', season: 'dayOne', path: '/', bear: /status of 401/, act: stranger('/') },
  { name: 'link-used', season: 'dayOne', path: '/', bear: /status of 410/, act: stranger('/in/guessed') },
];
