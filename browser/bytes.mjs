// Keeps the bytes of every answer that a visitor of every place gets, so that a
// change that must not change a page can show that it does not:
//   make bytes KEEP=FOLDER                  keeps them, of the program as it is
//   make bytes KEEP=FOLDER AGAINST=BEFORE   and tells what differs from those
//   PLACE=today LANGUAGES=de,ja make bytes KEEP=FOLDER
// What is new at every start is masked: ids, tokens, the port. The names of
// styles and scripts hold a hash of their content and are not masked, so that a
// page is compared together with what it is made of.
import fs from 'node:fs';
import path from 'node:path';
import { launch, phone, shots } from './house.mjs';
import { Tour } from './tour.mjs';

const { PLACE: only, LANGUAGES: languages = 'en-GB,de', KEEP: folder = path.join(shots, 'bytes'), AGAINST: before } = process.env;
const headers = ['content-type', 'content-language', 'content-security-policy', 'cache-control', 'location', 'set-cookie', 'retry-after'];

const masks = [
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, 'ID'],
  [/127\.0\.0\.1:\d+/g, 'HOST'],
  [/\b(ippo[a-z-]*)-\d{4,5}=[^;\n]*/g, '$1-PORT=VALUE'],
  [/\/in\/[\w-]{16,}/g, '/in/TOKEN'],
];

const masked = (text) => masks.reduce((t, [what, as]) => t.replace(what, as), text);

/** One answer as text: what was asked, the status, the headers that count, the body. */
async function written(response) {
  const all = await response.allHeaders();
  const moved = response.status() >= 300 && response.status() < 400; // a browser shows no body of it
  const body = moved ? '' : await response.text().catch(() => 'NO BODY');
  const head = headers.filter((h) => all[h]).map((h) => `${h}: ${all[h]}`);
  return masked([`${response.request().method()} ${response.url()}`, response.status(), ...head, '', body, ''].join('\n'));
}

const browser = await launch();
const answers = new Map(); // place and language -> its answers, in the order in which they came
const tour = new Tour(browser, {
  only,
  locales: languages.split(','),
  looks: () => [{ theme: 'light', window: phone, name: 'bytes' }],
  heard(place, locale, response) {
    const asked = response.request();
    if (asked.resourceType() !== 'document' && asked.method() !== 'POST') return;
    const name = `${place.name}.${locale}.txt`;
    answers.set(name, [...(answers.get(name) ?? []), written(response)]);
  },
});
const broken = [];

// Two at a time, in the order of the list.
const waiting = [...tour.places];
await Promise.all([0, 1].map(async () => {
  for (let p = waiting.shift(); p; p = waiting.shift()) {
    try {
      const faults = await tour.visit(p, (page) => page.waitForLoadState('networkidle'));
      broken.push(...faults.map((f) => `${p.name}: ${f}`));
    } catch (e) {
      broken.push(`${p.name}: ${e.message}`);
    }
  }
}));

fs.rmSync(folder, { recursive: true, force: true });
fs.mkdirSync(folder, { recursive: true });
for (const [name, all] of answers) fs.writeFileSync(path.join(folder, name), (await Promise.all(all)).join('\n'));
await tour.close();
await browser.close();

const read = (dir, name) => (fs.existsSync(path.join(dir, name)) ? fs.readFileSync(path.join(dir, name), 'utf8') : '');
if (before) {
  const names = new Set([...fs.readdirSync(before), ...answers.keys()]);
  const other = [...names].filter((n) => read(before, n) !== read(folder, n));
  console.log(`${names.size} places and languages, ${other.length} differ from ${before}`);
  broken.push(...other.map((n) => `differs: ${n}`));
} else {
  console.log(`${answers.size} places and languages: ${folder}`);
}
for (const b of broken) console.error(b);
process.exitCode = broken.length > 0 || answers.size === 0 ? 1 : 0;
