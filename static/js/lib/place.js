// Where a reader is in a lesson. No DOM here: blocks come as ids in order, each in sight or not.
//
// The place is the first block in sight.

export class Place {
  #order;
  #inSight = new Set();

  constructor(ids) {
    this.#order = ids;
  }

  see(id, inSight) {
    if (inSight) this.#inSight.add(id);
    else this.#inSight.delete(id);
  }

  get current() {
    return this.#order.find((id) => this.#inSight.has(id)) ?? "";
  }
}

// Calls `act` with the newest value, at most once in `pause` milliseconds, never twice with the same one.
export class Sparsely {
  #act;
  #pause;
  #wait;
  #last;
  #next;
  #timer = null;

  constructor({ act, pause, last = "", wait = (again, delay) => setTimeout(again, delay) }) {
    this.#act = act;
    this.#pause = pause;
    this.#last = last;
    this.#next = last;
    this.#wait = wait;
  }

  put(value) {
    if (!value) return;
    this.#next = value;
    this.#timer ??= this.#wait(() => this.flush(), this.#pause);
  }

  // Acts now on what waits, if it is new.
  flush() {
    clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#next === this.#last) return;
    this.#last = this.#next;
    this.#act(this.#last);
  }

  stop() {
    clearTimeout(this.#timer);
    this.#timer = null;
  }
}
