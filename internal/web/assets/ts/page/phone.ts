// Letting a device in: the code behind the # of a QR code's address, what both sides
// wait for, and what this browser can do. Everything but the code behind the # and
// the tests works without.

import { main } from "./dom.js";

const pause = 2_000; // ms between two looks

export function phone(): void {
  scanned();
  tests();
  const waits = main().querySelector<HTMLElement>("[data-await]");
  if (waits) void wait(waits);
}

/** A code that came with the address: no server, log or history keeps it. */
function scanned(): void {
  const form = main().querySelector<HTMLFormElement>("form[data-pair]");
  const token = location.hash.slice(1);
  if (!form || !token) return;
  history.replaceState(null, "", location.pathname);
  form.querySelector<HTMLInputElement>("[name=token]")?.setAttribute("value", token);
  main().querySelectorAll<HTMLElement>("[data-typed]").forEach((e) => (e.hidden = true));
  main().querySelectorAll<HTMLElement>("[data-scanned]").forEach((e) => (e.hidden = false));
}

/** Look every two seconds whether the other side has done its part. */
async function wait(e: HTMLElement): Promise<void> {
  const path = e.dataset["await"] ?? "";
  const before = e.dataset["state"] ?? "asks";
  main().querySelectorAll<HTMLElement>("[data-look]").forEach((x) => x.remove());
  for (;;) {
    await new Promise((again) => setTimeout(again, pause));
    const now = await fetch(path, { headers: { Accept: "application/json" } })
      .then(async (r) => (r.ok ? ((await r.json()) as { state: string }).state : before))
      .catch(() => before);
    if (now === before) continue;
    if (e instanceof HTMLFormElement && now === "yes") e.submit();
    else location.replace(location.pathname);
    return;
  }
}

/** What this browser can do here; the first thing that is missing has a line of its own. */
function tests(): void {
  const section = main().querySelector<HTMLElement>("[data-tests]");
  if (!section) return;
  const alone = ["standalone", "fullscreen", "minimal-ui"].some((x) => matchMedia(`(display-mode: ${x})`).matches) || "standalone" in navigator && navigator.standalone === true;
  const can: Record<string, boolean> = {
    address: true,
    tls: location.protocol === "https:" || isSecureContext, // on this very machine nobody is in between
    secure: isSecureContext && "serviceWorker" in navigator && "caches" in self,
    installed: alone,
    push: isSecureContext && "PushManager" in window,
  };
  for (const row of section.querySelectorAll<HTMLElement>("[data-test]")) {
    const says = row.querySelector<HTMLElement>("dd");
    if (says) says.textContent = (can[row.dataset["test"] ?? ""] ? says.dataset["yes"] : says.dataset["no"]) ?? "";
    row.hidden = false;
  }
  const miss = Object.keys(can).find((x) => !can[x]) ?? "none";
  section.querySelectorAll<HTMLElement>("[data-miss]").forEach((p) => (p.hidden = p.dataset["miss"] !== miss));
}
