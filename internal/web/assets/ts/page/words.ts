// What is typed and was not kept by the server yet: a row a field, in a database
// of its own, so that a closed page and a server that is gone leave it whole. It
// goes by the tag of its person: nobody else's page shows it or sends it.

/** What was typed into one field. */
export interface Typed {
  key: string;
  person: string;
  form: string;
  name: string;
  values: string[];
  at: number; // ms UTC by this browser's clock
  mark: number; // another one with every key: a clock may stand
  id: string; // the form's own, so that what was sent with it is known
  seen: number; // the draft that the page had shown
  page: string; // its title, to name what could not be sent
  removed: number; // the newest removal of words that the page knew
}

const store = "typed";
let opened: Promise<IDBDatabase> | undefined;

function open(): Promise<IDBDatabase> {
  opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open("ippo-drafts", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(store, { keyPath: "key" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => {
      opened = undefined;
      reject(asked.error);
    };
  });
  return opened;
}

function within<T>(mode: IDBTransactionMode, f: (rows: IDBObjectStore) => IDBRequest<T>, last = false): Promise<T> {
  return open().then(
    (db) =>
      new Promise((resolve, reject) => {
        const tx = db.transaction(store, mode);
        const asked = f(tx.objectStore(store));
        if (last) tx.commit(); // a page that closes now has written it
        tx.oncomplete = () => resolve(asked.result);
        tx.onabort = tx.onerror = () => reject(tx.error);
      }),
  );
}

export function put(t: Typed): Promise<unknown> {
  return within("readwrite", (rows) => rows.put(t), true);
}

// A page that goes may not wait for its database: what it typed last is put down
// at once, and taken over by the page that comes next.
const stashed = (person: string) => `ippo-typed-${person}`;

export function stash(person: string, texts: Typed[]): void {
  if (texts.length === 0) return;
  try {
    const before = JSON.parse(localStorage.getItem(stashed(person)) ?? "[]") as Typed[];
    localStorage.setItem(stashed(person), JSON.stringify([...before, ...texts]));
  } catch {
    // a browser that keeps nothing: what was sent is all there is
  }
}

export async function unstash(person: string): Promise<void> {
  const texts = JSON.parse(localStorage.getItem(stashed(person)) ?? "[]") as Typed[];
  if (texts.length === 0) return;
  const have = new Map((await of(person)).map((t) => [t.key, t.at]));
  for (const t of texts) if ((have.get(t.key) ?? 0) <= t.at) await put(t);
  localStorage.removeItem(stashed(person));
}

/** What waits for one person. */
export async function of(person: string): Promise<Typed[]> {
  const all = await within("readonly", (rows) => rows.getAll() as IDBRequest<Typed[]>);
  return all.filter((t) => t.person === person);
}

/** Forget texts, but not what was typed into their fields since. */
export async function forget(texts: Typed[]): Promise<void> {
  const gone = new Map(texts.map((t) => [t.key, t.mark]));
  await within("readwrite", (rows) => {
    const walk = rows.openCursor();
    walk.onsuccess = () => {
      const at = walk.result;
      if (!at) return;
      const t = at.value as Typed;
      if (gone.get(t.key) === t.mark) at.delete();
      at.continue();
    };
    return walk;
  });
}
