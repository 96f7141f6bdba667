// Other tabs, other devices and the terminal: the server tells a page that is
// looked at where the journal ends.

import { ours } from "../shared/door.js";

const calm = 2_000; // ms after the page is there
const shortest = 5_000;
const longest = 60_000;
const silence = 10_000; // ms for the first word: some proxies hold a stream back
const between = 15_000; // ms from one question to the next, behind such a one

export class Live {
  private source: EventSource | undefined;
  private asks = false; // no stream comes through here
  private pause = shortest;
  private timer: number | undefined;

  /** heard is called with the head of the journal, lost when the line breaks. */
  constructor(private readonly heard: (head: number) => void, private readonly lost: () => void) {
    document.addEventListener("visibilitychange", () => this.look());
    addEventListener("pagehide", () => this.hush());
    addEventListener("pageshow", (e) => e.persisted && this.look());
    this.timer = setTimeout(() => this.look(), calm);
  }

  /** Listen while the page is looked at, and only then: a browser has few connections. */
  private look(): void {
    if (document.visibilityState !== "visible") return this.hush();
    if (this.asks) void this.ask();
    else if (!this.source) this.listen();
  }

  private listen(): void {
    clearTimeout(this.timer);
    const source = new EventSource("/events");
    this.source = source;
    this.timer = setTimeout(() => {
      this.hush();
      this.asks = true;
      void this.ask();
    }, silence);
    source.addEventListener("head", (e) => {
      clearTimeout(this.timer);
      this.pause = shortest;
      this.heard(Number((e as MessageEvent<string>).data));
    });
    source.onerror = () => this.broken();
  }

  /** Ask where the journal ends, now and then. */
  private async ask(): Promise<void> {
    clearTimeout(this.timer);
    try {
      const r = await fetch("/events?once", { redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(silence) });
      if (!r.ok || !ours(r)) return this.broken();
      const { head } = (await r.json()) as { head: number };
      this.pause = shortest;
      this.heard(head);
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.look(), between);
    } catch {
      this.broken();
    }
  }

  /** Come back later, and not all at once when a server has begun anew. */
  private broken(): void {
    this.hush();
    this.lost();
    this.timer = setTimeout(() => this.look(), this.pause * (0.75 + Math.random() / 2));
    this.pause = Math.min(longest, this.pause * 2);
  }

  private hush(): void {
    clearTimeout(this.timer);
    this.source?.close();
    this.source = undefined;
  }
}
