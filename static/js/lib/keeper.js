// What a learner leaves in a block, on its way to the server. No DOM here: who sends and who is told come from outside.
//
// Only the newest state matters: it goes when nothing else is on its way; without a network it waits and is tried again.

export class Keeper {
  #send;
  #tell;
  #delays;
  #wait;
  #newest = null;
  #sending = null;
  #timer = null;
  #tries = 0;

  // send(fields) resolves to {saved: "14:03"}, {refused: message} or {retry: true}; tell(outcome) hears of each.
  constructor({ send, tell, delays = [2000, 5000, 10000, 30000], wait = (again, delay) => setTimeout(again, delay) }) {
    this.#send = send;
    this.#tell = tell;
    this.#delays = delays;
    this.#wait = wait;
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
    clearTimeout(this.#timer);
    this.#sending ??= this.#sendAll().finally(() => (this.#sending = null));
    await this.#sending;
  }

  stop() {
    clearTimeout(this.#timer);
  }

  async #sendAll() {
    while (this.#newest !== null) {
      const fields = this.#newest;
      const outcome = await this.#send(fields);
      if (outcome.retry) {
        this.#later();
        this.#tell(outcome);
        return;
      }
      this.#tries = 0;
      if (this.#newest === fields) this.#newest = null; // newer words may have come meanwhile: they go next
      this.#tell(outcome);
    }
  }

  #later() {
    const delay = this.#delays[Math.min(this.#tries++, this.#delays.length - 1)];
    this.#timer = this.#wait(() => this.flush(), delay);
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
