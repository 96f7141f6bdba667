// The timer for the minimum step. Only its end is kept, so that it runs on with
// the screen locked, the page reloaded and the network gone.

import type { Clock } from "./clock.js";
import { announce, say } from "./dom.js";

interface Timer {
  person: string;
  goal: string;
  from: number;
  until: number;
  hard: boolean;
  line: string;
  step: string;
}

const key = "ippo-timer";
const useful = 60 * 60_000; // ms after its end
let ring: Animation | undefined;
let alarm: number | undefined;

function read(): Timer | undefined {
  try {
    return JSON.parse(localStorage.getItem(key) ?? "null") ?? undefined;
  } catch {
    return undefined; // storage is closed to us, or holds nonsense
  }
}

export function clear(goal?: string): void {
  if (!goal || read()?.goal === goal) localStorage.removeItem(key);
}

/** Whether a timer is kept on this device. */
export function runs(): boolean {
  return read() !== undefined;
}

/** Start the timer of a form; false when it cannot be kept. */
export function start(form: HTMLFormElement, data: FormData, person: string, clock: Clock): boolean {
  const minutes = Number(data.get("minutes"));
  const from = clock.now();
  const t: Timer = {
    person, goal: String(data.get("goal")), from, until: from + minutes * 60_000, hard: data.has("hard"),
    line: form.dataset["line"] ?? "", step: form.dataset["step"] ?? "",
  };
  try {
    localStorage.setItem(key, JSON.stringify(t));
    return true;
  } catch {
    return false;
  }
}

/** The running timer of a goal's open place, drawn into it. */
export function draw(main: HTMLElement, person: string, clock: Clock): void {
  const t = read();
  if (!t || t.person !== person || clock.now() > t.until + useful) return;
  const place = main.querySelector<HTMLElement>(`.hero[data-goal="${t.goal}"][data-state="open"]`);
  const drawn = main.querySelector<HTMLTemplateElement>("#timing")?.content.cloneNode(true) as DocumentFragment | undefined;
  if (!place || !drawn || !place.firstElementChild) return;
  const over = clock.now() >= t.until;
  if (!t.hard) drawn.querySelectorAll("[data-plan], [name=plan]").forEach((e) => e.remove());
  fill(drawn, "[data-line]", t.line);
  fill(drawn, "[data-step]", t.step);
  fill(drawn, "[data-until]", say(over ? "timer-over" : "timer-until"));
  fill(drawn, ".num", clock.time(t.until));
  drawn.querySelector("[data-over]")?.toggleAttribute("hidden", !over);
  drawn.querySelector(".run")?.classList.remove("run");
  place.replaceChildren(place.firstElementChild, drawn);
  place.dataset["state"] = "timer";
}

function fill(root: ParentNode, what: string, text: string): void {
  const e = root.querySelector(what);
  if (e) e.textContent = text;
}

/** Let the ring on the page run to the timer's end, and again when it is over. */
export function run(clock: Clock, again: () => void): void {
  ring?.cancel();
  clearTimeout(alarm);
  const circle = document.querySelector<SVGCircleElement>(".hero[data-state=timer] mask circle");
  const t = read();
  if (!circle || !t) return;
  const [gone, whole] = [clock.now() - t.from, t.until - t.from];
  circle.setAttribute("stroke-dasharray", `${Math.min(100, (gone / whole) * 100)} 200`);
  if (gone >= whole) return;
  if (!matchMedia("(prefers-reduced-motion: reduce)").matches) {
    ring = circle.animate([{ strokeDasharray: "0 200" }, { strokeDasharray: "100 200" }], { duration: whole, fill: "forwards" });
    ring.currentTime = gone;
  }
  alarm = setTimeout(() => {
    again();
    announce(say("timer-over-text"));
  }, whole - gone);
}
