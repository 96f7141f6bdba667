// Which day it is for the person: the wall-clock date in their own zone, minus
// one before the hour at which their day begins (ruling 12).

const minute = 60_000;

export class Clock {
  private readonly zone: string;
  private readonly rollovers: { from: string; hour: number }[];
  private readonly offset: number;
  private readonly least: number;

  /** data of the main element; fresh says that it has just come from the server. */
  constructor(data: DOMStringMap, private readonly lang: string, fresh: boolean) {
    this.zone = known(data["zone"] ?? "UTC");
    this.rollovers = (data["rollover"] ?? "").split(" ").map((x) => {
      const [from = "", hour = "3"] = x.split(":");
      return { from, hour: Number(hour) };
    });
    // A device whose clock is off by more than five minutes takes the server's.
    const off = fresh ? Number(data["now"] ?? Date.now()) - Date.now() : 0;
    this.offset = Math.abs(off) > 5 * minute ? off : 0;
    this.least = Number(data["now"] ?? 0);
  }

  /** The instant, never before the one at which the server made the page. */
  now(): number {
    return Math.max(this.least, Date.now() + this.offset);
  }

  /** Today, as 2026-10-23. */
  today(at = this.now()): string {
    const f = new Intl.DateTimeFormat("en", {
      timeZone: this.zone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", hourCycle: "h23",
    });
    const part = Object.fromEntries(f.formatToParts(at).map((p) => [p.type, p.value]));
    const date = `${(part["year"] ?? "").padStart(4, "0")}-${part["month"]}-${part["day"]}`;
    let hour = this.rollovers[0]?.hour ?? 3;
    for (const r of this.rollovers) if (r.from <= date) hour = r.hour;
    return Number(part["hour"]) < hour ? plus(date, -1) : date;
  }

  /** 07:42, and with the weekday when it was on another day than today. */
  time(at: number): string {
    const day = this.today(at);
    const o: Intl.DateTimeFormatOptions = { timeZone: this.zone, hour: "2-digit", minute: "2-digit", hourCycle: "h23" };
    const clock = new Intl.DateTimeFormat(this.lang, o).format(at);
    return day === this.today() ? clock : `${this.date(day)} ${clock}`;
  }

  /** Fri 23 Oct. */
  date(day: string): string {
    return civil(day, this.lang, { weekday: "short", day: "numeric", month: "short" });
  }

  weekday(day: string): string {
    return civil(day, this.lang, { weekday: "short" });
  }
}

function civil(day: string, lang: string, o: Intl.DateTimeFormatOptions): string {
  const f = new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, { ...o, timeZone: "UTC" });
  return f.format(at(day)).replace(",", "");
}

function known(zone: string): string {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: zone }).resolvedOptions().timeZone;
  } catch {
    return "UTC"; // a browser without that zone
  }
}

function at(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

/** n days after a day. */
export function plus(day: string, n: number): string {
  return new Date(at(day) + n * 24 * 60 * minute).toISOString().slice(0, 10);
}

/** How many days b is after a. */
export function between(a: string, b: string): number {
  return Math.round((at(b) - at(a)) / (24 * 60 * minute));
}

/** Sunday is 0. */
export function weekdayOf(day: string): number {
  return new Date(at(day)).getUTCDay();
}
