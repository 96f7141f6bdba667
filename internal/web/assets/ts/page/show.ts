// What waits is drawn onto the page that the server made: the ink on paper is
// there, only its mark says that it has not been sent.

import { between, plus, weekdayOf, type Clock } from "./clock.js";
import { part, say } from "./dom.js";
import { waits, type Row } from "../shared/outbox.js";
import type { Remark, SentCommand, Stamp, Undo } from "../shared/wire.js";

/** What is known beside the page itself. */
export interface View {
  rows: Row[];
  clock: Clock;
  /** No server answers. */
  down: boolean;
  /** The session is over, so that nothing can be sent. */
  signedOut: boolean;
  /** The page is an older copy from this device. */
  kept: boolean;
  /** A form that only the server can take did not reach it. */
  unreached: boolean;
  /** What stands in front of the server wants a sign-in. */
  door: boolean;
}

/** Draw onto a fresh copy of main what the server does not know yet; answers the day that is shown. */
export function draw(m: HTMLElement, v: View): string | undefined {
  if (v.kept) {
    m.querySelectorAll("[data-once]").forEach((e) => e.remove());
    m.querySelectorAll(".inked").forEach((e) => e.classList.remove("inked"));
  }
  const acts = v.rows.filter((r) => r.refused === undefined && !r.gone);
  const pageDay = m.dataset["day"];
  const day = pageDay && v.down && v.clock.today() > pageDay ? turn(m, pageDay, v.clock) : pageDay;
  if (day) {
    for (const place of m.querySelectorAll<HTMLElement>("[data-goal]")) drawPlace(m, place, acts, day, v);
    drawStrip(m, acts, day);
  }
  drawNotes(m, v, acts.filter(waits), pageDay);
  return day;
}

/** The page's own day is over: every place is open again. */
function turn(m: HTMLElement, pageDay: string, clock: Clock): string {
  const today = clock.today();
  const next = m.querySelector<HTMLTemplateElement>("#next");
  const column = m.querySelector(".column");
  if (!next || !column) return pageDay;
  column.replaceChildren(next.content.cloneNode(true));
  for (const hero of column.querySelectorAll<HTMLElement>(".hero[data-rest]")) {
    const rest = (hero.dataset["rest"] ?? "").split(" ").filter(Boolean).map(Number);
    const hint = hero.querySelector(".press .small");
    if (hint && rest.includes(weekdayOf(today))) hint.textContent = say("rest_day");
  }
  for (const strip of m.querySelectorAll<HTMLElement>(".strip")) turnStrip(strip, pageDay, today, clock);
  return today;
}

function turnStrip(strip: HTMLElement, pageDay: string, today: string, clock: Clock): void {
  strip.querySelector(".now")?.removeAttribute("aria-current");
  strip.querySelector(".now")?.classList.remove("now");
  const week = strip.querySelector(":scope > .wk");
  const width = strip.querySelectorAll(":scope > :not(.wk)").length;
  for (let i = Math.min(width, between(pageDay, today)) - 1; i >= 0; i--) {
    const li = document.createElement("li");
    const cell = document.createElement("div");
    cell.className = "cell";
    li.append(clock.weekday(plus(today, -i)), cell);
    cell.append(hidden(say(i === 0 ? "day-open" : "day-empty")));
    if (i === 0) {
      li.className = "now";
      li.setAttribute("aria-current", "date");
      const open = part("open");
      if (open) cell.prepend(open);
    }
    strip.firstElementChild?.remove();
    strip.insertBefore(li, week);
  }
}

function hidden(text: string): HTMLElement {
  const e = document.createElement("span");
  e.className = "vh";
  e.textContent = text;
  return e;
}

/** Days of the strip that were stamped offline get their mark. */
function drawStrip(m: HTMLElement, acts: Row[], day: string): void {
  for (const strip of m.querySelectorAll<HTMLElement>(".strip")) {
    const of = strip.closest<HTMLElement>("[data-goal], [data-of]")?.dataset;
    drawCells([...strip.querySelectorAll(":scope > :not(.wk) .cell")], of?.["goal"] ?? of?.["of"], acts, day);
  }
}

