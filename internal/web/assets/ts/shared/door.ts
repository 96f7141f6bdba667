// What stands between a browser and the server: a proxy, a network with a page
// of its own, a door that wants a sign-in before it lets anybody through.

/** Whether an answer is ippo's own. */
export function ours(r: Response): boolean {
  return r.headers.has("X-Ippo");
}

/** Whether an answer is a door that wants a sign-in of its own. */
export function door(r: Response): boolean {
  if (r.type === "opaqueredirect") return true; // a page never leads a script anywhere
  return !ours(r) && (r.ok || [401, 403, 407, 511].includes(r.status));
}

/** Paths that are for the network alone: sign-ins, and what other programs ask. */
const passed = /^\/(auth|in|pair|invite|hook|\.well-known|healthz|readyz|metrics)(\/|$)/;

export function passes(path: string): boolean {
  return passed.test(path);
}
