// The queue of what was done and has not been answered yet. It lives in
// IndexedDB, so that a closed tab, a restarted worker and a week without a
// network leave it whole.

import type { SentCommand } from "./wire.js";

/** One waiting act of one person. */
export interface Row {
  seq: number;
  person: string;
  command: SentCommand;
  /** It may have reached the server: only an undo takes it back now. */
  sent: boolean;
  /** The server has it, at this head of the journal; it goes once a page shows that. */
  taken?: number;
  /** Why the server did not take it; it stays until it is mended or let go. */
  refused?: string;
  /** The person let it go; the next load forgets it. */
  gone?: boolean;
}

const name = "outbox";
let opened: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open("ippo", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(name, { keyPath: "seq", autoIncrement: true });
    asked.onsuccess = () => {
      asked.result.onversionchange = () => asked.result.close();
      resolve(asked.result);
    };
    asked.onerror = () => {
      opened = undefined;
      reject(asked.error);
    };
  });
  return opened;
}

/** Run f in one transaction; what it answers counts once the transaction is on the disk. */
async function within<T>(mode: IDBTransactionMode, f: (rows: IDBObjectStore) => Promise<T>): Promise<T> {
  const db = await open();
  const tx = db.transaction(name, mode, { durability: "strict" });
  const done = new Promise<void>((resolve, reject) => {
    tx.oncomplete = () => resolve();
    tx.onabort = tx.onerror = () => reject(tx.error);
  });
  const [answer] = await Promise.all([f(tx.objectStore(name)), done]);
  return answer;
}

function answered<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Every row, in the order in which things were done. */
export function all(): Promise<Row[]> {
  return within("readonly", (rows) => answered(rows.getAll() as IDBRequest<Row[]>));
}

export function add(person: string, command: SentCommand): Promise<unknown> {
  return within("readwrite", (rows) => answered(rows.add({ person, command, sent: false })));
}

/** Change some rows; a row that f empties is removed. */
export function change(wanted: (r: Row) => boolean, f: (r: Row) => Row | undefined): Promise<void> {
  return within("readwrite", async (rows) => {
    for (const row of await answered(rows.getAll() as IDBRequest<Row[]>)) {
      if (!wanted(row)) continue;
      const next = f(row);
      await (next ? answered(rows.put(next)) : answered(rows.delete(row.seq)));
    }
  });
}

/** Forget what a page made at this head of the journal shows already. */
export function forget(head: number): Promise<void> {
  return change((r) => r.taken !== undefined && r.taken <= head, () => undefined);
}

/** What the server does not have yet. */
export function waits(r: Row): boolean {
  return r.refused === undefined && r.taken === undefined && !r.gone;
}

/** Take a command back that certainly never left this device; false: it may have. */
export async function takeBack(id: string): Promise<boolean> {
  let taken = false;
  await change((r) => r.command.id === id && !r.sent, () => {
    taken = true;
    return undefined;
  });
  return taken;
}
