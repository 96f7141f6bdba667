// The page's script only adds: no reload for a stamp, a queue for what is done
// without a network, a timer, and the truth when another device writes. Without
// it every form works as it is.

import { Clock } from "./clock.js";
import { announce, idle, main, say } from "./dom.js";
import { Drafts } from "./draft.js";
import { command, commandOf, pathOf } from "./forms.js";
import * as keys from "./keys.js";
import { inBackground, registerWorker } from "./install.js";
import { Live } from "./live.js";
import { draw, mended } from "./show.js";
import { differs, exchange, fetchPage, takeFrame, typed, type Loaded } from "./swap.js";
import { phone } from "./phone.js";
import * as timer from "./timer.js";
import * as zone from "./zone.js";
import * as outbox from "../shared/outbox.js";
import { reachable, send, type Outcome } from "../shared/send.js";
import type { SentCommand } from "../shared/wire.js";

const grace = 1_200; // ms before a stamp under way shows as waiting
const beat = 60_000;

class Page {
  private pristine = main().cloneNode(true) as HTMLElement;
  private shown = this.pristine;
  private kept = "kept" in main().dataset;
  private down = this.kept;
  private signedOut = false;
  private unreached = false;
  private door = false; // what stands in front of the server wants a sign-in
  private clock = new Clock(main().dataset, document.documentElement.lang, !this.kept);
  private readonly person = main().dataset["person"] ?? "";
  private readonly drafts = new Drafts(this.person);
  private readonly tabs = new BroadcastChannel("ippo");
  private readonly acting = new Set<unknown>(); // forms under way: a double click is one act
  private acted = false;
  private asking: Promise<void> = Promise.resolve(); // pages are asked for one after the other
  private asked = 0; // how many were asked for
  private newest = 0; // the one that is shown
  private here = ""; // the zone of this browser, where that is to be said today

