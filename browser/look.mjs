// What holds for every page: nothing that axe-core finds, nothing wider than
// the window, and a picture to look at.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { shots } from './house.mjs';

const axe = fs.readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Opens every part that is folded away while something looks at the page. */
export async function unfolded(page, look) {
  await page.evaluate(() => document.querySelectorAll('details:not([open])').forEach((d) => Object.assign(d, { open: true, unfolded: true })));
  await look();
  await page.evaluate(() => document.querySelectorAll('details').forEach((d) => d.unfolded && Object.assign(d, { open: false, unfolded: false })));
}

/** What axe-core finds on the page as it is, one line each. */
export async function violations(page) {
  if (await page.evaluate(() => globalThis.axe === undefined)) await page.evaluate(axe);
  const options = { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'], preload: false, iframes: false };
  const found = await page.evaluate((o) => globalThis.axe.run(o), options);
  return found.violations.map((v) => `${v.id}: ${v.help}: ${v.nodes.map((n) => n.html.slice(0, 160)).join(' | ')}`);
}

/** By how many pixels the page is wider than its window, and what sticks out. */
export function overflow(page) {
  return page.evaluate(() => {
    const wide = document.documentElement.scrollWidth - innerWidth;
    if (wide <= 0) return '';
    const out = [...document.querySelectorAll('body *:not(svg *)')].filter((e) => e.getBoundingClientRect().right > innerWidth);
    return `${wide} px too wide: ${out.slice(-1).map((e) => e.outerHTML.slice(0, 120))}`;
  });
}

/** A picture of the whole page, the window as high as the page; the folder is not kept in the repository. */
export async function picture(page, ...name) {
  const file = `${path.join(shots, ...name)}.png`;
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const window = page.viewportSize();
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ ...window, height: Math.max(window.height, height) });
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))); // or parts below stay empty
  await page.screenshot({ path: file, animations: 'disabled' });
  await page.setViewportSize(window);
}