function drawCells(cells: Element[], goal: string | undefined, acts: Row[], day: string): void {
  cells.forEach((cell, i) => {
    const at = plus(day, i + 1 - cells.length);
    const stamped = acts.some((r) => r.command.kind === "stamp" && r.command.day === at && (r.command.body as Stamp).goal === goal);
    if (!stamped || cell.querySelector("[href='#m-min'], [href='#m-full']")) return;
    const mark = part("queued")?.querySelector("svg");
    if (!mark) return;
    mark.classList.add("seal");
    cell.replaceChildren(mark, hidden(say("mark")));
  });
}

/** What waits for one goal on the day that is shown. */
function drawPlace(m: HTMLElement, place: HTMLElement, acts: Row[], day: string, v: View): void {
  const goal = place.dataset["goal"];
  const undone = new Set(acts.filter((r) => r.command.kind === "undo").map((r) => (r.command.body as Undo).target));
  const known = place.querySelector<HTMLInputElement>("form[action='/undo'] [name=target]")?.value;
  const takenBack = acts.find((r) => r.command.kind === "undo" && (r.command.body as Undo).target === known);
  if (takenBack && place.dataset["stamps"] === "1") reopen(m, place, goal);
  const mine = acts.filter((r) => {
    const c = r.command;
    return "goal" in c.body && c.body.goal === goal && c.day === day && !undone.has(c.id);
  });
  if (takenBack) mine.unshift(takenBack);
  const stamp = place.dataset["state"] === "done" ? undefined : mine.find((r) => r.command.kind === "stamp");
  const lines = mine.filter((r) => r !== stamp).map((r) => line(place, r, v.clock));
  if (stamp) seal(place, stamp, v);
  const before = place.querySelector(":scope > .full:not(:first-child), :scope > details");
  for (const l of lines) {
    if (!l) continue;
    if (before) before.before(l);
    else place.append(l);
  }
}

/** A stamp that is being taken back leaves its place open. */
function reopen(m: HTMLElement, place: HTMLElement, goal: string | undefined): void {
  const open = m.querySelector<HTMLTemplateElement>("#next")?.content.querySelector<HTMLElement>(`[data-goal="${goal}"]`);
  if (!open) return;
  place.replaceChildren(...(open.cloneNode(true) as HTMLElement).childNodes);
  place.dataset["state"] = open.dataset["state"] ?? "open";
}

/** The seal of a stamp that waits, in the stamp's own place. */
function seal(place: HTMLElement, row: Row, v: View): void {
  const drawn = part("queued");
  const mark = drawn?.querySelector<HTMLElement>(".stamp");
  const button = drawn?.querySelector<HTMLElement>("[data-back]");
  const words = drawn?.querySelector("p.small");
  const voice = drawn?.querySelector(".say");
  if (!drawn || !mark || !button || !words || !voice) return;
  mark.setAttribute("aria-label", say("mark"));
  button.dataset["back"] = row.command.id;
  words.textContent = stampedLine(place, row.command, v.clock);
  if (v.down) voice.textContent = say("voice");
  else voice.remove();
  if (place.matches("li")) {
    mark.className = "stamp tick";
    place.querySelector("form")?.replaceWith(mark);
    return;
  }
  place.querySelector(".press")?.replaceWith(drawn);
  place.querySelector(".press:has(form[action='/timer'])")?.remove();
  const three = place.querySelector<HTMLElement>(".three");
  if (three) {
    three.querySelectorAll(":scope > :not(:has(form[action='/more'], form[action='/word']))").forEach((e) => e.remove());
    three.append(button);
    three.classList.toggle("uno", three.children.length === 1);
    three.classList.toggle("duo", three.children.length === 2);
  }
  place.dataset["state"] = "waiting";
}

function stampedLine(place: HTMLElement, c: SentCommand, clock: Clock): string {
  const time = clock.time(c.at);
  const amount = amountOf(c.body as Stamp);
  return amount === undefined ? say("stamped", { time }) : say("stamped_more", { time, amount, unit: unitOf(place) });
}

function amountOf(s: Stamp): number | undefined {
  return s.minutes ?? s.amount;
}

/** The unit stands after the field for more. */
function unitOf(place: HTMLElement): string {
  return place.querySelector("[data-unit]")?.textContent?.trim() ?? "";
}