  async begin(): Promise<void> {
    document.addEventListener("submit", (e) => void this.submitted(e));
    document.addEventListener("click", (e) => void this.clicked(e));
    document.addEventListener("invalid", tooMuch, true);
    document.addEventListener("change", unfold);
    keys.listen();
    keys.badge();
    addEventListener("online", () => void this.deliver());
    addEventListener("offline", () => void this.check()); // a server on this machine may still answer
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && void this.look());
    addEventListener("pageshow", (e) => e.persisted && void this.look());
    this.tabs.onmessage = () => void this.look();
    addEventListener("storage", () => void this.redraw()); // a timer of another tab
    setInterval(() => void this.look(), beat);
    if (this.tracked()) new Live((head) => void this.heard(head), () => void this.check());
    if (!this.kept) await idle(); // the page is true as it came; an older copy has more to say
    await outbox.change((r) => r.gone === true, () => undefined).catch(() => undefined);
    // A page that has just come shows everything that was taken before, also after a restore.
    await outbox.forget(this.kept || this.acted ? this.head() : Infinity).catch(() => undefined);
    this.here = zone.toSay(this.person, this.pristine.dataset["zone"] ?? "", this.clock);
    if (zone.note(this.pristine, this.here)) this.shown = main().cloneNode(true) as HTMLElement;
    await this.redraw();
    await this.deliver();
  }

  /** Whether the page says which head of the journal it was made at. */
  private tracked(): boolean {
    return "head" in this.pristine.dataset;
  }

  private head(): number {
    return Number(this.pristine.dataset["head"] ?? 0);
  }

  private async rows(): Promise<outbox.Row[]> {
    const rows = await outbox.all().catch(() => []);
    return rows.filter((r) => r.person === this.person);
  }

  /** Draw main anew from the server's copy and what waits. */
  private async redraw(): Promise<void> {
    const { clock, down, signedOut, kept, unreached, door } = this;
    const rows = await this.rows();
    // Nothing to add to what stands there: a long page is not copied and compared for that.
    if (this.shown === this.pristine && rows.length === 0 && !down && !signedOut && !unreached && !timer.runs()) return;
    const fresh = this.pristine.cloneNode(true) as HTMLElement;
    const day = draw(fresh, { rows, clock, down, signedOut, kept, unreached, door });
    timer.draw(fresh, this.person, clock);
    if (fresh.isEqualNode(this.shown)) return;
    this.shown = fresh.cloneNode(true) as HTMLElement;
    if (day && day !== fresh.dataset["day"]) dateLine(day, clock.date(day));
    exchange(main(), fresh);
    keys.badge();
    timer.run(clock, () => void this.redraw());
  }

  /** Take over a page that the server made, unless one that was asked for later is there already. */
  private async take(got: Loaded, asked: number): Promise<void> {
    if (asked < this.newest) return;
    this.newest = asked;
    if (differs(got.doc) && !typed(main())) return location.reload();
    takeFrame(got.doc);
    this.pristine = document.adoptNode(got.doc.querySelector("main") as HTMLElement);
    zone.note(this.pristine, this.here);
    this.kept = this.down = got.kept;
    this.unreached = this.door = false;
    this.clock = new Clock(this.pristine.dataset, document.documentElement.lang, !got.kept);
    await outbox.forget(this.head()).catch(() => undefined);
    await this.redraw();
  }

  /**
   * Ask the server for this page anew, if that is still needed when its turn
   * has come: what a page says once would go with a second page.
   */
  private reload(needed: () => boolean | Promise<boolean>): Promise<void> {
    const turn = this.asking.then(async () => {
      if (await needed()) await this.fetchAnew();
    });
    this.asking = turn.catch(() => undefined);
    return turn;
  }

  private async fetchAnew(): Promise<void> {
    const asked = ++this.asked;
    const got = await fetchPage(location.href);
    if (got instanceof Response) {
      if (got.ok) location.assign(got.url); // it leads elsewhere now
      else if (got.status === 401 && !typed(main())) location.reload(); // signed out elsewhere: nothing stays on the screen
      return;
    }
    if (got && !got.kept) return this.take(got, asked);
    await this.away();
  }

  /** The server did not answer: is it gone, or does somebody else answer in its place? */
  private async away(): Promise<void> {
    this.down = true;
    this.door = (await reachable()) === "door";
    await this.redraw();
  }

  /** Send what waits, then show what the server makes of it. */
  private async deliver(): Promise<Outcome> {
    const before = (await this.rows()).some(outbox.waits);
    // The next page tells what was just done, whoever happens to send it.
    const outcome = await send(() => this.acting.size > 0, this.down).catch((): Outcome => "later");
    this.signedOut = outcome === "signin";
    this.door = outcome === "door";
    if (outcome === "unreachable" || this.door) this.down = true;
    if (outcome === "sent") this.tabs.postMessage("sent");
    await outbox.forget(this.head()).catch(() => undefined);
    // Another tab or the worker may have sent what this page has not seen yet.
    const stale = async () => this.down || (this.tracked() && (await this.rows()).some((r) => (r.taken ?? 0) > this.head()));
    if ((outcome === "sent" || outcome === "empty") && (await stale())) await this.reload(stale);
    else if (before || this.door) await this.redraw();
    if (outcome === "unreachable") await inBackground();
    return outcome;
  }

  /** The page is looked at again, or a minute has passed: is it still true? */
  private async look(): Promise<void> {
    const waiting = (await this.rows()).some(outbox.waits);
    if (waiting || this.down) await this.deliver();
    else if (this.over()) await this.reload(() => this.over());
    await this.redraw();
  }

  /** Whether the day of the page is over. */
  private over(): boolean {
    const day = this.pristine.dataset["day"] ?? "";
    return this.tracked() && day !== "" && this.clock.today() > day;
  }

  /** The line to the server broke: is the server there? */
  private async check(): Promise<void> {
    if (this.tracked() && !(await this.rows()).some(outbox.waits)) await this.reload(() => true);
    else await this.deliver();
  }

  private async heard(head: number): Promise<void> {
    if (this.down) await this.deliver();
    const news = () => head !== this.head() && this.acting.size === 0;
    if (news()) await this.reload(news);
  }

  private async submitted(e: SubmitEvent): Promise<void> {
    const form = e.target as HTMLFormElement;
    if (form.method !== "post" && !form.dataset["mend"]) return;
    if (!main().contains(form) || this.person === "" || "plain" in form.dataset) return;
    const data = new FormData(form, e.submitter);
    if (form.dataset["mend"]) {
      e.preventDefault();
      return this.mend(form.dataset["mend"], data);
    }
    if (pathOf(form) === "/timer") {
      if (!timer.start(form, data, this.person, this.clock)) return;
      e.preventDefault();
      await this.redraw();
      return;
    }
    const made = commandOf(form, data, this.clock);
    if (made) {
      e.preventDefault();
      this.unreached = false;
      await this.act(made, form, () => plainly(form, e.submitter as HTMLElement | null));
    } else if (this.down && ["/more", "/word"].includes(pathOf(form))) {
      e.preventDefault(); // nothing was written yet
      form.querySelector<HTMLElement>("input:not([type=hidden])")?.focus();
    } else if (location.pathname === "/") {
      e.preventDefault();
      await this.post(form, data, e.submitter);
    } else if (this.down) {
      e.preventDefault();
      await this.afterAll(form, e.submitter);
    }
  }

  /** Do a command: it is on the disk before anything is sent. */
  private async act(made: SentCommand, key: unknown, instead: () => void = () => undefined): Promise<void> {
    if (this.acting.has(key)) return; // the second click of a double click
    this.acting.add(key);
    this.acted = true;
    try {
      await outbox.add(this.person, made);
    } catch {
      this.acting.delete(key);
      return instead();
    }
    if (key instanceof HTMLFormElement) {
      key.reset();
      await this.drafts.sent(key);
    }
    if (made.kind === "stamp" && "goal" in made.body) timer.clear(made.body.goal);
    const slow = setTimeout(() => void this.redraw(), this.down ? 0 : grace);
    const outcome = await this.deliver();
    clearTimeout(slow);
    this.acting.delete(key);
    const sent = outcome === "sent" || outcome === "empty"; // nothing waits any more
    if (!sent) this.tabs.postMessage("waits"); // so that other tabs show it, too
    announce(sent ? told("goal" in made.body ? made.body.goal : undefined) : say("away_kept"));
  }

  /** Send a form that only the server can take, without a reload. */
  private async post(form: HTMLFormElement, data: FormData, by: HTMLElement | null): Promise<void> {
    if (this.acting.has(form)) return;
    this.acting.add(form);
    const body = new URLSearchParams([...data].map(([k, v]) => [k, String(v)]));
    const asked = ++this.asked;
    const got = await fetchPage(form.action, { method: "POST", body });
    this.acting.delete(form);
    if (got === undefined) return this.complain();
    if (got instanceof Response) return plainly(form, by); // refused or led elsewhere: the server's own page says it
    form.reset();
    await this.drafts.sent(form);
    await this.take(got, asked);
    announce(told());
    this.tabs.postMessage("sent");
  }

  /** A form of another page, while no server answered: ask once more. */
  private async afterAll(form: HTMLFormElement, by: HTMLElement | null): Promise<void> {
    if ((await reachable()) === "there") plainly(form, by);
    else await this.complain();
  }

  private async complain(): Promise<void> {
    this.unreached = true;
    await this.away();
    announce(say("unreached"));
    main().querySelector("[data-part=away]")?.scrollIntoView({ block: "nearest" });
  }

  private async clicked(e: MouseEvent): Promise<void> {
    const on = (e.target as Element).closest<HTMLElement>("[data-back], [data-drop], [data-stop], [data-print]");
    if (!on) return;
    if ("print" in on.dataset) return print();
    const id = on.dataset["back"];
    if (id) {
      if (await outbox.takeBack(id)) await this.redraw();
      else await this.act(command("undo", { target: id }, this.clock), id);
      this.tabs.postMessage("changed");
    } else if ("drop" in on.dataset) {
      const mend = on.closest<HTMLElement>("[data-mend]")?.dataset["mend"];
      await outbox.change((r) => r.command.id === mend, (r) => ({ ...r, gone: true }));
      await this.redraw();
    } else if (main().querySelector("[data-state=timer]")) {
      e.preventDefault();
      timer.clear();
      await this.redraw();
    }
  }

  /** Send a refused command once more, as it was mended. */
  private async mend(id: string, data: FormData): Promise<void> {
    await outbox.change((r) => r.command.id === id, ({ seq, person, command, sent }) => ({ seq, person, sent, command: mended(command, data) }));
    await this.deliver();
  }
}

