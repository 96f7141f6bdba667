// Words are kept while they are typed: on this device at once, on the server when
// the hand rests. A page says "Saved 07:42" only when the server said so.

import { announce, main } from "./dom.js";
import * as words from "./words.js";
import * as outbox from "../shared/outbox.js";
import { send } from "../shared/send.js";

const rest = 700; // ms without a key
const pause = 2_000; // ms between two requests
const again = 20_000; // ms until a server that is gone is asked once more
const leaving = 60_000; // bytes that a browser sends of a page that it leaves

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

interface Answer {
  sentence?: string;
  sent?: boolean;
  fields?: Record<string, string[]>;
}

export class Drafts {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private last = 0;
  private sending: Promise<void> = Promise.resolve();
  private readonly typedHere = new Map<string, words.Typed>();
  private readonly done = new Set<number>(); // texts that the server keeps
  private readonly gone = new WeakSet<HTMLFormElement>(); // forms on their way

  constructor(private readonly person: string) {
    if (person === "") return;
    for (const what of ["input", "change"]) document.addEventListener(what, (e) => void this.typed(e.target as Field));
    addEventListener("pagehide", () => {
      words.stash(this.person, this.unkept());
      void this.leave();
    });
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && void this.leave());
    addEventListener("online", () => void this.flush());
    document.addEventListener("submit", (e) => this.submitted(e), true);
    void this.begin();
  }

  /** Bring back what this device has and no server said it kept. */
  private async begin(): Promise<void> {
    const removed = number(main().dataset["removed"]);
    await words.unstash(this.person).catch(() => undefined);
    const all = await this.rows();
    await words.forget(all.filter((t) => t.removed < removed)); // words were removed since: they are not sent
    await this.flush(true);
  }

  private rows(): Promise<words.Typed[]> {
    return words.of(this.person).catch(() => []);
  }

  private async typed(field: Field): Promise<void> {
    const form = field.form;
    if (!form || !draft(form) || !keeps(field)) return;
    const name = prefix(form) + field.name;
    const key = [this.person, draft(form), name].join(" ");
    const data = new FormData(form);
    this.gone.delete(form);
    unsaid(form);
    this.later(rest);
    const t: words.Typed = {
      key, name, person: this.person, form: draft(form), values: read(form, field.name), at: Date.now(), mark: Math.random(),
      page: document.title, id: String(data.get("id") ?? ""), seen: number(data.get("seen")), removed: number(main().dataset["removed"]),
    };
    this.typedHere.set(key, t);
    await words.put(t).catch(() => undefined); // a browser that keeps nothing still sends
  }

  private later(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.flush(), Math.max(ms, this.last + pause - Date.now()));
  }

  /** Send what waits, form by form; fill says that the page just came. */
  private flush(fill = false): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.last = Date.now();
    this.sending = this.sending.then(() => this.sendAll(fill)).catch(() => undefined);
    return this.sending;
  }

  private async sendAll(fill: boolean): Promise<void> {
    for (const texts of byForm(await this.rows())) {
      const form = formOf(texts[0]?.form ?? "");
      if (form && this.gone.has(form)) continue;
      const [answer, ok] = await this.post(texts);
      if (ok) await this.forget(texts);
      if (!form) continue;
      if (fill && !answer.sent) {
        for (const t of texts) if (!this.typedHere.has(t.key)) write(form, t.name, t.values);
      }
      for (const [name, values] of Object.entries(answer.fields ?? {})) {
        if (texts.some((t) => t.name === name)) write(form, name, values);
      }
      if (!answer.sent && !(ok && this.waits(form))) say(form, answer.sentence);
      if (!ok && !answer.sentence) this.later(again);
    }
  }

  /** What was typed on this page and not kept by the server, but for forms on their way. */
  private unkept(): words.Typed[] {
    return [...this.typedHere.values()].filter((t) => !this.done.has(t.mark) && !this.gone.has(formOf(t.form) as HTMLFormElement));
  }

  private forget(texts: words.Typed[]): Promise<void> {
    for (const t of texts) this.done.add(t.mark);
    return words.forget(texts);
  }

  private async post(texts: words.Typed[], keepalive = false): Promise<[Answer, boolean]> {
    try {
      const got = await fetch(`/drafts/${texts[0]?.form}`, {
        method: "POST", keepalive, body: body(texts),
        headers: { "Content-Type": "application/json", Accept: "application/json" },
      });
      return [got.status === 200 || got.status === 422 ? ((await got.json()) as Answer) : {}, got.ok];
    } catch {
      return [{}, false];
    }
  }

  /** The page goes: what the hand has not rested from is sent behind it, and at once: nothing can be waited for. */
  private async leave(): Promise<void> {
    if (this.timer === undefined) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    for (const texts of byForm(this.unkept())) {
      const form = formOf(texts[0]?.form ?? "");
      const small = new Blob([body(texts)]).size < leaving;
      const [answer, ok] = await this.post(texts, small);
      if (!ok) continue;
      await this.forget(texts);
      if (form && !this.waits(form)) say(form, answer.sentence);
    }
  }

  /** Whether something was typed into a form since its words were sent: it is not said to be saved then. */
  private waits(form: HTMLFormElement): boolean {
    return this.unkept().some((t) => formOf(t.form) === form);
  }

  private submitted(e: Event): void {
    const form = e.target as HTMLFormElement;
    if (draft(form)) this.gone.add(form);
    else if (new URL(form.action).pathname === "/signout" && !("asked" in form.dataset) && !(e as SubmitEvent).submitter?.hasAttribute("name")) {
      e.preventDefault();
      void this.signOut(form);
    }
  }

  /** What a form was sent with is nothing to bring back any more. */
  async sent(form: HTMLFormElement): Promise<void> {
    if (draft(form)) await words.forget((await this.rows()).filter((t) => t.form === draft(form)));
  }

  /** What could not be sent before signing out is named, and stays under the person's tag. */
  private async signOut(form: HTMLFormElement): Promise<void> {
    await Promise.all([this.flush(), send().catch(() => undefined)]);
    const left = new Set((await this.rows()).map((t) => t.page.replace(/ · ippo$/, "")));
    const acts = await outbox.all().catch(() => []);
    if (acts.some((r) => r.person === this.person && outbox.waits(r))) left.add(document.querySelector(".tabs a")?.textContent?.trim() ?? "");
    form.dataset["asked"] = "";
    if ("caches" in self) for (const name of await caches.keys()) if (name.startsWith("pages-")) await caches.delete(name);
    const told = form.querySelector<HTMLElement>("[data-left]");
    if (left.size === 0 || !told) return form.submit();
    told.hidden = false;
    told.textContent = (told.dataset["left"] ?? "").replace("[n]", [...left].join("; "));
  }
}

