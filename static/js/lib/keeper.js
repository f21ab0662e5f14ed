// What a learner leaves in a block, on its way to the server. No DOM here: who sends and who is told come from outside.
//
// Only the newest state matters: it goes when nothing else is on its way; without a network it waits and is tried again.

import { Retrying } from "./retrying.js";

export class Keeper {
  #send;
  #tell;
  #retrying;
  #newest = null;

  // send(fields) resolves to {saved: "14:03"}, {refused: message} or {retry: true}; tell(outcome) hears of each.
  constructor({ send, tell, delays, wait }) {
    this.#send = send;
    this.#tell = tell;
    this.#retrying = new Retrying(() => this.#sendAll(), { delays, wait });
  }

  get waiting() {
    return this.#newest !== null;
  }

  put(fields) {
    this.#newest = fields;
    return this.flush();
  }

  // Sends what waits, if anything does.
  async flush() {
    await this.#retrying.flush();
  }

  stop() {
    this.#retrying.stop();
  }

  async #sendAll() {
    while (this.#newest !== null) {
      const fields = this.#newest;
      const outcome = await this.#send(fields);
      if (outcome.retry) {
        this.#retrying.again();
        this.#tell(outcome);
        return;
      }
      this.#retrying.through();
      if (this.#newest === fields) this.#newest = null; // newer words may have come meanwhile: they go next
      this.#tell(outcome);
    }
  }
}

// POSTs a form's fields to an address that answers in JSON. `keepalive`: it outlives the page.
export async function post(url, fields, fetch = globalThis.fetch) {
  let response;
  try {
    response = await fetch(url, { method: "POST", body: fields, headers: { Accept: "application/json" }, keepalive: true });
  } catch {
    return { retry: true };
  }
  if (response.status >= 500 || response.status === 429) return { retry: true };
  if (!response.headers.get("Content-Type")?.includes("json")) return { refused: "" }; // signed out, or the block is gone
  const answer = await response.json();
  return response.ok ? answer : { refused: answer.message ?? "" };
}