/** The date in the corner, when the page's own day is over. */
function dateLine(day: string, text: string): void {
  const time = document.querySelector<HTMLTimeElement>(".mast time");
  if (!time) return;
  time.dateTime = day;
  time.textContent = text;
}

/** What the page says after a form: its note, or the mark and the sentence of the card. */
function told(goal?: string): string {
  const note = main().querySelector(".note[data-once] p");
  if (note) return note.textContent ?? "";
  const press = main().querySelector(goal ? `[data-goal="${goal}"] .press` : ".press:has(.inked)");
  const seal = press?.querySelector(".inked")?.getAttribute("aria-label") ?? "";
  return [seal, press?.querySelector(".say")?.textContent].filter(Boolean).join(". ");
}

/** A choice that needs words opens the fields for them. */
function unfold(e: Event): void {
  const { form, name, value } = e.target as HTMLInputElement;
  if (name !== "decision") return;
  for (const d of form?.querySelectorAll<HTMLDetailsElement>("details[data-opens]") ?? []) {
    if (d.dataset["opens"]?.split(" ").includes(value)) d.open = true;
  }
}

/** A number larger than its field takes is answered beside the field, in the person's language. */
function tooMuch(e: Event): void {
  const field = e.target as HTMLInputElement;
  const words = field.dataset["limit"];
  const hint = document.getElementById(field.getAttribute("aria-describedby") ?? "");
  if (!words || !hint || !field.validity.rangeOverflow) return;
  e.preventDefault();
  const strong = document.createElement("strong");
  strong.textContent = words;
  hint.replaceChildren(strong);
  field.setAttribute("aria-invalid", "true");
  field.focus();
}

/** Send a form as without a script. */
function plainly(form: HTMLFormElement, by: HTMLElement | null): void {
  if (by instanceof HTMLButtonElement && by.name) {
    const field = document.createElement("input");
    field.type = "hidden";
    field.name = by.name;
    field.value = by.value;
    form.append(field);
  }
  HTMLFormElement.prototype.submit.call(form);
}

phone(); // before the page is remembered as it came
void new Page().begin();
if (document.readyState === "complete") void idle().then(registerWorker);
else addEventListener("load", () => void idle().then(registerWorker));
