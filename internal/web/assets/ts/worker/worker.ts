// The service worker keeps the shell and the last Today and goal pages, and
// sends what waits when the browser says that the network is back.

import { ours, passes } from "../shared/door.js";
import { send } from "../shared/send.js";

// The server puts these in front, from the files it holds.
declare const VERSION: string;
declare const SHELL: string[];
declare const self: ServiceWorkerGlobalScope;

const shell = `shell-${VERSION}`;
const pages = `pages-${VERSION}`;
const patience = 4_000; // ms before an older copy of a page is shown

self.addEventListener("install", (e) => e.waitUntil(install()));
self.addEventListener("activate", (e) => e.waitUntil(activate()));
self.addEventListener("fetch", (e) => {
  const url = new URL(e.request.url);
  if (url.origin !== location.origin || passes(url.pathname)) return;
  if (e.request.method === "POST" && e.request.mode === "navigate") e.respondWith(form(e.request));
  if (e.request.method !== "GET") return;
  if (url.pathname.startsWith("/static/")) e.respondWith(fromShell(e.request));
  else if (isPage(e.request)) e.respondWith(page(e, url));
});
self.addEventListener("message", (e) => {
  const paths = (e.data as { keep?: string[] }).keep;
  if (paths) e.waitUntil(keepMissing(paths));
});
// Background Sync is not in every browser, nor in the types of this one.
self.addEventListener("sync" as "message", (e: ExtendableEvent) => e.waitUntil(deliver()));

/** The new version takes along what the old one kept, made anew. */
async function install(): Promise<void> {
  await (await caches.open(shell)).addAll(SHELL);
  const paths = new Set(["/", "/offline"]);
  for (const name of await caches.keys()) {
    if (!name.startsWith("pages-")) continue;
    for (const r of await (await caches.open(name)).keys()) paths.add(new URL(r.url).pathname);
  }
  await Promise.allSettled([...paths].map(refresh));
  await self.skipWaiting();
}

async function activate(): Promise<void> {
  for (const name of await caches.keys()) {
    if (/^(shell|pages)-/.test(name) && name !== shell && name !== pages) await caches.delete(name);
  }
  await self.clients.claim();
}

function isPage(request: Request): boolean {
  return request.mode === "navigate" || (request.headers.get("Accept") ?? "").startsWith("text/html");
}

function keeps(path: string): boolean {
  return path === "/" || path === "/offline" || /^\/goals\/[^/]+$/.test(path);
}

/** Files under hashed names never change. */
async function fromShell(request: Request): Promise<Response> {
  const have = await caches.match(request);
  if (have) return have;
  const response = await fetch(request);
  if (response.ok) await (await caches.open(shell)).put(request, response.clone());
  return response;
}

/** The server's page, or its last copy when no server answers in time. */
async function page(e: FetchEvent, url: URL): Promise<Response> {
  const asked = fetch(e.request).then((r) => (r.status >= 502 && r.status <= 504 ? Promise.reject(r) : r));
  e.waitUntil(asked.then((r) => store(url, r.clone()), () => undefined));
  const have = await copyOf(url.pathname);
  try {
    return await (have ? Promise.race([asked, late()]) : asked);
  } catch (broken) {
    return have ?? (await copyOf("/offline")) ?? (broken instanceof Response ? broken : Response.error());
  }
}

/** A form whose server does not answer gives the person's words back. */
async function form(request: Request): Promise<Response> {
  const written = (request.headers.get("Content-Type") ?? "").startsWith("application/x-www-form-urlencoded");
  const copy = written ? request.clone() : undefined;
  try {
    const response = await fetch(request);
    return response.status === 413 && !ours(response) ? await tooLarge(response) : response;
  } catch {
    const page = await copyOf("/offline");
    if (!page) return Response.error();
    const words = copy ? wordsOf(await copy.text()) : [];
    const html = (await page.text())
      .replace("data-away", "hidden")
      .replace("data-unsent hidden", "data-unsent")
      .replace("></textarea>", () => `>${words.map(escaped).join("\n")}</textarea>`);
    return new Response(html, { status: 503, headers: page.headers });
  }
}

/** A proxy in front takes less than ippo does; its own page would not say what to do. */
async function tooLarge(refused: Response): Promise<Response> {
  const page = await copyOf("/offline");
  if (!page) return refused;
  const html = (await page.text()).replace("data-away", "hidden").replace("data-large hidden", "data-large");
  return new Response(html, { status: 413, headers: page.headers });
}

/** What a person wrote in a form, without ids, days and numbers. */
function wordsOf(body: string): string[] {
  return [...new URLSearchParams(body).values()].filter((v) => /\p{L}/u.test(v) && (v.length > 12 || v.includes(" ")) && !/^[\da-f-]{36}$/.test(v));
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

function late(): Promise<never> {
  return new Promise((_, reject) => setTimeout(reject, patience));
}

/** Keep a page for later; a person who is not signed in any more leaves nothing. */
async function store(url: URL, response: Response): Promise<void> {
  if (!ours(response)) return; // a door in front, or a network with a page of its own
  if (response.status === 401) {
    await caches.delete(pages);
    return;
  }
  const html = (response.headers.get("Content-Type") ?? "").startsWith("text/html");
  if (!response.ok || response.redirected || !html || url.search || !keeps(url.pathname)) return;
  const owner = person(await response.clone().text());
  if (!owner) return; // not a page of ours: some networks answer with their own
  const cache = await caches.open(pages);
  const before = await cache.match("/");
  if (before && person(await before.text()) !== owner) await caches.delete(pages);
  const offline = await cache.match("/offline");
  await (await caches.open(pages)).put(url.pathname, response.clone());
  if (url.pathname === "/" && offline?.headers.get("Content-Language") !== response.headers.get("Content-Language")) await refresh("/offline");
}

function person(html: string): string | undefined {
  return /data-person="(\w+)"/.exec(html)?.[1];
}

/** A kept page that says so, for the page's script. */
async function copyOf(path: string): Promise<Response | undefined> {
  const have = await (await caches.open(pages)).match(path);
  if (!have) return undefined;
  const headers = new Headers(have.headers);
  headers.delete("Content-Encoding");
  headers.delete("Content-Length");
  const html = (await have.text()).replace('<main id="main"', '<main id="main" data-kept');
  return new Response(html, { status: have.status, headers });
}

async function refresh(path: string): Promise<void> {
  await store(new URL(path, location.origin), await fetch(path, { headers: { Accept: "text/html" } }));
}

async function keepMissing(paths: string[]): Promise<void> {
  const cache = await caches.open(pages);
  for (const path of paths.filter(keeps)) {
    if (!(await cache.match(path))) await refresh(path).catch(() => undefined);
  }
}

/** A sync event that ends in an error is tried again by the browser. */
async function deliver(): Promise<void> {
  const outcome = await send();
  if (outcome === "sent") {
    await refresh("/").catch(() => undefined); // so that the copy shows what was sent
    new BroadcastChannel("ippo").postMessage("sent");
  }
  if (outcome === "unreachable" || outcome === "later" || outcome === "door") throw new Error(outcome);
}
