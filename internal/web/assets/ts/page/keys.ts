// Keys on the card that holds the focus, else on the first that is still open; off
// while something is typed or chosen. Shortcuts of the installed app lead to the
// same places, and change nothing by themselves (ruling 96).

import { main, part } from "./dom.js";

const cards = "section[data-goal]";
const typing = "input, select, textarea, [contenteditable]";

export function listen(): void {
  document.addEventListener("keydown", pressed);
  addEventListener("hashchange", arrive);
  // A browser goes to the address's own place once all is loaded, and takes the focus along.
  if (document.readyState === "complete") arrive();
  else addEventListener("load", () => setTimeout(arrive));
}

function pressed(e: KeyboardEvent): void {
  if (!("keys" in main().dataset) || e.defaultPrevented || e.isComposing || e.repeat) return;
  if (e.ctrlKey || e.metaKey || e.altKey || (e.shiftKey && e.key !== "?")) return;
  if (document.activeElement?.matches(typing) || document.querySelector("dialog[open]")) return;
  if (done(e.key)) e.preventDefault();
}

function done(key: string): boolean {
  switch (key) {
    case "s":
      return click("form[action='/stamp'] button");
    case "u":
      return click("[data-takeback]");
    case "m":
      return unfold("more");
    case "n":
      return unfold("not");
    case "?":
      return list();
  }
  const tab = /^[1-5]$/.test(key) ? document.querySelector<HTMLElement>(`.tabs li:nth-child(${key}) a`) : null;
  tab?.click();
  return tab !== null;
}

function card(): HTMLElement | null {
  const all = main();
  return document.activeElement?.closest<HTMLElement>(cards) ?? all.querySelector<HTMLElement>(`${cards}[data-state=open]`) ?? all.querySelector<HTMLElement>(cards);
}

function click(what: string): boolean {
  const button = card()?.querySelector<HTMLElement>(what);
  button?.click();
  return Boolean(button);
}

/** Open a choice of the card and put the focus in it. */
function unfold(what: string): boolean {
  const choice = card()?.querySelector<HTMLDetailsElement>(`.three details[id^="${what}"]`);
  if (!choice) return false;
  choice.open = true;
  choice.querySelector<HTMLElement>("input:not([type=hidden]), button")?.focus();
  return true;
}

/** The list of keys. */
function list(): boolean {
  const dialog = part("keys") as HTMLDialogElement | undefined;
  if (!dialog) return false;
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  return true;
}

/** Where an address with a shortcut leads. */
function arrive(): void {
  const what = location.hash.slice(1);
  if (what === "stamp") card()?.querySelector<HTMLElement>(".press button")?.focus();
  else if (what === "more" || what === "not") unfold(what);
}

/** The app's icon has a dot for as long as a card of today is open. */
export function badge(): void {
  if (!navigator.setAppBadge || location.pathname !== "/" || !("day" in main().dataset)) return;
  const open = "badge" in main().dataset && main().querySelector(`${cards}[data-state=open]`) !== null;
  void (open ? navigator.setAppBadge() : navigator.clearAppBadge()).catch(() => undefined); // no app is installed here
}
