// Other tabs, other devices and the terminal: the server tells a page that is
// looked at where the journal ends.

const calm = 2_000; // ms after the page is there
const shortest = 5_000;
const longest = 60_000;

export class Live {
  private source: EventSource | undefined;
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
    if (!this.source) this.listen();
  }

  private listen(): void {
    clearTimeout(this.timer);
    const source = new EventSource("/events");
    this.source = source;
    source.addEventListener("head", (e) => {
      this.pause = shortest;
      this.heard(Number((e as MessageEvent<string>).data));
    });
    source.onerror = () => {
      this.hush();
      this.lost();
      this.again();
    };
  }

  private again(): void {
    this.timer = setTimeout(() => this.look(), this.pause);
    this.pause = Math.min(longest, this.pause * 2);
  }

  private hush(): void {
    clearTimeout(this.timer);
    this.source?.close();
    this.source = undefined;
  }
}
