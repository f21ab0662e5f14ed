// Answers on their way to the server. No DOM here: who sends, where they are kept and who is told come from outside.
//
// One entry for each question: the newest answer, with a number greater than every earlier one. Entries leave one at a time, oldest first, and
// wait until the server has acknowledged them; without a network they are tried again. An acknowledged entry is remembered until a page shows
// it: a page that was made before the acknowledgement (the next one was already on its way, or "back" was pressed) would otherwise not know.

import { Retrying } from "./retrying.js";

const FINAL = new Set(["held", "finished", "over"]);

export class AnswerQueue {
  #send;
  #store;
  #tell;
  #retrying;
  #clock;
  #known = new Map();
  #waiting = new Map();
  #acknowledged = new Map();

  // send(entry) resolves to {ok: true, …acknowledgement}, {retry: true, message?} or {reason, message, …}.
  // `entries` are what the store has kept from an earlier page.
  constructor({ send, store, tell, entries = [], delays = [1000, 2000, 5000, 10000, 20000], wait, clock = Date.now }) {
    this.#send = send;
    this.#store = store;
    this.#tell = tell;
    this.#retrying = new Retrying(() => this.#sendAll(), { delays, wait });
    this.#clock = clock;
    this.closed = false;
    for (const entry of entries) (entry.acknowledged ? this.#acknowledged : this.#waiting).set(entry.position, entry);
  }

  get waiting() {
    return [...this.#waiting.values()];
  }

  // Takes the number of the answer that this page shows; returns the newer acknowledged entry if there is one.
  know(position, seq) {
    const newer = this.#acknowledged.get(position);
    if (newer && newer.seq <= seq) this.#acknowledged.delete(position);
    this.#known.set(position, Math.max(seq, newer?.seq ?? 0, this.#known.get(position) ?? 0));
    return this.#acknowledged.get(position);
  }

  put(position, fields, seconds = null) {
    if (this.closed) return;
    const seq = Math.max(this.#known.get(position) ?? 0, this.#waiting.get(position)?.seq ?? 0) + 1;
    this.#waiting.delete(position); // the newest goes to the end
    this.#waiting.set(position, { position, seq, fields, seconds, at: this.#clock() });
    this.#keep();
    this.flush();
  }

  // Sends what waits. Resolves to whether nothing waits any more.
  async flush() {
    await this.#retrying.flush();
    return this.#waiting.size === 0;
  }

  // The attempt takes no more answers, whoever said so.
  close() {
    this.closed = true;
    this.#waiting.clear();
    this.#acknowledged.clear();
    this.#keep();
  }

  async #sendAll() {
    while (this.#waiting.size && !this.closed) {
      const [entry] = this.#waiting.values();
      const outcome = await this.#send(entry, Math.max(0, this.#clock() - entry.at));
      if (outcome.retry) {
        this.#retrying.again();
        this.#tell({ kind: "waiting", count: this.#waiting.size, message: outcome.message });
        return;
      }
      this.#retrying.through();
      if (outcome.ok) this.#arrived(entry, outcome);
      else this.#refused(entry, outcome);
    }
  }

  #arrived(entry, outcome) {
    this.#known.set(entry.position, Math.max(entry.seq, this.#known.get(entry.position) ?? 0));
    this.#acknowledged.set(entry.position, { ...entry, acknowledged: true, answered: outcome.answered });
    this.#drop(entry);
    this.#tell({ kind: "saved", count: this.#waiting.size, ...outcome });
  }

  #refused(entry, outcome) {
    if (FINAL.has(outcome.reason)) this.close();
    else this.#drop(entry);
    this.#tell({ kind: "refused", count: this.#waiting.size, ...outcome });
  }

  // A newer answer to the same question may have come while this one was on its way: that one stays.
  #drop(entry) {
    if (this.#waiting.get(entry.position) === entry) this.#waiting.delete(entry.position);
    this.#keep();
  }

  #keep() {
    this.#store.save([...this.#acknowledged.values(), ...this.#waiting.values()]);
  }
}
