// UUIDv7: made where the person acts, so that a command has its id before any
// server knows of it.

let last = 0;
let count = 0;

export function uuid7(now: number): string {
  const b = crypto.getRandomValues(new Uint8Array(16));
  // Within one millisecond a counter keeps the order of acts.
  count = now > last ? ((b[6] ?? 0) & 7) << 8 : count + 1;
  last = Math.max(now, last);
  for (let i = 5, t = last; i >= 0; i--, t = Math.floor(t / 256)) b[i] = t % 256;
  b[6] = 0x70 | ((count >> 8) & 0x0f);
  b[7] = count & 0xff;
  b[8] = 0x80 | ((b[8] ?? 0) & 0x3f);
  const hex = Array.from(b, (x) => x.toString(16).padStart(2, "0")).join("");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
