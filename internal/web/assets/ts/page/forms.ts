// Forms of the day, as commands.

import type { Clock } from "./clock.js";
import { main } from "./dom.js";
import { uuid7 } from "./uuid.js";
import type { Kind, Remark, SentCommand, Skip, Stamp } from "../shared/wire.js";

export function pathOf(form: HTMLFormElement): string {
  return new URL(form.getAttribute("action") ?? "", location.href).pathname;
}

/** The command that a form stands for; undefined when only the server can take it. */
export function commandOf(form: HTMLFormElement, data: FormData, clock: Clock): SentCommand | undefined {
  const made = bodyOf(form, data);
  return made && command(made.kind, made.body, clock, dayOf(data, clock));
}

export function command(kind: Kind, body: SentCommand["body"], clock: Clock, day = clock.today()): SentCommand {
  const at = clock.now();
  return { id: uuid7(at), kind, at, day, body };
}

function bodyOf(form: HTMLFormElement, data: FormData): { kind: Kind; body: SentCommand["body"] } | undefined {
  const goal = text(data, "goal");
  const target = text(data, "target");
  switch (pathOf(form)) {
    case "/stamp":
      return { kind: "stamp", body: stamp(goal, data) };
    case "/more": {
      const body = more(goal, data, form.dataset["counts"]);
      return body && { kind: "stamp", body };
    }
    case "/skip":
      return { kind: "skip", body: skip(goal, data) };
    case "/rest":
      return { kind: "rest", body: { goal } };
    case "/word": {
      const body = remark(goal, data);
      return body && { kind: "remark", body };
    }
    case "/undo":
      return target ? { kind: "undo", body: { target } } : undefined;
  }
  return undefined;
}

/** A form of the page's own day means today, even when the page is older. */
function dayOf(data: FormData, clock: Clock): string {
  const day = text(data, "day");
  return !day || day === main().dataset["day"] ? clock.today() : day;
}

function text(data: FormData, name: string): string {
  return String(data.get(name) ?? "").trim();
}

function number(data: FormData, name: string): number | undefined {
  const t = text(data, name).replace(",", ".");
  const x = Number(t);
  return t === "" || Number.isNaN(x) ? undefined : x;
}

function stamp(goal: string, data: FormData): Stamp {
  const plan = text(data, "plan");
  return { goal, ...(data.has("full") && { full: true }), ...(plan && { met: [{ plan, did: true }] }) };
}

function more(goal: string, data: FormData, counts = "minutes"): Stamp | undefined {
  const x = number(data, "more");
  if (x === undefined && !data.has("full")) return undefined;
  return { ...stamp(goal, data), ...(x !== undefined && { [counts]: x }) };
}

function skip(goal: string, data: FormData): Skip {
  const tag = text(data, "tag");
  const note = text(data, "note");
  return { goal, ...(tag && { tag }), ...(note && { note }) };
}

function remark(goal: string, data: FormData): Remark | undefined {
  const note = text(data, "note");
  const energy = number(data, "energy");
  const mood = number(data, "mood");
  const tag = text(data, "tag");
  if (!note && !tag && energy === undefined && mood === undefined) return undefined;
  return { goal, ...(note && { note }), ...(tag && { tag }), ...(energy !== undefined && { energy }), ...(mood !== undefined && { mood }) };
}
