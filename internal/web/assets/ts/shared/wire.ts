// What goes over the wire to /commands. commands_test.go holds these names to
// those of the Go types.

/** One act, with the instant (ms UTC) and the local day at which it was done. */
export interface SentCommand {
  id: string;
  kind: Kind;
  at: number;
  day: string;
  body: Stamp | Skip | Rest | Remark | Undo;
}

export type Kind = "stamp" | "skip" | "rest" | "remark" | "undo";

export interface SentCommands {
  person: string;
  say: boolean;
  commands: SentCommand[];
}

export interface AnsweredCommand {
  id: string;
  state: "applied" | "replayed" | "refused" | "later";
  code?: string;
  field?: string;
  sentence?: string;
}

export interface AnsweredCommands {
  answers: AnsweredCommand[];
  head: number;
}

export interface Met {
  plan: string;
  did: boolean;
}

export interface Stamp {
  goal: string;
  minutes?: number;
  amount?: number;
  full?: boolean;
  met?: Met[];
}

export interface Skip {
  goal: string;
  tag?: string;
  note?: string;
}

export interface Rest {
  goal: string;
}

export interface Remark {
  goal?: string;
  tag?: string;
  note?: string;
  energy?: number;
  mood?: number;
}

export interface Undo {
  target: string;
}
