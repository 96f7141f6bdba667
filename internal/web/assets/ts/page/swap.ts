// Putting a new main in the old one's place without a reload: what was typed,
// opened and focused stays.

import { ours } from "../shared/door.js";

const patience = 8_000; // ms for a page

/** A page from the server; kept when it is an older copy from this device. */
export interface Loaded {
  doc: Document;
  kept: boolean;
}

/** Fetch a page; undefined when neither server nor device has it. */
export async function fetchPage(url: string, init: RequestInit = {}): Promise<Loaded | Response | undefined> {
  try {
    const response = await fetch(url, { ...init, headers: { Accept: "text/html" }, signal: AbortSignal.timeout(patience) });
    if (!ours(response)) return undefined; // somebody else's page
    const here = new URL(response.url).pathname === location.pathname;
    if (!response.ok || !here) return response;
    return parse(await response.text());
  } catch {
    return undefined;
  }
}

function parse(html: string): Loaded | undefined {
  const doc = new DOMParser().parseFromString(html, "text/html");
  const main = doc.querySelector("main");
  return main ? { doc, kept: "kept" in main.dataset } : undefined;
}

/** Whether a page is of another language, look or version than this one. */
export function differs(doc: Document): boolean {
  const of = (d: Document) => [d.documentElement.lang, d.documentElement.dataset["theme"], d.querySelector("script")?.getAttribute("src")].join();
  return of(doc) !== of(document);
}

/** Take over what stands around main: marks, title and date. */
export function takeFrame(doc: Document): void {
  document.title = doc.title;
  for (const what of ["body > svg", ".mast time"]) {
    const [old, fresh] = [document.querySelector(what), doc.querySelector(what)];
    if (old && fresh) old.replaceWith(document.adoptNode(fresh));
  }
}

/** Put fresh in the place of old. */
export function exchange(old: HTMLElement, fresh: HTMLElement): void {
  const focused = old.contains(document.activeElement) ? (document.activeElement as HTMLElement) : undefined;
  const want = focused && keyOf(focused);
  const goal = focused?.closest<HTMLElement>("[data-goal]")?.dataset["goal"];
  keepTyped(old, fresh);
  keepOpen(old, fresh);
  old.replaceWith(fresh);
  if (!want) return;
  const same = find(fresh, want);
  // What was pressed is gone when its answer is there: the way back takes the focus, or what to press in its place.
  const place = (goal && fresh.querySelector<HTMLElement>(`[data-goal="${goal}"]`)) || fresh;
  const first = (what: string) => place.querySelector<HTMLElement>(what);
  const next = same ?? first("[data-takeback]") ?? first(".press button") ?? first("[role=img]") ?? fresh;
  if (!next.matches(controls)) next.tabIndex = -1;
  next.focus({ preventScroll: true });
}

type Field = HTMLInputElement | HTMLTextAreaElement;

const fields = "input:not([type=hidden]), textarea";
const controls = "a, button, input, textarea, select, summary, [tabindex]";

/** What a control is, whatever page it stands on. */
function keyOf(e: HTMLElement): string {
  const form = e.closest("form");
  const goal = e.closest<HTMLElement>("[data-goal]")?.dataset["goal"] ?? "";
  const name = e.getAttribute("name") ?? "";
  const value = (e as HTMLInputElement).type === "radio" ? (e as HTMLInputElement).value : "";
  return [e.tagName, e.id, goal, form?.getAttribute("action") ?? "", name, value, name ? "" : e.textContent?.trim()].join("|");
}

function find(root: HTMLElement, key: string): HTMLElement | undefined {
  return [...root.querySelectorAll<HTMLElement>(controls)].find((e) => keyOf(e) === key);
}

function changed(f: Field): boolean {
  return ticks(f) ? f.checked !== f.defaultChecked : f.value !== f.defaultValue;
}

function ticks(f: Field): f is HTMLInputElement {
  return f.type === "radio" || f.type === "checkbox";
}

/** Whether the person has written or chosen something that was not sent. */
export function typed(root: HTMLElement): boolean {
  return [...root.querySelectorAll<Field>(fields)].some(changed);
}

function keepTyped(old: HTMLElement, fresh: HTMLElement): void {
  for (const f of [...old.querySelectorAll<Field>(fields)].filter(changed)) {
    const other = find(fresh, keyOf(f)) as Field | undefined;
    if (!other) continue;
    if (ticks(f)) (other as HTMLInputElement).checked = f.checked;
    else other.value = f.value;
  }
}

function keepOpen(old: HTMLElement, fresh: HTMLElement): void {
  const key = (d: Element) => keyOf(d.querySelector("summary") ?? (d as HTMLElement));
  const open = new Set([...old.querySelectorAll("details[open]")].map(key));
  for (const d of fresh.querySelectorAll("details")) if (open.has(key(d))) d.open = true;
}
