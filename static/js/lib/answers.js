// Answers on their way to the server. No DOM here: who sends, where they are kept and who is told come from outside.
//
// One entry for each question: the newest answer, with a number greater than every earlier one. Entries leave one at a time, oldest first, and
// go only when the server has acknowledged them; without a network they wait and are tried again.

const FINAL = new Set(["held", "finished", "over"]);

export class AnswerQueue {
  #send;
  #store;
  #tell;
  #delays;
  #wait;
  #known = new Map();
  #waiting = new Map();
  #sending = null;
  #timer = null;
  #tries = 0;

  // send(entry) resolves to {ok: true, …acknowledgement}, {retry: true, message?} or {reason, message, …}.
  constructor({ send, store, tell, delays = [1000, 2000, 5000, 10000, 20000], wait = (again, delay) => setTimeout(again, delay) }) {
    this.#send = send;
    this.#store = store;
    this.#tell = tell;
    this.#delays = delays;
    this.#wait = wait;
    this.closed = false;
    for (const entry of store.load()) this.#waiting.set(entry.position, entry);
  }

  get waiting() {
    return [...this.#waiting.values()];
  }

  // The number of the answer that the server is known to have.
  know(position, seq) {
    this.#known.set(position, Math.max(seq, this.#known.get(position) ?? 0));
  }

  put(position, fields) {
    if (this.closed) return;
    const seq = Math.max(this.#known.get(position) ?? 0, this.#waiting.get(position)?.seq ?? 0) + 1;
    this.#waiting.delete(position); // the newest goes to the end
    this.#waiting.set(position, { position, seq, fields });
    this.#keep();
    this.flush();
  }

  // Sends what waits. Resolves to whether nothing waits any more.
  async flush() {
    clearTimeout(this.#timer);
    this.#sending ??= this.#sendAll().finally(() => (this.#sending = null));
    await this.#sending;
    return this.#waiting.size === 0;
  }

  async #sendAll() {
    while (this.#waiting.size && !this.closed) {
      const [entry] = this.#waiting.values();
      const outcome = await this.#send(entry);
      if (outcome.retry) {
        this.#later();
        this.#tell({ kind: "waiting", count: this.#waiting.size, message: outcome.message });
        return;
      }
      this.#tries = 0;
      if (outcome.ok) this.#acknowledged(entry, outcome);
      else this.#refused(entry, outcome);
    }
  }

  #acknowledged(entry, outcome) {
    this.know(entry.position, entry.seq);
    this.#drop(entry);
    this.#tell({ kind: "saved", count: this.#waiting.size, ...outcome });
  }

  #refused(entry, outcome) {
    if (FINAL.has(outcome.reason)) {
      this.closed = true;
      this.#waiting.clear();
      this.#keep();
    } else {
      this.#drop(entry);
    }
    this.#tell({ kind: "refused", count: this.#waiting.size, ...outcome });
  }

  // A newer answer to the same question may have come while this one was on its way: that one stays.
  #drop(entry) {
    if (this.#waiting.get(entry.position) === entry) this.#waiting.delete(entry.position);
    this.#keep();
  }

  #keep() {
    this.#store.save(this.waiting);
  }

  #later() {
    const delay = this.#delays[Math.min(this.#tries++, this.#delays.length - 1)];
    this.#timer = this.#wait(() => this.flush(), delay);
  }
}

// Keeps waiting answers for as long as the tab lives, reloads and language switches included.
export class TabStore {
  constructor(key, storage = globalThis.sessionStorage) {
    this.key = key;
    this.storage = storage;
  }

  load() {
    try {
      return JSON.parse(this.storage.getItem(this.key)) ?? [];
    } catch {
      return [];
    }
  }

  save(entries) {
    try {
      if (entries.length) this.storage.setItem(this.key, JSON.stringify(entries));
      else this.storage.removeItem(this.key);
    } catch {
      // a full or forbidden storage only means that a reload forgets what was never acknowledged
    }
  }
}
