// The service worker, seen from the page.

import { main } from "./dom.js";

/** Ask the browser to send later, where it can, and to keep what waits. */
export async function inBackground(): Promise<void> {
  const worker = await navigator.serviceWorker?.getRegistration();
  const sync = (worker as { sync?: { register(tag: string): Promise<void> } } | undefined)?.sync;
  await sync?.register("outbox").catch(() => undefined); // not allowed here: the page sends when it is opened
  await navigator.storage?.persist?.().catch(() => false);
}

/** Let the worker control the pages, and keep the goals that this page leads to. */
export async function registerWorker(): Promise<void> {
  if (!navigator.serviceWorker || main().dataset["person"] === undefined) return;
  await navigator.serviceWorker.register("/sw.js", { updateViaCache: "none" }).catch(() => undefined); // it works without
  const worker = (await navigator.serviceWorker.ready).active;
  const goals = [...document.querySelectorAll<HTMLAnchorElement>("main a[href^='/goals/']")].map((a) => a.pathname);
  worker?.postMessage({ keep: [...new Set(goals)] });
}
