// A browser in another zone than the one that days are counted in says so once a
// day, with the button that changes it (ruling 68).

import type { Clock } from "./clock.js";

const said = "ippo-zone";
const month = 30 * 24 * 60 * 60_000;

/** The zone of this browser, if it is another and today has not heard of it yet. */
export function toSay(person: string, inForce: string, clock: Clock): string {
  const here = new Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (!here || !inForce || !differ(here, inForce, clock.now())) return "";
  const mark = `${person} ${clock.today()} ${here}`;
  try {
    if (localStorage.getItem(said) === mark) return "";
    if (document.querySelector("#elsewhere")) localStorage.setItem(said, mark);
  } catch {
    // Nothing can be noted: it is said again.
  }
  return here;
}

/** Put the note on a page that has one. */
export function note(main: HTMLElement, here: string): boolean {
  const template = main.querySelector<HTMLTemplateElement>("#elsewhere");
  const form = template?.content.firstElementChild?.cloneNode(true) as HTMLElement | undefined;
  if (!here || !form || !template) return false;
  for (const e of form.querySelectorAll("p:not(:has(button)), button")) e.textContent = e.textContent?.replaceAll("[here]", here) ?? "";
  form.querySelector<HTMLInputElement>("[name=zone]")?.setAttribute("value", here);
  main.querySelectorAll("[data-notice]").forEach((e) => e.remove()); // one thing is said at a time
  template.after(form);
  return true;
}

/** Whether clocks in two zones differ at some time of the coming year: a zone may have two names. */
function differ(a: string, b: string, now: number): boolean {
  try {
    const [x, y] = [a, b].map((timeZone) => new Intl.DateTimeFormat("en", { timeZone, dateStyle: "short", timeStyle: "short" }));
    for (let i = 0; i <= 12; i++) if (x?.format(now + i * month) !== y?.format(now + i * month)) return true;
    return false;
  } catch {
    return a !== b; // a browser without that zone
  }
}
