// Marks on their way to the server. No DOM here: where they are kept, who sends and who is told come from outside.
//
// Each mark has a key of its own and waits until the server has answered it, also over a closed page: sent twice, it is one mark.

import { Retrying } from "./retrying.js";

export class Outbox {
  #store;
  #send;
  #tell;
  #now;
  #retrying;

  // store: read() and write(marks); send(mark, age in seconds) resolves to an answer or {retry: true}; tell(mark, answer) hears of each.
  constructor({ store, send, tell, now = () => Date.now(), delays, wait }) {
    this.#store = store;
    this.#send = send;
    this.#tell = tell;
    this.#now = now;
    this.#retrying = new Retrying(() => this.#sendAll(), { delays, wait });
  }

  get waiting() {
    return this.#store.read();
  }

  put(mark) {
    const made = { ...mark, key: mark.key ?? newKey(), made: this.#now() };
    this.#store.write([...this.waiting.filter((each) => each.url !== mark.url), made]);
    return this.flush();
  }

  // Sends what waits, the oldest first.
  async flush() {
    await this.#retrying.flush();
  }

  stop() {
    this.#retrying.stop();
  }

  async #sendAll() {
    for (let [mark] = this.waiting; mark; [mark] = this.waiting) {
      const age = Math.max(0, Math.floor((this.#now() - mark.made) / 1000));
      const answer = await this.#send(mark, age);
      if (!answer.retry) {
        this.#retrying.through();
        this.#store.write(this.waiting.filter((each) => each.key !== mark.key));
      }
      this.#tell(mark, answer);
      if (answer.retry) return this.#retrying.again();
    }
  }
}

// A random UUID, also on a page without https, where crypto.randomUUID is missing.
export function newKey(random = (bytes) => crypto.getRandomValues(bytes)) {
  const bytes = random(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  return Array.from(bytes, (byte, place) => ([4, 6, 8, 10].includes(place) ? "-" : "") + byte.toString(16).padStart(2, "0")).join("");
}

// One mark by fetch. A refusal is an answer; an unreachable server, or its sign-in page, is worth another try.
export async function sendMark(mark, age, token) {
  const body = new URLSearchParams({ key: mark.key, reason: mark.reason, age });
  try {
    const headers = { Accept: "application/json", "X-CSRFToken": token };
    const response = await fetch(mark.url, { method: "POST", headers, body, redirect: "error" });
    if (response.status >= 500 || response.status === 429) return { retry: true };
    if (response.status === 404) return { refused: "404" };
    return await response.json();
  } catch {
    return { retry: true };
  }
}
