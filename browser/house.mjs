// A server of its own for each test, on a database of its own, and browsers
// that watch what no page may do.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import readline from 'node:readline';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const here = path.dirname(fileURLToPath(import.meta.url));
const binary = process.env.IPPO_BINARY ?? path.resolve(here, '../ippo');
export const flags = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** The languages that are offered; English first. */
export const languages = ['en', ...JSON.parse(fs.readFileSync(path.resolve(here, '../internal/library/lang/complete.json'), 'utf8'))];

export const shots = path.join(here, 'shots');
export const phone = { width: 390, height: 844 };
export const desktop = { width: 1280, height: 900 };

export const launch = (options = {}) => chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: flags, ...options });

// What Chromium says of an answer that did not come, or that was not 200.
const unanswered = /^Failed to load resource: (net::ERR_|the server responded with a status of)/;

/** A folder with a database, and the server and terminal that use it. */
export class House {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ippo-browser-'));
  address = '127.0.0.1:0';
  /** What else ippo serve is told. */
  options = [];
  contexts = new Set();
  others = [];
  /** What a page did that none may do; a test ends with none. */
  faults = [];
  /** Is told every answer that comes. */
  heard;
  /** What a test provokes: patterns of faults that are none there. */
  bears = [];

  /** A house for one test: it is left clean, and without a fault. */
  static for(t) {
    const house = new House();
    t.after(async () => assert.deepEqual(await house.close(), [], 'a page did what none may do'));
    return house;
  }

  /** Another house that is taken down together with this one. */
  another() {
    const other = new House();
    this.others.push(other);
    return other;
  }

  /** The environment of a process; its clock stands at now. */
  env(now) {
    return { PATH: process.env.PATH, HOME: this.folder, IPPO_DATABASE: path.join(this.folder, 'ippo.db'), IPPO_NOW: now, TZ: 'Europe/Berlin', LANG: 'C.UTF-8' };
  }

  /** A command in the terminal, at a moment. */
  ippo(now, ...args) {
    return execFileSync(binary, args, { env: this.env(now), encoding: 'utf8' });
  }

  json(now, ...args) {
    return JSON.parse(this.ippo(now, ...args, '--json'));
  }

  /** Start the server, or start it again at another moment on the same address; gives the sign-in link. */
  async serve(now) {
    await this.stop();
    const server = spawn(binary, ['serve', '--listen', this.address, '--no-open', ...this.options], { env: this.env(now), stdio: ['ignore', 'pipe', 'pipe'] });
    this.server = server;
    this.now = now;
    readline.createInterface(server.stderr).on('line', (line) => {
      if (!/level=(INFO|DEBUG)/.test(line)) this.fault(`server: ${line}`);
    });
    const gone = once(server, 'exit').then(() => Promise.reject(new Error(`ippo serve ended: ${this.faults.join('\n')}`)));
    gone.catch(() => undefined); // it ends one day, and then nobody waits any more
    const [link] = await Promise.race([once(readline.createInterface(server.stdout), 'line'), gone]);
    const { port, host } = new URL(link);
    this.address = `127.0.0.1:${port}`; // it listens there, whatever name leads to it
    this.base = `http://${host}`;
    return link;
  }

  async stop() {
    if (!this.server || this.server.exitCode !== null || this.server.signalCode !== null) return;
    const gone = once(this.server, 'exit');
    this.server.kill('SIGTERM');
    await gone;
  }

  /** Takes the server down and everything out of the house. */
  async empty() {
    await this.stop();
    for (const name of fs.readdirSync(this.folder)) fs.rmSync(path.join(this.folder, name), { recursive: true, force: true });
  }

  /** A sign-in link for another device. */
  link(now = this.now) {
    return this.ippo(now, 'serve', '--link', '--listen', this.address).trim();
  }

  /** A browser profile that is signed in, with one page. */
  async visit(browser, link, now = this.now, options = {}) {
    const context = await this.profile(browser, options);
    const page = await this.open(context, now);
    await page.goto(link);
    return { context, page };
  }

  /** A browser profile, watched. */
  async profile(browser, options = {}) {
    const context = await browser.newContext({ viewport: phone, locale: 'en-GB', timezoneId: 'Europe/Berlin', ...options });
    context.setDefaultTimeout(60_000); // a machine that tests is a slow one
    this.watch(context);
    // A breach of the content policy is told twice: by the browser's console and by its own event.
    await context.addInitScript(() => {
      addEventListener('securitypolicyviolation', (e) => console.error(`Content Security: ${e.violatedDirective} ${e.blockedURI}`));
    });
    return context;
  }

  /** Another tab, whose clock says now. */
  async open(context, now = this.now) {
    this.watch(context);
    const page = await context.newPage();
    await page.clock.setFixedTime(now);
    return page;
  }

  watch(context) {
    if (this.contexts.has(context)) return;
    this.contexts.add(context);
    context.on('weberror', (e) => this.fault(`page error: ${e.error()}`));
    context.on('console', (m) => {
      if (m.type() === 'error' || /Content Security/.test(m.text())) this.fault(`console: ${m.text()} (${m.location().url})`);
    });
    context.on('request', (r) => {
      if (!r.url().startsWith(`${this.base}/`) && !/^(data|blob|about):/.test(r.url())) this.fault(`another host: ${r.url()}`);
    });
    context.on('response', (r) => {
      this.heard?.(r);
      if (r.status() >= 500) this.fault(`status ${r.status()}: ${r.url()}`);
    });
  }

  fault(text) {
    if (!this.bears.some((b) => b.test(text))) this.faults.push(text);
  }

  /** From here on answers may be missing or refused: the test takes the network away or knocks at closed doors. */
  bear(...patterns) {
    this.bears.push(...(patterns.length > 0 ? patterns : [new RegExp(unanswered.source.replace('^', '^console: '))]));
  }

  /** Closes what was opened and removes the folder; answers the faults. */
  async close() {
    for (const c of this.contexts) await c.close();
    for (const other of this.others) await other.close();
    await this.stop();
    fs.rmSync(this.folder, { recursive: true, force: true });
    return this.faults;
  }
}

/** The worker is there, controls the page and has kept what it wants to keep. */
export async function settled(page, paths = ['/', '/offline', '/goals/fitness']) {
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.waitForFunction(async (wanted) => {
    const names = await caches.keys();
    const pages = names.find((n) => n.startsWith('pages-'));
    const kept = pages ? (await (await caches.open(pages)).keys()).map((r) => new URL(r.url).pathname) : [];
    return navigator.serviceWorker.controller && wanted.every((p) => kept.includes(p));
  }, paths);
}

/**
 * Waits until a claim holds: what an act leads to comes in its own time, and a
 * slow machine takes longer. It ends with the claim's own words when it never does.
 */
export async function holds(claim, patience = 30_000) {
  for (const end = performance.now() + patience; ; await new Promise((again) => setTimeout(again, 50))) {
    try {
      return await claim();
    } catch (e) {
      if (performance.now() > end) throw e;
    }
  }
}

/** Waits until nothing waits on this device any more. */
export const emptied = (page) => holds(async () => assert.deepEqual(await queue(page), []));

/** What waits on this device. */
export const queue = (page) =>
  page.evaluate(
    () =>
      new Promise((done) => {
        const asked = indexedDB.open('ippo', 1);
        asked.onupgradeneeded = () => asked.transaction.abort();
        asked.onerror = () => done([]);
        asked.onsuccess = () => {
          const all = asked.result.transaction('outbox').objectStore('outbox').getAll();
          all.onsuccess = () => {
            asked.result.close();
            done(all.result);
          };
        };
      }),
  );
