// Seasons to look at: what a person did in the terminal, up to a moment.
import fs from 'node:fs';

/** A moment of a civil day in Berlin, where the sample person lives. */
export function at(day, clock = '07:42') {
  const summer = day >= '2026-03-29' && day < '2026-10-25';
  return `${day}T${clock}:00${summer ? '+02:00' : '+01:00'}`;
}

export function plus(day, n) {
  return new Date(Date.parse(`${day}T00:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10);
}

/** Lives one letter a day: o the minimum, # twenty minutes, - nothing, * a rest day that the plan knows. */
function live(house, goal, first, letters) {
  [...letters.replaceAll(' ', '')].forEach((letter, i) => {
    const now = at(plus(first, i));
    if (letter === 'o') house.ippo(now, 'done', goal);
    if (letter === '#') house.ippo(now, 'done', goal, '--more', '20');
  });
}

function measure(house, values) {
  for (const [day, value] of Object.entries(values)) house.ippo(at(day, '09:00'), 'measure', 'fitness', String(value));
}

const begun = '2026-09-07';

const letters = 'oo#o-o* o##-o#* #o-oo#* oo##-o* ##o#o#* o-#o##* o-'.replaceAll(' ', '');
const experiment = ['experiment', 'start', '--lever', 'time', '--what', 'walk before breakfast instead of after it', '--from', '4', '--to', '6', '--days', '14'];

// The season of the pictures, from its first day to the evening of 20 October, or its first days alone.
function sample(house, days = Infinity) {
  house.ippo(at(begun), 'begin', '--template', 'fitness', '--yes', '--outcome', 'Walk to a comfortable 5K', '--outcome-type', 'level_up',
    '--start', '0.8', '--goal-value', '5', '--outcome-unit', 'km', '--unit', 'walks', '--grow-in', 'steady strength',
    '--so-i-can', 'walk the hill path with my daughter', '--step', 'Put on shoes, walk five minutes', '--minutes', '5',
    '--cue', 'After the first coffee, before the laptop', '--fallback', 'After lunch, before I sit down', '--rest', 'sun',
    '--if-then', 'If it is raining, then I climb the stairs twice', '--if-then', 'If I travel, then I walk one lap of the station');
  live(house, 'fitness', begun, letters.slice(0, days));
  const read = { '2026-09-14': 1, '2026-09-21': 1.3, '2026-09-28': 1.6, '2026-10-05': 1.6, '2026-10-12': 2.1, '2026-10-19': 2.7 };
  measure(house, Object.fromEntries(Object.entries(read).filter(([day]) => day < plus(begun, days === Infinity ? 1000 : days))));
}

// Two full weeks at the end, and somebody who is not sure enough to be offered more.
function toSteady(house) {
  sample(house, 42);
  house.ippo(at('2026-10-18', '20:00'), 'review', '--confidence', '6', '--pulse', '4', '--not-suffering', '--decision', 'keep');
  [...'oo#o##'].forEach((letter, i) => {
    house.ippo(at(plus('2026-10-19', i)), 'done', '--energy', i % 3 === 1 ? '4' : '3', ...(letter === '#' ? ['--more', '20'] : []));
  });
  measure(house, { '2026-10-21': 3.3, '2026-10-24': 3.9 });
}

function toFriday(house) {
  live(house, 'fitness', '2026-10-21', 'o#');
  measure(house, { '2026-10-22': 2.9 });
}

function toTheEnd(house) {
  live(house, 'fitness', '2026-10-23', 'o#* o#-o##* oo#-o#* #o##o#* o#o-##* ##oo#o* o##o#o');
  measure(house, { '2026-10-26': 3.1, '2026-11-02': 3.4, '2026-11-09': 3.8, '2026-11-16': 4.1, '2026-11-23': 4.6, '2026-11-30': 4.8, '2026-12-02': 5 });
}

/**
 * Every season by its name: the moment its server stands at, the season it goes
 * on from, and what is done before.
 */
export const seasons = {
  empty: { now: at(begun) },
  dayOne: { now: at('2026-01-05'), seed: (h) => h.ippo(at('2026-01-05', '07:30'), 'begin', '--template', 'fitness', '--yes') },
  waiting: { now: at('2026-10-21'), seed: (h) => sample(h) },
  sample: { now: at('2026-10-23'), from: 'waiting', seed: toFriday },
  done: { now: at('2026-10-23', '08:10'), from: 'sample', seed: (h) => h.ippo(at('2026-10-23'), 'done') },
  more: {
    now: at('2026-10-23', '08:10'), from: 'sample',
    seed: (h) => h.ippo(at('2026-10-23'), 'done', '--more', '25', '--energy', '4', '--mood', '4', '--note', 'Frost on the path, and nobody there'),
  },
  paused: { now: at('2026-10-26'), from: 'sample', seed: (h) => h.ippo(at('2026-10-23'), 'pause') },
  compass: {
    now: at('2026-10-23'), from: 'sample',
    seed: (h) => {
      const items = {
        love: ['early mornings', 'making by hand', 'jokes at the table'], good: ['explaining', 'slow repairs'],
        needed: ['patience', 'showing up'], supported: ['30 free minutes at six'],
      };
      for (const [lens, words] of Object.entries(items)) {
        for (const w of words) h.ippo(at('2026-09-28'), 'compass', 'add', w, '--lens', lens, '--love', '2', '--good', '2', '--needed', w === 'patience' ? '2' : '0');
      }
      h.ippo(at('2026-09-01'), 'compass', 'purpose', 'I want to grow in fitness so I can look better in photographs', '--provisional');
      for (const [words, before, after] of [['Walk before work', 2, 4], ['Mending the gate', 3, 5], ['Committee call', 4, 2]]) {
        h.ippo(at('2026-10-12'), 'compass', 'energy', words, '--before', `${before}`, '--after', `${after}`);
      }
      h.ippo(at('2026-10-12'), 'compass', 'trial', 'Teach one repair at the school', '--before', '2', '--after', '5', '--again', '8', '--tell');
    },
  },
  rest: { now: at('2026-10-25'), from: 'sample', seed: (h) => live(h, 'fitness', '2026-10-23', 'o#') },
  steady: { now: at('2026-10-25', '19:30'), seed: toSteady },
  resting: { now: at('2026-10-26'), from: 'sample' },
  quiet: { now: at('2026-10-27'), from: 'sample' },
  early: { now: at('2026-09-28', '08:00'), seed: (h) => sample(h, 21) },
  trying: { now: at('2026-10-23'), from: 'sample', seed: (h) => h.ippo(at('2026-10-15', '20:00'), ...experiment) },
  tried: {
    now: at('2026-10-21'),
    seed: (h) => {
      sample(h, 24);
      h.ippo(at('2026-10-01', '07:00'), ...experiment);
      live(h, 'fitness', plus(begun, 24), letters.slice(24));
    },
  },
  forgetful: {
    now: at('2026-10-18', '19:30'),
    seed: (h) => {
      h.ippo(at('2026-10-05', '07:30'), 'begin', '--template', 'fitness', '--yes');
      for (let n = 0; n < 14; n++) h.ippo(at(plus('2026-10-05', n), '19:00'), ...(n % 2 ? ['skip', '--tag', 'cue'] : ['done']));
    },
  },
  away: { now: at('2026-11-01', '19:30'), from: 'paused' },
  two: {
    now: at('2026-10-23'), from: 'sample',
    seed: (h) => {
      for (const [template, slug] of [['language', 'language'], ['calm', 'calm']]) {
        h.ippo(at('2026-10-12'), 'begin', '--template', template, '--slug', slug, '--yes');
        live(h, slug, '2026-10-12', 'ooo-ooo oo');
        h.ippo(at('2026-10-21'), 'goal', 'keep', slug);
      }
      h.ippo(at('2026-10-22'), 'begin', '--template', 'learning', '--slug', 'learning', '--yes');
      h.ippo(at('2026-10-22'), 'done', 'learning');
      h.ippo(at('2026-10-23'), 'done', 'calm');
    },
  },
  over: { now: at('2026-12-06'), from: 'sample', seed: toTheEnd },
  none: { now: at('2026-10-23'), from: 'sample', seed: (h) => h.ippo(at('2026-10-22', '20:00'), 'goal', 'end', 'fitness', '--yes') },
};

/**
 * Settles a house in a season and answers its moment. A season is lived once,
 * in a house of its own that keeper holds, and copied.
 */
export async function settle(house, name, lived, keeper) {
  const { now, from, seed } = seasons[name];
  lived[name] ??= (async () => {
    const first = keeper.another();
    if (from) await settle(first, from, lived, keeper);
    seed?.(first);
    return first;
  })();
  fs.cpSync((await lived[name]).folder, house.folder, { recursive: true });
  return now;
}
