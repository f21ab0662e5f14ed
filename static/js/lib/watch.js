// How long each question was looked at: the time between two answers belongs to the question answered second. Hidden pages do not count.

export class Watch {
  #now;
  #since;
  #gathered = 0;
  #paused = false;
  #seconds = new Map();

  constructor(now = () => performance.now()) {
    this.#now = now;
    this.#since = now();
  }

  // Seconds that the server already has for a question.
  know(position, seconds) {
    this.#seconds.set(position, seconds || 0);
  }

  pause(hidden) {
    if (hidden === this.#paused) return;
    if (hidden) this.#gathered += this.#now() - this.#since;
    else this.#since = this.#now();
    this.#paused = hidden;
  }

  // Whole seconds spent with the question that is answered now.
  spent(position) {
    const running = this.#paused ? 0 : this.#now() - this.#since;
    const total = (this.#seconds.get(position) ?? 0) + (this.#gathered + running) / 1000;
    this.#seconds.set(position, total);
    this.#gathered = 0;
    this.#since = this.#now();
    return Math.round(total);
  }
}
