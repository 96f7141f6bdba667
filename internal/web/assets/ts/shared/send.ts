// Sending the queue: in order, one sender at a time, each command answered on
// its own. The page and the worker share it.

import { door, ours } from "./door.js";
import * as outbox from "./outbox.js";
import type { AnsweredCommands, SentCommands } from "./wire.js";

/** How a try to send ended. */
export type Outcome =
  | "empty" // nothing was waiting
  | "sent" // everything was answered, perhaps refused
  | "unreachable" // no network, or no server
  | "later" // the server asks to be asked again
  | "signin" // the session is over
  | "door"; // what stands in front of the server wants a sign-in

const most = 50;
const patience = 15_000; // ms for one answer

/**
 * Send what waits. say lets the next page tell what a single command did; probe
 * asks first whether anybody is there, so that nothing leaves in vain.
 */
export async function send(say = () => false, probe = false): Promise<Outcome> {
  if (probe) {
    const found = await reachable();
    if (found !== "there") return found;
  }
  if (!navigator.locks) return sendAll(say);
  return navigator.locks.request("ippo-outbox", () => sendAll(say));
}

/** Whether the server answers, or who else does. */
export async function reachable(): Promise<"there" | "door" | "unreachable"> {
  try {
    const r = await fetch("/healthz", { cache: "no-store", redirect: "manual", signal: AbortSignal.timeout(patience / 3) });
    if (door(r)) return "door";
    return r.ok && ours(r) ? "there" : "unreachable";
  } catch {
    return "unreachable";
  }
}

async function sendAll(say: () => boolean): Promise<Outcome> {
  let outcome: Outcome = "empty";
  const strangers = new Set<string>();
  for (;;) {
    const waiting = (await outbox.all()).filter((r) => outbox.waits(r) && !strangers.has(r.person));
    const first = waiting[0];
    if (!first) return outcome;
    const batch = waiting.filter((r) => r.person === first.person).slice(0, most);
    const got = await post(batch, say() && batch.length === 1);
    if (got === "stranger") {
      strangers.add(first.person);
      continue;
    }
    if (got !== "sent") return got;
    outcome = got;
  }
}

async function post(batch: outbox.Row[], say: boolean): Promise<Outcome | "stranger"> {
  const inBatch = new Set(batch.map((r) => r.seq));
  await outbox.change((r) => inBatch.has(r.seq), (r) => ({ ...r, sent: true }));
  const request: SentCommands = { person: batch[0]?.person ?? "", say, commands: batch.map((r) => r.command) };
  let response: Response;
  let answer: AnsweredCommands;
  try {
    response = await fetch("/commands", {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify(request),
      redirect: "manual",
      signal: AbortSignal.timeout(patience),
    });
    if (door(response)) return "door";
    if (!ours(response)) return "unreachable";
    if (response.status === 401) return "signin";
    if (response.status === 409) return "stranger";
    if (response.status >= 502 && response.status <= 504) return "unreachable";
    if (!response.ok) return "later";
    answer = (await response.json()) as AnsweredCommands;
  } catch {
    return "unreachable";
  }
  return settle(batch, answer);
}

/** Mark what was taken, and what was refused with its words. */
async function settle(batch: outbox.Row[], answer: AnsweredCommands): Promise<Outcome> {
  const answers = new Map(batch.map((r, i) => [r.seq, answer.answers[i]]));
  let outcome: Outcome = "sent";
  await outbox.change((r) => answers.has(r.seq), (r) => {
    const a = answers.get(r.seq);
    if (!a || a.state === "later") {
      outcome = "later";
      return r;
    }
    return a.state === "refused" ? { ...r, refused: a.sentence ?? "" } : { ...r, taken: answer.head };
  });
  return outcome;
}