function draft(form: HTMLFormElement): string {
  return form.dataset["draft"] ?? "";
}

function prefix(form: HTMLFormElement): string {
  return form.dataset["prefix"] ?? "";
}

function formOf(name: string): HTMLFormElement | undefined {
  return [...document.forms].find((f) => draft(f) === name);
}

function keeps(f: Field): boolean {
  return f.name !== "" && !("notKept" in f.dataset) && !["hidden", "password", "file", "submit", "button"].includes(f.type);
}

function ticks(f: Field): f is HTMLInputElement {
  return f.type === "radio" || f.type === "checkbox";
}

function fieldsOf(form: HTMLFormElement, name: string): Field[] {
  return ([...form.elements] as Field[]).filter((f) => f.name === name && keeps(f));
}

function read(form: HTMLFormElement, name: string): string[] {
  return fieldsOf(form, name).filter((f) => !ticks(f) || f.checked).map((f) => f.value);
}

function write(form: HTMLFormElement, name: string, values: string[]): void {
  if (!name.startsWith(prefix(form))) return;
  fieldsOf(form, name.slice(prefix(form).length)).forEach((f, i) => {
    if (ticks(f)) f.checked = values.includes(f.value);
    else f.value = values[i] ?? "";
  });
}

let heard = ""; // what was announced last: a sentence is read out once, so at most once a minute

/** Say when it was kept, or that it was not. */
function say(form: HTMLFormElement, sentence: string | undefined): void {
  const line = form.querySelector<HTMLElement>("[data-saved]");
  if (!line) return;
  const text = sentence ?? line.dataset["notSaved"] ?? "";
  line.textContent = text;
  if (heard !== text) announce((heard = text));
}

/** What was typed now is not kept yet. */
function unsaid(form: HTMLFormElement): void {
  const line = form.querySelector<HTMLElement>("[data-saved]");
  if (line) line.textContent = "\u00a0";
}

/** By form, and by the page that they were typed on: a page sends its form once. */
function byForm(all: words.Typed[]): words.Typed[][] {
  const groups = new Map<string, words.Typed[]>();
  for (const t of all) groups.set(`${t.form} ${t.id}`, [...(groups.get(`${t.form} ${t.id}`) ?? []), t]);
  return [...groups.values()];
}

function body(texts: words.Typed[]): string {
  const newest = texts.reduce((a, b) => (b.at > a.at ? b : a));
  const fields = Object.fromEntries(texts.map((t) => [t.name, { values: t.values, at: t.at }]));
  return JSON.stringify({ person: newest.person, id: newest.id, seen: newest.seen, now: Date.now(), fields });
}

function number(x: unknown): number {
  return Number(x ?? 0) || 0;
}
