// Goes to every place and looks at it: on a phone and a desktop, in light and
// dark, in the languages that are asked for.
import { House, desktop, phone } from './house.mjs';
import { overflow, unfolded, violations } from './look.mjs';
import { places } from './places.mjs';
import { settle } from './seasons.mjs';

const inBoth = (...windows) => windows.flatMap((window) => ['light', 'dark'].map((theme) => ({ theme, window, name: `${window.width}-${theme}` })));

/** A phone and a desktop, each in light and dark. */
export const everyWidth = inBoth(phone, desktop);
/** The narrowest phone; in light and dark when everything is asked for. */
export const narrow = inBoth({ width: 320, height: 640 }).slice(0, process.env.EVERYTHING ? 2 : 1);

/** A tour through all seasons; what was lived once is copied. */
export class Tour {
  houses = new House();
  lived = {};
  places;

  /** only: a part of a place's name; locales: the languages that the browser asks for. */
  constructor(browser, { only = '', locales = ['en-GB'], looks = everyWidth } = {}) {
    this.browser = browser;
    this.locales = locales;
    this.looks = looks;
    this.places = places.filter((p) => p.name.includes(only));
  }

  /** Goes to a place in every language and calls look(page, a look, the language); answers the faults. */
  async visit(place, look) {
    const house = this.houses.another();
    if (place.bear) house.bear(place.bear);
    let page;
    for (const locale of this.locales) {
      // What is done at a place is done afresh in every language; what stays in the browser needs another profile.
      if (!page || place.act) {
        await page?.goto('about:blank'); // a page that listens would miss its server
        const link = await this.settle(place, house);
        if (!page || place.worker) ({ page } = await house.visit(this.browser, link, house.now, { locale, serviceWorkers: place.worker ? 'allow' : 'block' }));
        else await speak(page, locale, link);
        if (place.path !== '/') await page.goto(house.base + place.path);
      } else {
        await speak(page, locale, house.base + place.path);
      }
      await place.act?.(page);
      await page.waitForLoadState('load');
      for (const l of this.looks) {
        await page.emulateMedia({ colorScheme: l.theme });
        await page.setViewportSize(l.window);
        await look(page, l, locale);
      }
    }
    return house.close();
  }

  async settle(place, house) {
    await house.empty();
    return house.serve(await settle(house, place.season, this.lived, this.houses));
  }

  close() {
    return this.houses.close();
  }
}

/** The browser asks for another language from here on. */
async function speak(page, locale, url) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Emulation.setUserAgentOverride', { userAgent: await page.evaluate(() => navigator.userAgent), acceptLanguage: locale });
  await page.goto(url);
}

/** What is wrong with a page, everything unfolded: what axe-core finds, what is wider than the window, no title or not one h1. */
export async function wrongs(page, { name }, rules = {}) {
  const found = [];
  await unfolded(page, async () => {
    found.push(...(await violations(page, process.env.EVERYTHING ? {} : rules)));
    found.push(await overflow(page));
  });
  if (!(await page.title()).endsWith(' · ippo') || (await page.locator('main h1').count()) !== 1) found.push('no title or not one h1');
  return found.filter(Boolean).map((f) => `${name}: ${f}`);
}
