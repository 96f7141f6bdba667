// Goes to every place and looks at it: on a phone and a desktop, in light and
// dark, in the languages that are asked for.
import { House, desktop, phone } from './house.mjs';
import { overflow, unfolded, violations } from './look.mjs';
import { places } from './places.mjs';
import { settle } from './seasons.mjs';

const inBoth = (...windows) => windows.flatMap((window) => ['light', 'dark'].map((theme) => ({ theme, window, name: `${window.width}-${theme}` })));

/** A phone and a desktop, each in light and dark. */
export const everyWidth = inBoth(phone, desktop);
/** The narrowest phone, where words are cut first, in light and dark, and a desktop. */
export const outermost = inBoth({ width: 320, height: 640 }, desktop).slice(0, 3);

/** The address between two places may still ask for its icon when the server goes. */
const between = /net::ERR_\w+ \(\S+\/favicon\.ico\)$/;

/**
 * A tour through all seasons. What was lived once is copied, and who has looked
 * at one place goes on to the next: a new server, a new browser profile and a
 * new sign-in for each would take longer than the looking.
 */
export class Tour {
  houses = new House();
  lived = {};
  resting = []; // guests between two places
  places;

  /**
   * only: a part of a place's name; locales: the languages that the browser asks for; looks: at what, by language and
   * place; heard: is told every answer that comes, with its place and language.
   */
  constructor(browser, { only = '', locales = ['en-GB'], looks = () => everyWidth, heard } = {}) {
    this.browser = browser;
    this.locales = locales;
    this.looks = looks;
    this.heard = heard;
    this.places = places.filter((p) => p.name.includes(only));
  }

  /** Goes to a place in every language and calls look(page, a look, the language); answers the faults. */
  async visit(place, look) {
    const faults = [];
    for (const locale of this.locales) {
      const guest = this.guest(locale);
      faults.push(...(await guest.visit(place, this.looks(locale, place), (page, l) => look(page, l, locale))));
      this.resting.push(guest); // whom something went wrong for is not asked again
    }
    return faults;
  }

  guest(locale) {
    const i = this.resting.findIndex((g) => g.locale === locale);
    return i < 0 ? new Guest(this, locale) : this.resting.splice(i, 1)[0];
  }

  close() {
    return this.houses.close();
  }
}

/** One house and one browser profile that go from place to place. */
class Guest {
  season; // in which it is, as long as nothing was done there
  page;

  constructor(tour, locale) {
    this.tour = tour;
    this.locale = locale;
    this.house = tour.houses.another();
  }

  /** Goes to a place, does there what is to be done and looks; answers the faults. */
  async visit(place, looks, look) {
    this.house.bears = [between, place.bear].filter(Boolean);
    this.house.heard = (response) => this.tour.heard?.(place, this.locale, response);
    const page = place.worker ? await this.apart(place) : await this.arrive(place);
    await page.goto(this.house.base + place.path);
    await place.act?.(page, this.house);
    await page.waitForLoadState('load');
    for (const l of looks) {
      await page.emulateMedia({ colorScheme: l.theme });
      await page.setViewportSize(l.window);
      await look(page, l);
    }
    if (place.act) this.season = undefined;
    this.house.heard = undefined;
    if (place.worker) await page.context().close();
    else await page.goto(`${this.house.base}/healthz`); // a page that listens would miss its server
    return this.house.faults.splice(0);
  }

  /** Stands in a season; where something was done, it is lived afresh. */
  async arrive(place) {
    if (!this.page) {
      const context = await this.house.profile(this.tour.browser, { locale: this.locale, serviceWorkers: 'block' });
      this.page = await this.house.open(context, 0);
    }
    if (this.season === place.season && !place.act) return this.page;
    const link = await this.settle(place.season);
    await this.forget();
    await this.page.clock.setFixedTime(this.house.now);
    await this.page.request.get(link);
    return this.page;
  }

  /** A browser profile of its own: the worker stays in it. */
  async apart(place) {
    const link = await this.settle(place.season);
    const { page } = await this.house.visit(this.tour.browser, link, this.house.now, { locale: this.locale });
    return page;
  }

  async settle(season) {
    await this.house.empty();
    this.season = season;
    return this.house.serve(await settle(this.house, season, this.tour.lived, this.tour.houses));
  }

  /** The browser remembers nothing of what was here before. */
  async forget() {
    const cdp = await this.page.context().newCDPSession(this.page);
    await cdp.send('Storage.clearDataForOrigin', { origin: this.house.base, storageTypes: 'all' });
    await cdp.detach();
  }
}

/** What is wrong with a page, everything unfolded: what axe-core finds, what is wider than the window, no title or not one h1. */
export async function wrongs(page, { name }) {
  const found = [];
  await unfolded(page, async () => {
    found.push(...(await violations(page)));
    found.push(await overflow(page));
  });
  if (!(await page.title()).endsWith(' · ippo') || (await page.locator('main h1').count()) !== 1) found.push('no title or not one h1');
  return found.filter(Boolean).map((f) => `${name}: ${f}`);
}