/** One line for what changes no mark. */
function line(place: HTMLElement, row: Row, clock: Clock): HTMLElement | undefined {
  const c = row.command;
  const time = clock.time(c.at);
  const drawn = part("line");
  const [words, button] = [drawn?.querySelector("span"), drawn?.querySelector<HTMLElement>("[data-back]")];
  if (!drawn || !words || !button) return undefined;
  button.dataset["back"] = c.id;
  switch (c.kind) {
    case "stamp": {
      const amount = amountOf(c.body as Stamp);
      words.textContent = amount === undefined ? say("stamped", { time }) : say("added", { time, amount, unit: unitOf(place) });
      break;
    }
    case "skip":
      words.textContent = say("skipped", { time });
      break;
    case "rest":
      words.textContent = say("rested", { time });
      break;
    case "remark":
      words.textContent = [say("noted", { time }), (c.body as Remark).note].filter(Boolean).join(": ");
      break;
    case "undo":
      words.textContent = say("undone", { time });
      button.textContent = say("redo");
      break;
  }
  return drawn;
}

/** The banner, and a note for each command that was refused. */
function drawNotes(m: HTMLElement, v: View, waiting: Row[], pageDay: string | undefined): void {
  const notes = v.rows.filter((r) => r.refused !== undefined || r.gone).map((r) => refusedNote(r, v.clock));
  const banner = away(m, v, waiting, pageDay);
  m.prepend(...[banner, ...notes].filter((e) => e !== undefined));
}

function away(m: HTMLElement, v: View, waiting: Row[], pageDay: string | undefined): HTMLElement | undefined {
  const first = waiting[0];
  if (!v.down && !(first && v.signedOut)) return undefined;
  const note = part("away");
  const [strong, text, quiet] = [note?.querySelector("strong"), note?.querySelector("span"), note?.querySelector(".quiet")];
  if (!note || !strong || !text || !quiet) return undefined;
  const old = v.kept && pageDay !== v.clock.today();
  const time = v.clock.time(Number(m.dataset["now"] ?? 0));
  if (v.down) strong.textContent = v.door ? say("door") : say("away");
  if (!v.door) note.querySelector("[data-door]")?.remove();
  if (v.unreached) text.textContent = say("unreached");
  else if (v.signedOut && !v.down) text.textContent = say("not_sent");
  else if (first && !old) text.textContent = say("away_kept");
  else if (v.kept) text.textContent = say("as_of", { time });
  else text.textContent = say("away_ready");
  if (first) quiet.textContent = say("waiting", { n: waiting.length, time: v.clock.time(first.command.at) });
  note.setAttribute("role", "status");
  return note;
}

/** A refused command, with what can be mended about it. */
function refusedNote(row: Row, clock: Clock): HTMLElement | undefined {
  const note = part("refused");
  const [strong, text] = [note?.querySelector("strong"), note?.querySelector("span")];
  if (!note || !strong || !text) return undefined;
  const c = row.command;
  const what = say(`what-${c.kind}`, { day: clock.date(c.day) });
  note.dataset["mend"] = c.id;
  if (row.gone) {
    strong.textContent = say("gone", { what });
    note.querySelector(".end")?.remove();
    note.querySelector("[data-drop]")?.remove();
    return note;
  }
  strong.textContent = say("refused", { what });
  text.textContent = row.refused ?? "";
  text.parentElement?.setAttribute("role", "alert");
  const body = c.body as Partial<Stamp & Remark>;
  field(note, "day", c.kind === "undo" ? undefined : c.day);
  field(note, "amount", body.minutes ?? body.amount);
  field(note, "note", body.note);
  return note;
}

/** Fill a field, or leave it out where the command has no such thing. */
function field(note: HTMLElement, name: string, value: string | number | undefined): void {
  const input = note.querySelector<HTMLInputElement>(`[name=${name}]`);
  if (value === undefined) input?.closest("label")?.remove();
  else input?.setAttribute("value", String(value));
}

/** The command of a note, as the person mended it. It keeps its id: what was refused left no trace. */
export function mended(c: SentCommand, data: FormData): SentCommand {
  const body = { ...c.body } as Partial<Stamp & Remark>;
  if (data.has("amount")) {
    const unit = body.minutes !== undefined ? "minutes" : "amount";
    delete body[unit];
    if (data.get("amount") !== "") body[unit] = Number(data.get("amount"));
  }
  if (data.has("note")) body.note = String(data.get("note"));
  return { ...c, day: String(data.get("day") ?? c.day), body: body as SentCommand["body"] };
}
